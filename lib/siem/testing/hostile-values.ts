import fc from 'fast-check';
import { expect } from 'vitest';
import type { AlertApi, ConnectorDetails } from '../connector-details';
import { type HostileCase, hostileCases, hostileRuns, type HostileValue } from './hostile-cases';
import { controlCharacters, hostileCharacters } from './hostile-characters';
import { sampleConnector } from './sample-connector';

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

/**
 * Draws connectors at random, holds what `read` finds in their files against what went in, and says how many values
 * were compared.
 *
 * @param read gives the values of the case as a parser that is not ours read them back
 */
export function tryHostile(
  what: HostileCase,
  connectors: fc.Arbitrary<HostileConnector>,
  read: (connector: HostileConnector) => Readonly<Partial<Record<HostileValue, unknown>>>,
): void {
  const compared: readonly HostileValue[] = hostileCases[what];
  const property = fc.property(connectors, (connector) => {
    const given = { ...connector.details, clientSecret: connector.clientSecret };
    expect(read(connector)).toEqual(Object.fromEntries(compared.map((value) => [value, given[value]])));
  });
  fc.assert(property, { numRuns: hostileRuns });
  console.info(`${what}: ${String(hostileRuns * compared.length)} hostile values compared`);
}
