import { expect, test } from 'vitest';
import { insightidr } from './insightidr';
import { noSecrets, sampleConnector, sampleSecrets } from './testing/sample-connector';

const connector = sampleConnector('graph-alerts');

test('the fields are those of the form, in its order', () => {
  expect(insightidr.fields(connector, sampleSecrets)).toEqual([
    { label: 'Client ID', value: connector.clientId },
    { label: 'Client Secret', value: sampleSecrets.clientSecret, secret: 'client-secret' },
    { label: 'Tenant ID', value: connector.tenantId },
  ]);
});

test.each([
  ['https://graph.microsoft.com/v1.0/security/alerts_v2', false],
  ['https://graph.microsoft.us/v1.0/security/alerts_v2', false],
  ['https://dod-graph.microsoft.us/v1.0/security/alerts_v2', true],
  ['https://microsoftgraph.chinacloudapi.cn/v1.0/security/alerts_v2', true],
])('has an event source for the cloud of %s, or says that it has none: %s', (apiUrl, misses) => {
  expect(insightidr.missesCloud({ ...connector, apiUrl })).toBe(misses);
});

test('the secret’s field is empty when the secret is not at hand', () => {
  const [field] = insightidr.fields(connector, noSecrets).filter(({ secret }) => secret);
  expect(field).toEqual({ label: 'Client Secret', value: '', secret: 'client-secret' });
});
