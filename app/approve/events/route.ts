import { z } from 'zod';
import { findApprovalReader } from '@/lib/approval/approval-queries';
import { followApproval } from '@/lib/approval/follow-approval';
import { asRouteViewer, defineRoute } from '@/lib/session/define-route';
import { eventStream } from '@/lib/signal/event-stream';

const input = z.object({ query: z.object({ connector: z.guid() }), lastEventId: z.string().nullable() });

/** Tells the page that waits for an administrator what they decide. */
export const GET = defineRoute({ access: asRouteViewer, input }, async ({ request }, { query, lastEventId }) => {
  const read = await findApprovalReader(query.connector);
  if (!read) return Response.json(null, { status: 404 });
  const following = { connectorId: query.connector, lastEventId };
  return eventStream(request, (signal) => followApproval({ ...following, signal }, read));
});
