import 'server-only';
import { prisma } from '@/lib/db/prisma-client';
import type { Lifetime } from './thresholds';

export type SavedLifetime = { readonly lifetime: Lifetime; readonly source: 'registration' | 'entered' };

/** When credentials of the portal end, as the registration or a person has said. */
export const portalCredentialStore = {
  async list(tenantId: string): Promise<ReadonlyMap<string, SavedLifetime>> {
    const db = await prisma();
    const rows = await db.portalCredentialEnd.findMany({ where: { tenantId } });
    return new Map(
      rows.map(({ fingerprint, startsAt, endsAt, source }) => {
        const lifetime = { from: startsAt.getTime(), to: endsAt.getTime() };
        return [fingerprint, { lifetime, source: source === 'registration' ? 'registration' : 'entered' }];
      }),
    );
  },

  /** What the registration says stands before what somebody entered. @returns whether it is news */
  async save(
    { tenantId, fingerprint }: { readonly tenantId: string; readonly fingerprint: string },
    { lifetime, source }: SavedLifetime,
    now: Date,
  ): Promise<boolean> {
    const db = await prisma();
    const data = { startsAt: new Date(lifetime.from), endsAt: new Date(lifetime.to), source, savedAt: now };
    const key = { tenantId_fingerprint: { tenantId, fingerprint } };
    const known = await db.portalCredentialEnd.findUnique({ where: key });
    if (known?.endsAt.getTime() === lifetime.to && known.source === source) return false;
    if (known?.source === 'registration' && source === 'entered') return false;
    await db.portalCredentialEnd.upsert({ where: key, create: { tenantId, fingerprint, ...data }, update: data });
    return true;
  },
};
