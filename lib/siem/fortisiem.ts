import { credentialFields } from './credential-fields';
import { hostOf, isNationalCloud } from './microsoft-host';
import { readsGraphAlerts } from './siem-access';
import { defineSiemFormat } from './siem-format';

/**
 * FortiSIEM 6.6 and newer: the generic HTTPS poller with Fortinet's own definition file for Graph alerts.
 * Of the form's names only `Access Protocol` and `URI Stem` were read; the other values go by the names that they have
 * outside of FortiSIEM.
 */
export const fortisiem = defineSiemFormat({
  id: 'fortisiem',
  stepCount: 5,
  access: { credential: 'connector', reads: { 'graph-alerts': readsGraphAlerts } },
  missesCloud: isNationalCloud,
  facts: {
    vendorPage:
      'https://docs.fortinet.com/document/fortisiem/latest/external-systems-configuration-guide/537925/microsoft-windows-defender-atp',
    checked: '2026-11-22',
    confidence: 'partial',
  },
  fields: (details, secrets) => {
    const labels = {
      tenantId: 'Directory (tenant) ID',
      clientId: 'Application (client) ID',
      clientSecret: 'Client secret',
    };
    const { clientId, tenantId, clientSecret } = credentialFields(labels, details, secrets);
    const stem = URL.canParse(details.apiUrl) ? new URL(details.apiUrl).pathname : '';
    return [
      { label: 'Access Protocol', value: 'HTTPS Advanced' },
      { label: 'Hostname', value: hostOf(details.apiUrl) },
      { label: 'URI Stem', value: stem },
      tenantId,
      clientId,
      clientSecret,
    ];
  },
});
