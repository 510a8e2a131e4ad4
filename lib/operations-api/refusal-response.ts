import type { OperationRefusal } from '@/lib/operations/refusal';

const statuses: Readonly<Record<OperationRefusal['code'], number>> = {
  signedOut: 401,
  forbidden: 403,
  role: 403,
  policy: 403,
  unknown: 404,
  input: 400,
  state: 409,
  connectorState: 409,
  consentAgain: 409,
  orphan: 409,
  taken: 409,
  tooMany: 429,
};

/**
 * How the door answers a request that changed nothing. What was never made, was removed, is another person's or another
 * tenant's gets the same body.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5
 */
export function refusalResponse(refusal: OperationRefusal, requestId: string): Response {
  const headers = refusal.code === 'tooMany' ? { 'retry-after': String(refusal.seconds) } : undefined;
  return Response.json({ error: { ...refusal, requestId } }, { status: statuses[refusal.code], headers });
}
