import fc from 'fast-check';
import { controlCharacters, hostileCharacters } from './hostile-characters';
import { sampleConnector } from './sample-connector';
import type { AlertApi, ConnectorDetails } from '../connector-details';

const parts = [...hostileCharacters, ...controlCharacters];

/** Text of characters that mean something in one format or another, or that no value should hold. */
export const hostileText = fc.array(fc.constantFrom(...parts), { maxLength: 20 }).map((text) => text.join(''));

/** The same without what XML 1.0 cannot hold. */
export const hostileXmlText = hostileText.map((text) => text.replace(/[\u0000\f]/g, ''));

/** A connector that is hostile wherever free text or a value of Microsoft's goes into a file. */
export type HostileConnector = { readonly details: ConnectorDetails; readonly clientSecret: string };

export function hostileConnector(api: AlertApi, text = hostileText): fc.Arbitrary<HostileConnector> {
  return fc
    .record({ name: text, clientId: text, tenantId: text, url: text, scope: text, clientSecret: text })
    .map(({ name, clientId, tenantId, url, scope, clientSecret }) => ({
      details: { ...sampleConnector(api), name, clientId, tenantId, tokenUrl: url, apiUrl: url, scope },
      clientSecret,
    }));
}

/** How many values of one connector are hostile. */
const valuesEach = 6;

/** Tries `check` on connectors drawn at random and says how many hostile values that were. */
export function tryHostile(
  what: string,
  connectors: fc.Arbitrary<HostileConnector>,
  check: (connector: HostileConnector) => void,
): void {
  const numRuns = 1_000;
  fc.assert(fc.property(connectors, check), { numRuns });
  console.info(`${what}: ${String(numRuns * valuesEach)} hostile values tried`);
}
