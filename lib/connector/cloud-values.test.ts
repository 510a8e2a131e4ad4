import { describe, expect, test } from 'vitest';
import { alertApis, hasApi } from '@/lib/cloud/alert-api';
import { type CloudId, cloudIds } from '@/lib/cloud/cloud';
import { cloudWith } from '@/lib/cloud/microsoft-clouds';
import type { AlertApi, ConnectorDetails } from '@/lib/siem/connector-details';
import { evaluateAccess } from '@/lib/siem/siem-access';
import { findSiemFormat, siemFormats, type SiemType } from '@/lib/siem/catalogue/siem-catalogue';
import type { SiemFormat } from '@/lib/siem/siem-format';
import { accessDetails, connectorRedirectUris } from './access-details';
import { sampleConnector } from './testing/sample-connector';

const redirectUris = connectorRedirectUris('https://siem.example/consent/callback');
const noSecrets = { clientSecret: null, refreshToken: null };
const savedAt = new Date('2026-11-24T14:01:05Z');

/** What each cloud's values may name, written down once more and not read from the code. */
const worldwide =
  /^(?:login\.microsoftonline|graph\.microsoft|(?:(?:eu|us|uk|au|swa|ina|aea)\.)?api\.security\.microsoft|api(?:-eu|-us|-uk)?\.securitycenter\.microsoft)\.com$/;
const hosts: Readonly<Record<CloudId, RegExp>> = {
  worldwide,
  gcc: /^(?:login\.microsoftonline\.com|graph\.microsoft\.com|api-gcc\.securitycenter\.microsoft\.us)$/,
  'gcc-high': /^(?:login\.microsoftonline|graph\.microsoft|api-gov\.securitycenter\.microsoft)\.us$/,
  dod: /^(?:login\.microsoftonline|dod-graph\.microsoft|api-gov\.securitycenter\.microsoft)\.us$/,
  china: /^$/,
};

/** What Splunk's add-on and Wazuh call a cloud. */
const ownNames = /^(?:location = )?\S*gcc-high(?:-graph-api)?$|<api_type>(?:gcc-high|dod)</m;

const hostNames = /\b(?:[a-z0-9-]+\.)+(?:com|us|cn|net|mil)\b/gi;

/** Of Microsoft's services: its documentation, in comments, is no host that a SIEM calls. */
function namedHosts(text: string): readonly string[] {
  return (text.replaceAll('%2F', '/').match(hostNames) ?? []).filter((host) =>
    /microsoft|windows|azure|chinacloudapi/.test(host),
  );
}

/** Fields, and the files that the SIEM itself loads. */
function tells(format: SiemFormat<SiemType>, details: ConnectorDetails): boolean {
  const fields = format.fields(details, noSecrets).map(({ value }) => value);
  const files = format.filesAre === 'loaded' ? format.files(details, noSecrets, savedAt) : [];
  const text = [...fields, ...files.map((file) => file.text)].join('\n');
  return text.includes(new URL(details.apiUrl).host) || ownNames.test(text);
}

function everythingOf(format: SiemFormat<SiemType>, details: ConnectorDetails): string {
  const fields = format.fields(details, noSecrets);
  const files = format.files(details, noSecrets, savedAt);
  return [...fields.map(({ value }) => value), ...files.map(({ text }) => text)].join('\n');
}

const cases = cloudIds.flatMap((id) => {
  const cloud = cloudWith({}, id);
  return alertApis
    .filter((api) => hasApi(cloud, api))
    .flatMap((api) => cloud.regions.map(({ id: region }) => ({ id, cloud, api, region })));
});

test('every cloud but the one in China has both APIs', () => {
  expect(new Set(cases.map(({ id, api }) => `${id} ${api}`)).size).toBe(2 * (cloudIds.length - 1));
});

test('a connector whose API the cloud lacks has nothing to tell', () => {
  const cloud = cloudWith({}, 'china');
  for (const api of alertApis) expect(accessDetails(sampleConnector({ api }), { cloud, redirectUris })).toBeNull();
});

describe.each(cases)('in $id, $region, by $api', ({ id, cloud, api, region }) => {
  const details = accessDetails(sampleConnector({ api, region }), { cloud, redirectUris });
  if (!details) throw new Error('the API is missing');
  const readers = siemFormats.filter(({ access }) => evaluateAccess(access, api).kind === 'reads');

  test('the access details name hosts of that cloud only', () => {
    const { authorizationUrl, tokenUrl, apiUrl, scope, resource, delegatedScope } = details;
    for (const value of [authorizationUrl, tokenUrl, apiUrl, scope, resource, delegatedScope]) {
      expect(new URL(value).host).toMatch(hosts[id]);
    }
    expect(scope).toBe(`${resource}/.default`);
  });

  test.each(readers)('the fields and files of $id name hosts of that cloud only', (format) => {
    expect(namedHosts(everythingOf(format, details)).filter((host) => !hosts[id].test(host))).toEqual([]);
  });

  test('a SIEM that is not told where the alerts are says so, and in the worldwide cloud none does', () => {
    const silent = readers
      .filter((format) => !tells(format, details) && !isChosenInItsForm(format.id, id))
      .map((format) => format.id);
    const said = readers.filter((format) => format.missesCloud(details)).map((format) => format.id);
    expect(said).toEqual(usesWorldwideHosts(id, api) ? [] : expect.arrayContaining(silent));
  });
});

/** Rapid7 has an event source of its own for each of these clouds, and its form no address. */
function isChosenInItsForm(siem: SiemType, id: CloudId): boolean {
  return siem === 'insightidr' && (id === 'gcc' || id === 'gcc-high');
}

function usesWorldwideHosts(id: CloudId, api: AlertApi): boolean {
  return id === 'worldwide' || (id === 'gcc' && api === 'graph-alerts');
}

test.each([
  { siem: 'splunk', id: 'dod', api: 'graph-alerts', misses: true },
  { siem: 'splunk', id: 'gcc-high', api: 'graph-alerts', misses: false },
  { siem: 'splunk', id: 'gcc', api: 'defender-alerts', misses: false },
  { siem: 'wazuh', id: 'dod', api: 'graph-alerts', misses: false },
  { siem: 'sumo-logic', id: 'gcc-high', api: 'graph-alerts', misses: true },
  { siem: 'sumo-logic', id: 'gcc', api: 'graph-alerts', misses: false },
  { siem: 'qradar', id: 'gcc', api: 'defender-alerts', misses: true },
  { siem: 'arcsight', id: 'gcc-high', api: 'defender-alerts', misses: false },
] as const)('$siem in $id by $api misses the cloud: $misses', ({ siem, id, api, misses }) => {
  const details = accessDetails(sampleConnector({ api }), { cloud: cloudWith({}, id), redirectUris });
  expect(details && findSiemFormat(siem)?.missesCloud(details)).toBe(misses);
});
