import { credentialFields } from './credential-fields';
import { hostOf, originOf } from './microsoft-host';
import { readsGraphAlerts } from './siem-access';
import { defineSiemFormat } from './siem-format';

const alertsPath = '/beta/security/alerts_v2';

/**
 * Google SecOps' feed of the log type MICROSOFT_GRAPH_ALERT. Names are those of Google's reference of the feed's
 * settings; the path in `API Hostname` is the one that was seen in use for alerts_v2, which is beta.
 *
 * @see https://docs.cloud.google.com/php/docs/reference/cloud-chronicle/latest/V1.MicrosoftGraphAlertSettings
 */
export const googleSecops = defineSiemFormat({
  id: 'google-secops',
  stepCount: 4,
  access: { credential: 'connector', reads: { 'graph-alerts': readsGraphAlerts } },
  facts: {
    vendorPage: 'https://cloud.google.com/chronicle/docs/reference/feed-management-api#microsoft-graph-alert',
    checked: '2026-11-22',
    confidence: 'partial',
  },
  // Its path only: which filter it adds is not public.
  firstCall: ({ apiUrl }) => ({ url: `${originOf(apiUrl)}${alertsPath}`, headers: {} }),
  fields: (details, secrets) => {
    const labels = { tenantId: 'Tenant ID', clientId: 'Client ID', clientSecret: 'Client Secret' };
    const { clientId, tenantId, clientSecret } = credentialFields(labels, details, secrets);
    return [
      { label: 'Log Type', value: 'MICROSOFT_GRAPH_ALERT' },
      clientId,
      clientSecret,
      tenantId,
      { label: 'API Hostname', value: `${hostOf(details.apiUrl)}${alertsPath}` },
      { label: 'API Auth Endpoint', value: hostOf(details.tokenUrl) },
    ];
  },
});
