import { refusalResponse } from '@/lib/operations-api/refusal-response';
import { retry } from '@/lib/operation/operation-request';
import { currentRequestId } from '@/lib/request/current-request';

/** Goes on from the step that failed. It is done when somebody follows. */
export async function POST(
  _request: Request,
  { params }: RouteContext<'/api/operations/[id]/retry'>,
): Promise<Response> {
  const { id } = await params;
  const accepted = await retry(id);
  return accepted.ok
    ? Response.json({ id }, { status: 202 })
    : refusalResponse(accepted.error, await currentRequestId());
}
