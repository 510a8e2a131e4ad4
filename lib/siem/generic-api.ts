import { alertsCall } from './alerts-call';
import type { ConnectorDetails, Secrets } from './connector-details';
import { detailsFile } from './details-file';
import { genericQuestions } from './generic-curl';
import { readsDefenderAlerts, readsGraphAlerts } from './siem-access';
import { defineSiemFormat, type SiemField } from './siem-format';

/** Any client that reads a REST API with the client credentials flow. */
export const genericApi = defineSiemFormat({
  id: 'generic-api',
  stepCount: 6,
  access: {
    credential: 'connector',
    reads: { 'defender-alerts': readsDefenderAlerts, 'graph-alerts': readsGraphAlerts },
    readsDetections: true,
  },
  facts: {
    vendorPage: 'https://learn.microsoft.com/defender-endpoint/api/exposed-apis-create-app-webapp',
    checked: '2026-11-22',
    confidence: 'proven',
  },
  fields,
  firstCall: ({ api, apiUrl }) => alertsCall(apiUrl, genericQuestions[api]),
  loads: {
    holdSecret: true,
    build: (details, secret, savedAt) => [detailsFile(details, secret, savedAt)],
  },
});

/** There is no one form; these are the names that clients of Microsoft's APIs go by. */
function fields(details: ConnectorDetails, { clientSecret }: Secrets): readonly SiemField[] {
  return [
    { label: 'Tenant ID', value: details.tenantId },
    { label: 'Client ID', value: details.clientId },
    { label: 'Client secret', value: clientSecret ?? '', secret: 'client-secret' },
    { label: 'Token URL', value: details.tokenUrl },
    { label: 'Scope', value: details.scope },
    { label: 'Events URL', value: details.apiUrl },
  ];
}
