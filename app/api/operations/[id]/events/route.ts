import { eventStream } from '@/lib/signal/event-stream';
import { streamOf } from '@/lib/operations-api/operation-stream';
import { refusalResponse } from '@/lib/operations-api/refusal-response';
import { findFollower } from '@/lib/operation/operation-request';
import { currentRequestId } from '@/lib/request/current-request';

/** Tells how an operation goes, and begins what consent allowed; goes on where an earlier connection was cut. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/operations/[id]/events'>,
): Promise<Response> {
  const { id } = await params;
  const follow = await findFollower(id, request.headers.get('last-event-id'));
  if (!follow.ok) return refusalResponse(follow.error, await currentRequestId());
  return eventStream(request, (gone) => streamOf(follow.value(gone)));
}
