import 'server-only';
import { type Probe, probeDatabase } from '@/lib/db/maintenance';
import { prisma } from '@/lib/db/prisma-client';

/** What the database says of the portal as it stands. */
export type Standing = {
  readonly sessions: number;
  readonly connectors: Readonly<Record<'ready' | 'incomplete' | 'removing', number>>;
  /** When the first connector that works is left without a secret; null while there is none. */
  readonly secretEndsAt: Date | null;
  /** How long the work of the portal's own that is most behind has been due; seconds. */
  readonly overdueSeconds: number;
};

/** Whether the database takes changes; asked once a second at most. */
export function readDatabaseState(): Promise<Probe> {
  return probeDatabase();
}

/** @param now what has ended, and what is due, is judged by this */
export async function readStanding(tenantId: string, now: Date): Promise<Standing> {
  const db = await prisma();
  const sessions = await db.session.count({ where: { tenantId, endedAt: null, expiresAt: { gt: now } } });
  const states = await db.connector.groupBy({ by: ['state'], where: { tenantId }, _count: true });
  const inState = (state: string) => states.find((row) => row.state === state)?._count ?? 0;
  const working = { tenantId, state: 'ready', disabledAt: null };
  const newest = await db.connectorSecret.groupBy({
    by: ['connectorId'],
    where: { tenantId, purpose: 'siem', removedAt: null, keyId: { not: null }, connector: working },
    _max: { expiresAt: true },
    orderBy: { _max: { expiresAt: 'asc' } },
    take: 1,
  });
  const due = await db.backgroundJob.findFirst({ where: { tenantId }, orderBy: { dueAt: 'asc' } });
  return {
    sessions,
    connectors: { ready: inState('ready'), incomplete: inState('incomplete'), removing: inState('removing') },
    secretEndsAt: newest[0]?._max.expiresAt ?? null,
    overdueSeconds: due ? Math.max(0, (now.getTime() - due.dueAt.getTime()) / 1_000) : 0,
  };
}
