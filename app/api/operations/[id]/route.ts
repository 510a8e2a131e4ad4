import { refusalResponse } from '@/lib/operations-api/refusal-response';
import { cancel, getOperation } from '@/lib/operation/operation-request';
import { currentRequestId } from '@/lib/request/current-request';

type Context = RouteContext<'/api/operations/[id]'>;

/** How an operation stands. Nothing begins by looking. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const found = await getOperation(id);
  return found.ok ? Response.json(found.value) : refusalResponse(found.error, await currentRequestId());
}

/** Gives up before anything was made. */
export async function DELETE(_request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const cancelled = await cancel(id);
  return cancelled.ok
    ? new Response(null, { status: 204 })
    : refusalResponse(cancelled.error, await currentRequestId());
}
