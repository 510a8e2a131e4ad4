import { z } from 'zod';
import { exportFormats } from '@/lib/history/history-input';
import { exportHistory } from '@/lib/history/history-request';
import { asRouteViewer, defineRoute } from '@/lib/session/define-route';

const input = z.object({
  query: z.object({ format: z.enum(exportFormats), connector: z.guid().nullable().default(null) }).catchall(z.string()),
});

/** `Export`: what the page of the history finds, as a file. */
export const GET = defineRoute({ access: asRouteViewer, input }, ({ caller: { session } }, { query }) => {
  const { format, connector: connectorId, ...filters } = query;
  return Promise.resolve(exportHistory({ tenantId: session.tenantId, connectorId, format, filters }));
});
