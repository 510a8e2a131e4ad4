import { expect, test } from 'vitest';
import { z } from 'zod';
import { sumoLogic } from './sumo-logic';
import { hostileConnector, tryHostile } from './testing/hostile-values';
import { noSecrets, sampleConnector, sampleSecrets, savedAt } from './testing/sample-connector';

const parse = (text: string): unknown => JSON.parse(text);
const connector = sampleConnector('graph-alerts');
const config = z.object({
  name: z.string(),
  tenant_id: z.string(),
  application_id: z.string(),
  secret_key: z.string(),
});
const sourceFile = z.object({ source: z.object({ config }) });

test('the fields are those of the form of the source', () => {
  expect(sumoLogic.fields(connector, sampleSecrets)).toEqual([
    { label: 'Name', value: 'ArcSight production' },
    { label: 'Directory (tenant) ID', value: connector.tenantId },
    { label: 'Application (client) ID', value: connector.clientId },
    { label: 'Application Client Secret Value', value: sampleSecrets.clientSecret, secret: 'client-secret' },
    { label: 'Polling Interval', value: '300' },
  ]);
});

test('the file is the JSON configuration of the source, read back exactly', () => {
  tryHostile('Sumo Logic', hostileConnector('graph-alerts'), ({ details, clientSecret }) => {
    const [{ text }] = sumoLogic.files(details, { ...noSecrets, clientSecret }, savedAt);
    const file = parse(text);
    expect(file).toEqual({
      'api.version': 'v1',
      source: {
        schemaRef: { type: 'Microsoft Graph Security API' },
        config: {
          name: details.name,
          tenant_id: details.tenantId,
          application_id: details.clientId,
          secret_key: clientSecret,
          polling_interval: 300,
          fields: { _siemForward: false },
          set_metadata_fields: false,
        },
        sourceType: 'Universal',
      },
    });
    const { name, tenant_id, application_id, secret_key } = sourceFile.parse(file).source.config;
    return { name, tenantId: tenant_id, clientId: application_id, clientSecret: secret_key };
  });
});
