import { expect, test } from 'vitest';
import { fortisiem } from './fortisiem';
import { noSecrets, sampleConnector, sampleSecrets } from './testing/sample-connector';

const connector = sampleConnector('graph-alerts');

test('the fields are those of the form, in its order', () => {
  expect(fortisiem.fields(connector, sampleSecrets)).toEqual([
    { label: 'Access Protocol', value: 'HTTPS Advanced' },
    { label: 'Hostname', value: 'graph.microsoft.com' },
    { label: 'URI Stem', value: '/v1.0/security/alerts_v2' },
    { label: 'Directory (tenant) ID', value: connector.tenantId },
    { label: 'Application (client) ID', value: connector.clientId },
    { label: 'Client secret', value: sampleSecrets.clientSecret, secret: 'client-secret' },
  ]);
});

test('the secret’s field is empty when the secret is not at hand', () => {
  const [field] = fortisiem.fields(connector, noSecrets).filter(({ secret }) => secret);
  expect(field).toEqual({ label: 'Client secret', value: '', secret: 'client-secret' });
});
