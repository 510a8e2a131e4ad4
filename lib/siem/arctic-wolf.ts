import { credentialFields } from './credential-fields';
import { isNationalCloud } from './microsoft-host';
import { readsGraphAlerts } from './siem-access';
import { defineSiemFormat } from './siem-format';

/** Arctic Wolf fetches the alerts itself; the credential is entered in its portal. */
export const arcticWolf = defineSiemFormat({
  id: 'arctic-wolf',
  stepCount: 3,
  access: { credential: 'connector', reads: { 'graph-alerts': readsGraphAlerts } },
  missesCloud: isNationalCloud,
  facts: {
    vendorPage: 'https://docs.arcticwolf.com/cloud/defender_atp_credentials.html',
    checked: '2026-11-22',
    confidence: 'partial',
  },
  fields: (details, secrets) => {
    const labels = {
      tenantId: 'Directory (tenant) ID',
      clientId: 'Application (client) ID',
      clientSecret: 'Client Secret',
    };
    const { clientId, tenantId, clientSecret } = credentialFields(labels, details, secrets);
    return [clientId, tenantId, clientSecret];
  },
});
