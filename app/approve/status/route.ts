import { z } from 'zod';
import { getApprovalStatus } from '@/lib/approval/approval-queries';
import { asRouteViewer, defineRoute } from '@/lib/session/define-route';

const input = z.object({ query: z.object({ connector: z.guid() }) });

/** What the page that waits for an administrator asks for. */
export const GET = defineRoute({ access: asRouteViewer, input }, async (_call, { query }) => {
  const status = await getApprovalStatus(query.connector);
  return Response.json(status, { status: status ? 200 : 404 });
});
