import type { ConnectorDetails, Secrets } from '../connector-details';
import { readsDefenderAlerts, readsGraphAlerts } from '../siem-access';
import { defineSiemFormat, type SiemField } from '../siem-format';
import { criblBreaker, criblCall, criblCollector } from './cribl-collector';

/**
 * Cribl Stream's REST collector, filled in after Cribl's own template for Microsoft Graph. Its settings are pasted as
 * JSON; the names of the form's fields are not known for every version, so the fields go by the template's names.
 *
 * @see https://github.com/criblio/collector-templates/tree/main/collectors/rest/microsoft_graph
 */
export const cribl = defineSiemFormat({
  id: 'cribl',
  stepCount: 6,
  access: {
    credential: 'connector',
    reads: { 'defender-alerts': readsDefenderAlerts, 'graph-alerts': readsGraphAlerts },
  },
  facts: {
    vendorPage: 'https://github.com/criblio/collector-templates/tree/main/collectors/rest/microsoft_graph',
    checked: '2026-11-22',
    confidence: 'source',
  },
  fields,
  firstCall: criblCall,
  loads: {
    holdSecret: true,
    build: (details, secret) => [
      { name: 'breaker.json', text: criblBreaker(details), language: 'json' },
      { name: 'collector.json', text: criblCollector(details, secret), language: 'json' },
    ],
  },
});

function fields(details: ConnectorDetails, { clientSecret }: Secrets): readonly SiemField[] {
  return [
    { label: 'username', value: details.clientId },
    { label: 'password', value: clientSecret ?? '', secret: 'client-secret' },
    { label: 'loginUrl', value: details.tokenUrl },
    { label: 'collectUrl', value: details.apiUrl },
  ];
}
