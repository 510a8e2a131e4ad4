import { expect, test } from 'vitest';
import { elasticDefenderEndpoint } from './elastic-defender-endpoint';
import { noSecrets, sampleConnector, sampleSecrets } from './testing/sample-connector';

const connector = sampleConnector('defender-alerts');

test('the fields are those of the form, in its order', () => {
  expect(elasticDefenderEndpoint.fields(connector, sampleSecrets)).toEqual([
    { label: 'Client ID', value: connector.clientId },
    { label: 'Client Secret', value: sampleSecrets.clientSecret, secret: 'client-secret' },
    { label: 'Tenant ID', value: connector.tenantId },
  ]);
});

test('the secret’s field is empty when the secret is not at hand', () => {
  const [field] = elasticDefenderEndpoint.fields(connector, noSecrets).filter(({ secret }) => secret);
  expect(field).toEqual({ label: 'Client Secret', value: '', secret: 'client-secret' });
});
