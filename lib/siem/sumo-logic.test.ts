import { expect, test } from 'vitest';
import { sumoLogic } from './sumo-logic';
import { hostileConnector, tryHostile } from './testing/hostile-values';
import { noSecrets, sampleConnector, sampleSecrets, savedAt } from './testing/sample-connector';

const parse = (text: string): unknown => JSON.parse(text);
const connector = sampleConnector('graph-alerts');

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
    expect(parse(text)).toEqual({
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
  });
});
