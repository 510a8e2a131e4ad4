import { credentialFields } from './credential-fields';
import { hostOf, isNationalCloud } from './microsoft-host';
import { readsGraphIncidents } from './siem-access';
import { defineSiemFormat } from './siem-format';
import { securityEventsRead } from './siem-permission';

/** Rapid7 InsightIDR's event source `Microsoft Security`, which reads Graph's alerts_v2. */
export const insightidr = defineSiemFormat({
  id: 'insightidr',
  stepCount: 4,
  access: {
    credential: 'connector',
    reads: { 'graph-alerts': { ...readsGraphIncidents, vendorAsks: [securityEventsRead] } },
  },
  // Its page names event sources for GCC and GCC High, and none for DoD or China.
  missesCloud: (details) => isNationalCloud(details) && hostOf(details.apiUrl) !== 'graph.microsoft.us',
  facts: {
    vendorPage: 'https://docs.rapid7.com/insightidr/microsoft-security',
    checked: '2026-11-30',
    confidence: 'documented',
  },
  fields: (details, secrets) => {
    const labels = { tenantId: 'Tenant ID', clientId: 'Client ID', clientSecret: 'Client Secret' };
    const { clientId, tenantId, clientSecret } = credentialFields(labels, details, secrets);
    return [clientId, clientSecret, tenantId];
  },
});
