import { arcsightEvent } from '../arcsight/arcsight-event';
import type { SiemApi } from '../connector-details';
import { elasticDefenderEndpointMap, elasticDefenderXdrMap, elasticEvent } from '../elastic/elastic-event';
import type { EventField } from '../event-field';
import { splunkEvent } from '../splunk/splunk-event';
import type { SiemType } from './siem-catalogue';

/** What becomes of one alert in a SIEM, as far as facts reach. */
export type EventPreview =
  /** By the parser file that the page offers. */
  | { readonly kind: 'arcsight'; readonly fields: readonly EventField[]; readonly additional: readonly EventField[] }
  /** By the ingest pipeline that Elastic publishes; evidence is not among it. */
  | { readonly kind: 'elastic'; readonly fields: readonly EventField[] }
  /** By the add-on for Splunk, which keeps every member of the JSON as well. */
  | { readonly kind: 'splunk'; readonly fields: readonly EventField[] }
  /** It takes the JSON as it is, or how it names the fields is not public. */
  | { readonly kind: 'raw' };

/** Takes one alert as the API gave it, and gives the fields that it becomes in that SIEM. */
export function previewEvent(siemType: SiemType, api: SiemApi, alert: unknown): EventPreview {
  if (siemType === 'arcsight') {
    const { fields, additionalData } = arcsightEvent(api, alert);
    return { kind: 'arcsight', fields, additional: additionalData };
  }
  if (siemType === 'elastic-defender-xdr' && api === 'graph-alerts') {
    return { kind: 'elastic', fields: elasticEvent(elasticDefenderXdrMap, alert) };
  }
  if (siemType === 'elastic-defender-endpoint' && api === 'defender-alerts') {
    return { kind: 'elastic', fields: elasticEvent(elasticDefenderEndpointMap, alert) };
  }
  if (siemType === 'splunk' && api !== 'detections') return { kind: 'splunk', fields: splunkEvent(alert) };
  return { kind: 'raw' };
}
