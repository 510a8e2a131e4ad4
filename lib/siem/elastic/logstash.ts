import { readsDefenderAlerts, readsGraphAlerts } from '../siem-access';
import { defineSiemFormat } from '../siem-format';
import { filebeatFields } from './filebeat';
import { filebeatCall, filebeatInput } from './filebeat-input';

/**
 * Logstash. None of its inputs renews an OAuth 2.0 token, so it cannot read the APIs by itself: Filebeat reads them and
 * hands the alerts on.
 *
 * @see https://github.com/logstash-plugins/logstash-input-http_poller/issues/110
 */
export const logstash = defineSiemFormat({
  id: 'logstash',
  stepCount: 5,
  access: {
    credential: 'connector',
    reads: { 'defender-alerts': readsDefenderAlerts, 'graph-alerts': readsGraphAlerts },
  },
  facts: {
    vendorPage: 'https://www.elastic.co/docs/reference/beats/filebeat/logstash-output',
    checked: '2026-11-30',
    confidence: 'source',
  },
  fields: filebeatFields,
  firstCall: filebeatCall,
  loads: { holdSecret: false, build: (details, _secret, savedAt) => [filebeatInput(details, savedAt)] },
});
