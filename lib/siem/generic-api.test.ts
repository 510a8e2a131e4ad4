import { strFromU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { genericApi } from './generic-api';
import { alertsCommand, tokenCommand } from './generic-curl';
import { siemDownload } from './siem-download';
import { hostileConnector, tryHostile } from './testing/hostile-values';
import { noSecrets, sampleConnector, sampleSecrets, savedAt } from './testing/sample-connector';

const parse = (text: string): unknown => JSON.parse(text);
const savedFile = z.object({
  connectorName: z.string(),
  tenantId: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  tokenUrl: z.string(),
  apiUrl: z.string(),
  scope: z.string(),
});

test('the fields are what a client of the API asks for', () => {
  expect(genericApi.fields(sampleConnector(), sampleSecrets)).toEqual([
    { label: 'Tenant ID', value: 'a839b112-1253-6432-9bf6-94542403f21c' },
    { label: 'Client ID', value: '3f1c9a52-7b0e-4d1c-9e64-0a5d2f8b6c31' },
    { label: 'Client secret', value: 'EXAMPLE~not-a-real-secret~0123456789abcd', secret: 'client-secret' },
    {
      label: 'Token URL',
      value: 'https://login.microsoftonline.com/a839b112-1253-6432-9bf6-94542403f21c/oauth2/v2.0/token',
    },
    { label: 'Scope', value: 'https://api.securitycenter.microsoft.com/.default' },
    { label: 'Events URL', value: 'https://eu.api.security.microsoft.com/api/alerts' },
  ]);
  expect(genericApi.fields(sampleConnector(), noSecrets)[2]).toEqual({
    label: 'Client secret',
    value: '',
    secret: 'client-secret',
  });
});

describe('the details file', () => {
  test('is one JSON file with every value, and the placeholder when there is no secret', () => {
    const connector = sampleConnector();
    const { fileName, mediaType, bytes } = siemDownload(genericApi, {
      details: connector,
      secrets: noSecrets,
      savedAt,
    });
    expect([fileName, mediaType]).toEqual(['siem-connector-ArcSight-production.json', 'application/json']);
    expect(parse(strFromU8(bytes))).toEqual({
      notice: 'Keep this file like a password once it holds the client secret of the connector application.',
      savedAt: '2026-11-24T14:01:05.678Z',
      connectorName: 'ArcSight production',
      api: 'defender-alerts',
      clientId: connector.clientId,
      tenantId: connector.tenantId,
      clientSecret: 'PASTE-CLIENT-SECRET-HERE',
      clientSecretId: connector.secretId,
      clientSecretExpires: connector.secretExpires,
      authorizationUrl: connector.authorizationUrl,
      tokenUrl: connector.tokenUrl,
      apiUrl: connector.apiUrl,
      scope: connector.scope,
      resource: connector.resource,
      delegatedScope: connector.delegatedScope,
      redirectUris: connector.redirectUris,
      curl: { requestToken: tokenCommand(connector), requestAlerts: alertsCommand(connector) },
    });
  });

  test('shows the commands as they are pasted, without a character that JSON escapes', () => {
    for (const api of ['defender-alerts', 'graph-alerts'] as const) {
      const connector = sampleConnector(api);
      const [file] = genericApi.files(connector, sampleSecrets, savedAt);
      expect(file.text).toContain(`"requestToken": "${tokenCommand(connector)}"`);
      expect(file.text).toContain(`"requestAlerts": "${alertsCommand(connector)}"`);
    }
  });

  test('keeps the secret out of the commands', () => {
    const [file] = genericApi.files(sampleConnector(), sampleSecrets, savedAt);
    expect(file.text.split(sampleSecrets.clientSecret ?? '')).toHaveLength(2);
  });

  test('is read back exactly, whatever characters the values hold', () => {
    for (const api of ['defender-alerts', 'graph-alerts'] as const) {
      tryHostile(`Generic API, ${api}`, hostileConnector(api), ({ details, clientSecret }) => {
        const { bytes } = siemDownload(genericApi, { details, secrets: { ...noSecrets, clientSecret }, savedAt });
        const file = parse(strFromU8(bytes));
        expect(file).toMatchObject({
          curl: { requestToken: tokenCommand(details), requestAlerts: alertsCommand(details) },
        });
        const { connectorName, ...values } = savedFile.parse(file);
        return { name: connectorName, ...values };
      });
    }
  });
});
