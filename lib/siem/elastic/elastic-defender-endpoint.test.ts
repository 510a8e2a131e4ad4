import { expect, test } from 'vitest';
import { noSecrets, sampleConnector, sampleSecrets } from '../testing/sample-connector';
import { elasticDefenderEndpoint } from './elastic-defender-endpoint';

const connector = sampleConnector('defender-alerts');

test('the fields are those of the form, in its order', () => {
  expect(elasticDefenderEndpoint.fields(connector, sampleSecrets)).toEqual([
    { label: 'Client ID', value: connector.clientId },
    { label: 'Client Secret', value: sampleSecrets.clientSecret, secret: 'client-secret' },
    { label: 'Tenant ID', value: connector.tenantId },
    { label: 'OAuth Server URL', value: 'https://login.microsoftonline.com' },
    { label: 'OAuth Token endpoint', value: 'oauth2/v2.0/token' },
    { label: 'Security Center URL', value: 'https://eu.api.security.microsoft.com/api/alerts' },
    { label: 'Azure Resource', value: 'https://api.securitycenter.microsoft.com' },
    { label: 'Oauth2 Scopes', value: 'https://api.securitycenter.microsoft.com/.default' },
  ]);
});

test('the secret’s field is empty when the secret is not at hand', () => {
  const [field] = elasticDefenderEndpoint.fields(connector, noSecrets).filter(({ secret }) => secret);
  expect(field).toEqual({ label: 'Client Secret', value: '', secret: 'client-secret' });
});

test.each([connector.tokenUrl, 'https://login.microsoftonline.us/a-tenant/oauth2/v2.0/token'])(
  'the integration puts %s together again from its own fields',
  (tokenUrl) => {
    const tenantId = new URL(tokenUrl).pathname.split('/')[1] ?? '';
    const fields = elasticDefenderEndpoint.fields({ ...connector, tokenUrl, tenantId }, noSecrets);
    const value = (label: string) => fields.find((field) => field.label === label)?.value;
    // As the integration's template has it.
    const together = `${value('OAuth Server URL')}/${value('Tenant ID')}/${value('OAuth Token endpoint')}`;
    expect(together).toBe(tokenUrl);
  },
);

test('it can be told of every cloud', () => {
  const elsewhere = { ...connector, apiUrl: 'https://api-gov.securitycenter.microsoft.us/api/alerts' };
  expect(elasticDefenderEndpoint.missesCloud(elsewhere)).toBe(false);
});
