import { alertsCall, endpointQuestion, inSeconds } from '../alerts-call';
import type { ConnectorDetails } from '../connector-details';
import { credentialFields } from '../credential-fields';
import { originOf } from '../microsoft-host';
import { readsDefenderAlerts } from '../siem-access';
import { defineSiemFormat } from '../siem-format';

/** The integration begins with the last five minutes. */
const FIRST_LOOK_MS = 300_000;

/**
 * Elastic Agent's integration microsoft_defender_endpoint, data stream `log`, which calls /api/alerts. The first three
 * fields are in every version; the others are advanced options of newer ones.
 *
 * @see https://github.com/elastic/integrations/tree/main/packages/microsoft_defender_endpoint
 */
export const elasticDefenderEndpoint = defineSiemFormat({
  id: 'elastic-defender-endpoint',
  stepCount: 5,
  access: { credential: 'connector', reads: { 'defender-alerts': readsDefenderAlerts } },
  facts: {
    vendorPage: 'https://www.elastic.co/docs/reference/integrations/microsoft_defender_endpoint',
    checked: '2026-11-27',
    confidence: 'source',
  },
  firstCall: ({ apiUrl }, now) =>
    alertsCall(apiUrl, endpointQuestion(inSeconds(new Date(now.getTime() - FIRST_LOOK_MS)))),
  fields: (details, secrets) => {
    const labels = { tenantId: 'Tenant ID', clientId: 'Client ID', clientSecret: 'Client Secret' };
    const { clientId, tenantId, clientSecret } = credentialFields(labels, details, secrets);
    return [
      clientId,
      clientSecret,
      tenantId,
      { label: 'OAuth Server URL', value: originOf(details.tokenUrl) },
      { label: 'OAuth Token endpoint', value: tokenPath(details) },
      { label: 'Security Center URL', value: details.apiUrl },
      { label: 'Azure Resource', value: details.resource },
      { label: 'Oauth2 Scopes', value: details.scope },
    ];
  },
});

/** The integration puts the server and the tenant in front by itself. */
function tokenPath({ tokenUrl, tenantId }: ConnectorDetails): string {
  return tokenUrl.slice(`${originOf(tokenUrl)}/${tenantId}/`.length);
}
