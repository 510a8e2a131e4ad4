import { begin } from '@/lib/operation/begin-request';
import { refusalResponse } from '@/lib/operations-api/refusal-response';
import { currentRequestId } from '@/lib/request/current-request';
import { jsonBody } from '@/lib/request/json-body';

/** Begins an operation, which waits for its person to consent in Entra's pages. @see docs/operations-api.md */
export async function POST(request: Request): Promise<Response> {
  const begun = await begin(await jsonBody(request));
  if (!begun.ok) return refusalResponse(begun.error, await currentRequestId());
  const self = `/api/operations/${begun.value}`;
  const links = { self, events: `${self}/events`, signIn: `/consent/start?operation=${begun.value}` };
  return Response.json({ id: begun.value, ...links }, { status: 201, headers: { location: self } });
}
