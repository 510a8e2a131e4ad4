import { eventStream } from '@/lib/signal/event-stream';
import { operationPath } from '@/lib/operations-api/operation-path';
import { streamOf } from '@/lib/operations-api/operation-stream';
import { refusalResponse } from '@/lib/operations-api/refusal-response';
import { findFollower } from '@/lib/operation/operation-request';
import { currentRequestId } from '@/lib/request/current-request';
import { asPerson, defineRoute } from '@/lib/session/define-route';

/** Tells how an operation goes, and begins what consent allowed; goes on where an earlier connection was cut. */
export const GET = defineRoute(
  { access: asPerson, input: operationPath },
  async ({ request }, { params: { id }, lastEventId }) => {
    const follow = await findFollower(id, lastEventId);
    if (!follow.ok) return refusalResponse(follow.error, await currentRequestId());
    return eventStream(request, (gone) => streamOf(follow.value(gone)));
  },
);
