import { expect, test } from 'vitest';
import { noSecrets, sampleConnector, sampleSecrets } from '../testing/sample-connector';
import { elasticDefenderXdr } from './elastic-defender-xdr';

const connector = sampleConnector('graph-alerts');

test('the fields are those of the form, in its order', () => {
  expect(elasticDefenderXdr.fields(connector, sampleSecrets)).toEqual([
    { label: 'OAuth Server URL', value: 'https://login.microsoftonline.com' },
    { label: 'Client ID', value: connector.clientId },
    { label: 'Client Secret', value: sampleSecrets.clientSecret, secret: 'client-secret' },
    { label: 'Tenant ID', value: connector.tenantId },
    { label: 'Request URL', value: 'https://graph.microsoft.com' },
  ]);
});

test('the secret’s field is empty when the secret is not at hand', () => {
  const [field] = elasticDefenderXdr.fields(connector, noSecrets).filter(({ secret }) => secret);
  expect(field).toEqual({ label: 'Client Secret', value: '', secret: 'client-secret' });
});
