import { credentialFields } from './credential-fields';
import { isNationalCloud } from './microsoft-host';
import { readsGraphAlerts } from './siem-access';
import { defineSiemFormat } from './siem-format';

/** LogRhythm Axon's collector `MSGraph API`. */
export const logrhythm = defineSiemFormat({
  id: 'logrhythm',
  stepCount: 4,
  access: { credential: 'connector', reads: { 'graph-alerts': readsGraphAlerts } },
  missesCloud: isNationalCloud,
  facts: {
    vendorPage: 'https://docs.logrhythm.com/axon/docs/configure-ms-graph-api',
    checked: '2026-11-22',
    confidence: 'partial',
  },
  fields: (details, secrets) => {
    const labels = {
      tenantId: 'Directory (tenant) ID',
      clientId: 'Application (client) ID',
      clientSecret: 'Client secret value',
    };
    const { clientId, tenantId, clientSecret } = credentialFields(labels, details, secrets);
    return [tenantId, clientId, clientSecret];
  },
});
