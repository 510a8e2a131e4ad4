import 'server-only';
import type { Sealer } from '@/lib/seal/seal';
import { type Grant, GRANT_PURPOSE, grantSchema } from './consent';
import type { ConsentStore, FlowKey } from './consent-store';

/** A token that is about to end is no use for work that takes a while. */
const MARGIN_MS = 30_000;

/** What consent brought, while it still works; null when it has ended. */
export async function findGrant(
  { flows, sealer }: { readonly flows: ConsentStore; readonly sealer: Sealer },
  key: FlowKey,
): Promise<Grant | null> {
  const sealed = await flows.findSealedGrant(key);
  const clear = sealed === null ? null : sealer.open(GRANT_PURPOSE, sealed);
  if (clear === null) return null;
  const grant = grantSchema.safeParse(JSON.parse(clear)).data ?? null;
  return grant && grant.expiresAt > Date.now() + MARGIN_MS ? grant : null;
}
