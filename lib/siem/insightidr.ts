import { credentialFields } from './credential-fields';
import { isNationalCloud } from './microsoft-host';
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
  missesCloud: isNationalCloud,
  facts: {
    vendorPage: 'https://docs.rapid7.com/insightidr/microsoft-security',
    checked: '2026-11-22',
    confidence: 'documented',
  },
  fields: (details, secrets) => {
    const labels = { tenantId: 'Tenant ID', clientId: 'Client ID', clientSecret: 'Client Secret' };
    const { clientId, tenantId, clientSecret } = credentialFields(labels, details, secrets);
    return [clientId, clientSecret, tenantId];
  },
});
