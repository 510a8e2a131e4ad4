import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { AlertApi } from './connector-details';
import { filebeat } from './filebeat';
import { logstash } from './logstash';
import { hostileConnector, tryHostile } from './testing/hostile-values';
import { noSecrets, sampleConnector, sampleSecrets, savedAt } from './testing/sample-connector';

const text = (details = sampleConnector()) => filebeat.files(details, sampleSecrets, savedAt)[0].text;
const read = (yaml: string): unknown => parse(yaml);

describe.each<AlertApi>(['defender-alerts', 'graph-alerts'])('the Filebeat input for %s', (api) => {
  test('begins with the input, as Filebeat wants it, and holds no secret', () => {
    expect(text(sampleConnector(api))).toMatch(/^- type: httpjson\n/);
    expect(text(sampleConnector(api))).not.toContain(sampleSecrets.clientSecret);
  });

  test('is read back exactly by a YAML parser, whatever the values hold', () => {
    tryHostile(`Filebeat, ${api}`, hostileConnector(api), ({ details }) => {
      expect(read(text(details))).toMatchObject([
        {
          type: 'httpjson',
          id: `siem-connect-${details.clientId}`,
          'auth.oauth2.client.id': details.clientId,
          'auth.oauth2.client.secret': '${SIEM_CONNECT_CLIENT_SECRET}',
          'auth.oauth2.token_url': details.tokenUrl,
          'auth.oauth2.scopes': [details.scope],
          'request.url': details.apiUrl,
          'response.split': { target: 'body.value', ignore_empty_value: true },
        },
      ]);
    });
  });
});

test('each API is asked by its own names, from the last alert on', () => {
  expect(read(text(sampleConnector('defender-alerts')))).toMatchObject([
    {
      'request.transforms': [
        { set: { target: 'url.params.$expand', value: 'evidence' } },
        { set: { target: 'url.params.$filter', value: 'lastUpdateTime gt [[.cursor.last_update_time]]' } },
      ],
      cursor: { last_update_time: { value: '[[.last_event.lastUpdateTime]]' } },
    },
  ]);
  const graph = text(sampleConnector('graph-alerts'));
  expect(graph).toContain('lastUpdateDateTime ge [[.cursor.last_update_time]]');
  expect(read(graph)).toMatchObject([
    { cursor: { last_update_time: { value: '[[.last_event.lastUpdateDateTime]]' } } },
  ]);
});

test('Logstash gets its alerts from the same input', () => {
  const connector = sampleConnector();
  expect(logstash.files(connector, noSecrets, savedAt)).toEqual(filebeat.files(connector, noSecrets, savedAt));
  expect(logstash.fields(connector, noSecrets)).toEqual(filebeat.fields(connector, noSecrets));
});
