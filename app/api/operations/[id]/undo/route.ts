import { refusalResponse } from '@/lib/operations-api/refusal-response';
import { undo } from '@/lib/operation/operation-request';
import { currentRequestId } from '@/lib/request/current-request';

/** Takes back what set-up made. It is done when somebody follows. */
export async function POST(
  _request: Request,
  { params }: RouteContext<'/api/operations/[id]/undo'>,
): Promise<Response> {
  const { id } = await params;
  const accepted = await undo(id);
  return accepted.ok
    ? Response.json({ id }, { status: 202 })
    : refusalResponse(accepted.error, await currentRequestId());
}
