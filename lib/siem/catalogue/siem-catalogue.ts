import { arcsight } from '../arcsight/arcsight';
import { arcticWolf } from '../arctic-wolf';
import { cribl } from '../cribl/cribl';
import { elasticDefenderEndpoint } from '../elastic/elastic-defender-endpoint';
import { elasticDefenderXdr } from '../elastic/elastic-defender-xdr';
import { filebeat } from '../elastic/filebeat';
import { logstash } from '../elastic/logstash';
import { fortisiem } from '../fortisiem';
import { genericApi } from '../generic-api';
import { googleSecops } from '../google-secops';
import { insightidr } from '../insightidr';
import { logrhythm } from '../logrhythm';
import { qradar } from '../qradar/qradar';
import { sentinel } from '../sentinel';
import type { SiemFormat } from '../siem-format';
import { splunk } from '../splunk/splunk';
import { sumoLogic } from '../sumo-logic';
import { wazuh } from '../wazuh';

/** The three of the retired page, in its order. */
const originals = [arcsight, genericApi, qradar] as const;

/** All others, in the order of their titles. A new one is its own file, its messages, its test, and a line here. */
const others = [
  arcticWolf,
  cribl,
  elasticDefenderEndpoint,
  elasticDefenderXdr,
  filebeat,
  fortisiem,
  googleSecops,
  logrhythm,
  logstash,
  sentinel,
  insightidr,
  splunk,
  sumoLogic,
  wazuh,
] as const;

const formats = [...originals, ...others] as const;

export type SiemType = (typeof formats)[number]['id'];

type SiemGroup = { readonly id: 'originals' | 'others'; readonly formats: readonly SiemFormat<SiemType>[] };

export const siemGroups: readonly SiemGroup[] = [
  { id: 'originals', formats: originals },
  { id: 'others', formats: others },
];

export const siemFormats: readonly SiemFormat<SiemType>[] = formats;

export const siemTypes: readonly SiemType[] = formats.map((format) => format.id);

/** Gives the SIEM of that id, or undefined for an id that no SIEM has. */
export function findSiemFormat(id: string): SiemFormat<SiemType> | undefined {
  return siemFormats.find((format) => format.id === id);
}
