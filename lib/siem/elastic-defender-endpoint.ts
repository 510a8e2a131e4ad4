import { credentialFields } from './credential-fields';
import { isNationalCloud } from './microsoft-host';
import { readsDefenderAlerts } from './siem-access';
import { defineSiemFormat } from './siem-format';

/**
 * Elastic Agent's integration microsoft_defender_endpoint, data stream `log`, which calls /api/alerts.
 *
 * @see https://github.com/elastic/integrations/tree/main/packages/microsoft_defender_endpoint
 */
export const elasticDefenderEndpoint = defineSiemFormat({
  id: 'elastic-defender-endpoint',
  stepCount: 5,
  access: { credential: 'connector', reads: { 'defender-alerts': readsDefenderAlerts } },
  missesCloud: isNationalCloud,
  facts: {
    vendorPage: 'https://www.elastic.co/docs/reference/integrations/microsoft_defender_endpoint',
    checked: '2026-11-22',
    confidence: 'source',
  },
  fields: (details, secrets) => {
    const labels = { tenantId: 'Tenant ID', clientId: 'Client ID', clientSecret: 'Client Secret' };
    const { clientId, tenantId, clientSecret } = credentialFields(labels, details, secrets);
    return [clientId, clientSecret, tenantId];
  },
});
