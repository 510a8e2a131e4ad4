import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { hostileConnector, tryHostile } from '../testing/hostile-values';
import { sampleConnector, sampleSecrets, savedAt } from '../testing/sample-connector';
import { filebeat } from './filebeat';

const text = (details = sampleConnector()) => filebeat.files(details, sampleSecrets, savedAt)[0].text;
const read = (yaml: string): unknown => parse(yaml);
const inputFile = z.tuple([
  z.object({
    'auth.oauth2.client.id': z.string(),
    'auth.oauth2.token_url': z.string(),
    'auth.oauth2.scopes': z.tuple([z.string()]),
    'request.url': z.string(),
  }),
]);

describe.each(['defender-alerts', 'graph-alerts'] as const)('the Filebeat input for %s', (api) => {
  test('begins with the input, as Filebeat wants it, and holds no secret', () => {
    expect(text(sampleConnector(api))).toMatch(/^- type: httpjson\n/);
    expect(text(sampleConnector(api))).not.toContain(sampleSecrets.clientSecret);
  });

  test('is read back exactly by a YAML parser, whatever the values hold', () => {
    tryHostile(`Filebeat, ${api}`, hostileConnector(api), ({ details }) => {
      const inputs = read(text(details));
      expect(inputs).toMatchObject([
        {
          type: 'httpjson',
          id: `siem-connect-${details.clientId}`,
          'auth.oauth2.client.secret': '${SIEM_CONNECT_CLIENT_SECRET}',
          'response.split': { target: 'body.value', ignore_empty_value: true },
        },
      ]);
      const [input] = inputFile.parse(inputs);
      return {
        clientId: input['auth.oauth2.client.id'],
        tokenUrl: input['auth.oauth2.token_url'],
        scope: input['auth.oauth2.scopes'][0],
        apiUrl: input['request.url'],
      };
    });
  });
});

test('each API is asked by its own names, with an hour of what was read before', () => {
  expect(read(text(sampleConnector('defender-alerts')))).toMatchObject([
    {
      'request.transforms': [
        { set: { target: 'url.params.$expand', value: 'evidence' } },
        { set: { target: 'url.params.$filter', value: 'lastUpdateTime ge [[.cursor.look_back]]' } },
        { set: { target: 'url.params.$top', value: 10_000 } },
      ],
      processors: [{ fingerprint: { fields: ['message'], target_field: '@metadata._id', method: 'sha256' } }],
    },
  ]);
  expect(read(text(sampleConnector('graph-alerts')))).toMatchObject([
    { cursor: { last_update_time: { value: '[[.last_event.lastUpdateDateTime]]' } } },
  ]);
});
