import 'server-only';
import { type ElevatedToken, elevatedTokenSchema } from '@/lib/operations/elevated-token';
import type { Sealer } from '@/lib/seal/seal';
import type { AuthorizationStore } from './authorization-store';
import { TOKEN_SEAL } from './operation';
import type { OperationKey } from './operation-row';

/** A token that is about to end is no use for work that takes a while. */
const MARGIN_MS = 30_000;

/** What consent brought, while it still works; null when it has ended. */
export async function findElevatedToken(
  { authorizations, sealer }: { readonly authorizations: AuthorizationStore; readonly sealer: Sealer },
  key: OperationKey,
): Promise<ElevatedToken | null> {
  const sealed = await authorizations.findSealedToken(key);
  const clear = sealed === null ? null : sealer.open(TOKEN_SEAL, sealed);
  if (clear === null) return null;
  const token = elevatedTokenSchema.safeParse(JSON.parse(clear)).data ?? null;
  return token && token.expiresAt > Date.now() + MARGIN_MS ? token : null;
}
