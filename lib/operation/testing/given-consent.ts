import type { ElevatedToken } from '@/lib/operations/elevated-token';
import { createSealer } from '@/lib/seal/seal';
import { type Consent, findConsent } from '../consent';
import { operationSeal } from '../operation-seal';
import type { Operation } from '../operation';

const sealer = createSealer('a session secret for tests, long enough');

/** What the person of an operation consented to, in the session that began it: as Entra's answer leaves it. */
export async function givenConsent(operation: Operation, elevatedToken: ElevatedToken): Promise<Consent> {
  const sealed = operationSeal(sealer, operation, operation.sessionId).sealToken(elevatedToken);
  const authorizations = { findSealedToken: () => Promise.resolve(sealed) };
  const consent = await findConsent({ authorizations, sealer }, operation, { id: operation.sessionId ?? '' });
  if (!consent) throw new Error('the consent does not open');
  return consent;
}
