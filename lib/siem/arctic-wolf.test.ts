import { expect, test } from 'vitest';
import { arcticWolf } from './arctic-wolf';
import { noSecrets, sampleConnector, sampleSecrets } from './testing/sample-connector';

const connector = sampleConnector('graph-alerts');

test('the fields are those of the form, in its order', () => {
  expect(arcticWolf.fields(connector, sampleSecrets)).toEqual([
    { label: 'Application (client) ID', value: connector.clientId },
    { label: 'Directory (tenant) ID', value: connector.tenantId },
    { label: 'Client Secret', value: sampleSecrets.clientSecret, secret: 'client-secret' },
  ]);
});

test('the secret’s field is empty when the secret is not at hand', () => {
  const [field] = arcticWolf.fields(connector, noSecrets).filter(({ secret }) => secret);
  expect(field).toEqual({ label: 'Client Secret', value: '', secret: 'client-secret' });
});
