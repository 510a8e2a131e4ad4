import type { ConnectorDetails, Secrets } from '../connector-details';
import { readsDefenderAlerts, readsGraphAlerts } from '../siem-access';
import { defineSiemFormat, type SiemField } from '../siem-format';
import { filebeatCall, filebeatInput } from './filebeat-input';

/** Elastic Filebeat with its input httpjson, which takes both APIs. */
export const filebeat = defineSiemFormat({
  id: 'filebeat',
  stepCount: 5,
  access: {
    credential: 'connector',
    reads: { 'defender-alerts': readsDefenderAlerts, 'graph-alerts': readsGraphAlerts },
  },
  facts: {
    vendorPage: 'https://www.elastic.co/docs/reference/beats/filebeat/filebeat-input-httpjson',
    checked: '2026-11-30',
    confidence: 'source',
  },
  fields: filebeatFields,
  firstCall: filebeatCall,
  loads: { holdSecret: false, build: (details, _secret, savedAt) => [filebeatInput(details, savedAt)] },
});

/** Filebeat has no form: these are the names of its options. */
export function filebeatFields(details: ConnectorDetails, { clientSecret }: Secrets): readonly SiemField[] {
  return [
    { label: 'auth.oauth2.client.id', value: details.clientId },
    { label: 'auth.oauth2.client.secret', value: clientSecret ?? '', secret: 'client-secret' },
    { label: 'auth.oauth2.token_url', value: details.tokenUrl },
    { label: 'auth.oauth2.scopes', value: details.scope },
    { label: 'request.url', value: details.apiUrl },
  ];
}
