import { eventStream } from '@/lib/signal/event-stream';
import { streamOf } from '@/lib/operations-api/operation-stream';
import { refusalResponse } from '@/lib/operations-api/refusal-response';
import { getOperationEvents } from '@/lib/operation/operation-request';
import { currentRequestId } from '@/lib/request/current-request';

/** Tells how an operation goes, and begins what consent allowed; goes on where an earlier connection was cut. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/operations/[id]/events'>,
): Promise<Response> {
  const { id } = await params;
  const gone = new AbortController();
  request.signal.addEventListener('abort', () => gone.abort());
  const lastEventId = request.headers.get('last-event-id');
  const events = await getOperationEvents(id, { lastEventId, signal: gone.signal });
  if (!events.ok) return refusalResponse(events.error, await currentRequestId());
  return eventStream(streamOf(events.value), () => gone.abort());
}
