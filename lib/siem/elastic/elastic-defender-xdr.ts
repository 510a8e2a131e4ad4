import { alertsCall, elasticGraphQuestion } from '../alerts-call';
import { credentialFields } from '../credential-fields';
import { originOf } from '../microsoft-host';
import { readsGraphIncidents } from '../siem-access';
import { defineSiemFormat } from '../siem-format';

/**
 * Elastic Agent's integration m365_defender, data stream `alert`, which calls alerts_v2. Its second data stream,
 * `incident`, takes a permission of its own.
 *
 * @see https://github.com/elastic/integrations/tree/main/packages/m365_defender
 */
export const elasticDefenderXdr = defineSiemFormat({
  id: 'elastic-defender-xdr',
  stepCount: 5,
  access: {
    credential: 'connector',
    reads: { 'graph-alerts': readsGraphIncidents },
  },
  facts: {
    vendorPage: 'https://www.elastic.co/docs/reference/integrations/m365_defender',
    checked: '2026-11-30',
    confidence: 'source',
  },
  firstCall: ({ apiUrl }, now) => alertsCall(`${originOf(apiUrl)}/v1.0/security/alerts_v2`, elasticGraphQuestion(now)),
  fields: (details, secrets) => {
    const labels = { tenantId: 'Tenant ID', clientId: 'Client ID', clientSecret: 'Client Secret' };
    const { clientId, tenantId, clientSecret } = credentialFields(labels, details, secrets);
    return [
      { label: 'OAuth Server URL', value: originOf(details.tokenUrl) },
      clientId,
      clientSecret,
      tenantId,
      { label: 'Request URL', value: originOf(details.apiUrl) },
    ];
  },
});
