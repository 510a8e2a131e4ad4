import { expect, test } from 'vitest';
import { googleSecops } from './google-secops';
import { noSecrets, sampleConnector, sampleSecrets } from './testing/sample-connector';

const connector = sampleConnector('graph-alerts');

test('the fields are those of the form, in its order', () => {
  expect(googleSecops.fields(connector, sampleSecrets)).toEqual([
    { label: 'Log Type', value: 'MICROSOFT_GRAPH_ALERT' },
    { label: 'Client ID', value: connector.clientId },
    { label: 'Client Secret', value: sampleSecrets.clientSecret, secret: 'client-secret' },
    { label: 'Tenant ID', value: connector.tenantId },
    { label: 'API Hostname', value: 'graph.microsoft.com/beta/security/alerts_v2' },
    { label: 'API Auth Endpoint', value: 'login.microsoftonline.com' },
  ]);
});

test('the secret’s field is empty when the secret is not at hand', () => {
  const [field] = googleSecops.fields(connector, noSecrets).filter(({ secret }) => secret);
  expect(field).toEqual({ label: 'Client Secret', value: '', secret: 'client-secret' });
});
