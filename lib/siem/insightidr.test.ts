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

test('the secret’s field is empty when the secret is not at hand', () => {
  const [field] = insightidr.fields(connector, noSecrets).filter(({ secret }) => secret);
  expect(field).toEqual({ label: 'Client Secret', value: '', secret: 'client-secret' });
});
