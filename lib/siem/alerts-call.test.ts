import { createContext, runInContext } from 'node:vm';
import { DOMParser } from '@xmldom/xmldom';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { findSiemFormat, type SiemType } from './catalogue/siem-catalogue';
import type { SiemApi } from './connector-details';
import { noSecrets, sampleConnector, savedAt } from './testing/sample-connector';

const now = new Date('2026-11-24T14:01:05.678Z');
const dayBefore = '2026-11-23T14:01:05Z';

beforeEach(() => vi.useFakeTimers({ now, toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

function formatOf(siemType: SiemType) {
  const format = findSiemFormat(siemType);
  if (!format) throw new Error(siemType);
  return format;
}

/** The first call of a SIEM, taken apart as a server would. */
function callOf(siemType: SiemType, api: SiemApi) {
  const call = formatOf(siemType).firstCall(sampleConnector(api), now);
  if (!call) return null;
  const { origin, pathname, searchParams } = new URL(call.url);
  return { url: origin + pathname, query: Object.fromEntries(searchParams), headers: call.headers };
}

const fileOf = (siemType: SiemType, api: SiemApi, index = 0) =>
  formatOf(siemType).files(sampleConnector(api), noSecrets, savedAt)[index]?.text ?? '';
const fieldOf = (siemType: SiemType, api: SiemApi, label: string) =>
  formatOf(siemType)
    .fields(sampleConnector(api), noSecrets)
    .find((field) => field.label === label)?.value ?? '';

const bothApis = ['defender-alerts', 'graph-alerts'] as const;

describe('the call is the one that the saved file makes', () => {
  const inputSchema = z.tuple([
    z.object({
      'request.url': z.string(),
      'request.transforms': z.array(
        z.object({
          set: z.object({ target: z.string(), value: z.coerce.string(), default: z.string().optional() }),
        }),
      ),
    }),
  ]);

  test.each(bothApis)('Filebeat’s input and Logstash’s, %s', (api) => {
    const [input] = inputSchema.parse(parse(fileOf('filebeat', api)));
    // Before the first alert there is no cursor, so that the default stands.
    const sets = input['request.transforms'].map(({ set }) => ({
      target: set.target,
      value: set.default ?? set.value,
    }));
    const under = (prefix: string) =>
      Object.fromEntries(
        sets.flatMap(({ target, value }) =>
          target.startsWith(prefix)
            ? [[target.slice(prefix.length), value.replace(/\[\[formatDate \(now .*"-24h"\)\).*\]\]/, dayBefore)]]
            : [],
        ),
      );
    const expected = { url: input['request.url'], query: under('url.params.'), headers: under('header.') };
    expect(callOf('filebeat', api)).toEqual(expected);
    expect(callOf('logstash', api)).toEqual(expected);
  });

  const nameAndValue = z.array(z.object({ name: z.string(), value: z.string() }));
  const collectorSchema = z.object({
    collector: z.object({
      conf: z.object({
        collectUrl: z.string(),
        collectRequestParams: nameAndValue,
        collectRequestHeaders: nameAndValue,
      }),
    }),
  });

  test.each(bothApis)('Cribl’s collector, %s', (api) => {
    const { conf } = collectorSchema.parse(JSON.parse(fileOf('cribl', api, 1))).collector;
    const context = createContext({ earliest: undefined, Date });
    const evaluate = (expression: string) => String(runInContext(expression, context));
    const all = (pairs: z.infer<typeof nameAndValue>) =>
      Object.fromEntries(pairs.map(({ name, value }) => [name, evaluate(value)]));
    expect(callOf('cribl', api)).toEqual({
      url: evaluate(conf.collectUrl),
      query: all(conf.collectRequestParams),
      headers: all(conf.collectRequestHeaders),
    });
  });

  test('Wazuh’s block', () => {
    const block = new DOMParser().parseFromString(fileOf('wazuh', 'graph-alerts'), 'text/xml');
    const path = ['version', 'name', 'relationship'].map((tag) => block.getElementsByTagName(tag)[0]?.textContent);
    expect(callOf('wazuh', 'graph-alerts')).toEqual({
      url: `https://graph.microsoft.com/${path.join('/')}`,
      query: {
        $top: '50',
        $filter: `createdDateTime ge ${dayBefore} and createdDateTime lt 2026-11-24T13:31:05Z`,
      },
      headers: {},
    });
  });

  test.each(['defender-alerts', 'graph-alerts', 'detections'] as const)(
    'the curl of the Generic API file, %s',
    (api) => {
      const { curl } = z
        .object({ curl: z.object({ requestAlerts: z.string() }) })
        .parse(JSON.parse(fileOf('generic-api', api)));
      const words = [...curl.requestAlerts.matchAll(/--(url|data-urlencode|header) (?:'([^']*)'|(\S+))/g)];
      const all = (option: string) =>
        words.flatMap(([, name, quoted, bare]) => (name === option ? [quoted ?? bare ?? ''] : []));
      const pairs = (texts: readonly string[], separator: string) =>
        Object.fromEntries(texts.map((text) => [text.split(separator)[0] ?? '', text.split(separator)[1] ?? '']));
      expect(callOf('generic-api', api)).toEqual({
        url: all('url')[0],
        query: pairs(all('data-urlencode'), '='),
        headers: pairs(
          all('header').filter((header) => header !== '@-'),
          ': ',
        ),
      });
    },
  );
});

describe('the call is the one that the form’s fields make', () => {
  test.each(['defender-alerts', 'graph-alerts', 'detections'] as const)('ArcSight’s Events URL, %s', (api) => {
    const { origin, pathname, searchParams } = new URL(
      fieldOf('arcsight', api, 'Events URL').replace('$START_AT_TIME', dayBefore),
    );
    const expected = { url: origin + pathname, query: Object.fromEntries(searchParams), headers: {} };
    expect(callOf('arcsight', api)).toEqual(expected);
    expect(JSON.stringify(expected)).toContain(dayBefore);
  });

  test('Elastic’s Defender for Endpoint', () => {
    expect(callOf('elastic-defender-endpoint', 'defender-alerts')).toEqual({
      url: fieldOf('elastic-defender-endpoint', 'defender-alerts', 'Security Center URL'),
      query: { $expand: 'evidence', $filter: 'lastUpdateTime gt 2026-11-24T13:56:05Z' },
      headers: {},
    });
  });

  test('Elastic’s Defender XDR', () => {
    expect(callOf('elastic-defender-xdr', 'graph-alerts')).toEqual({
      url: `${fieldOf('elastic-defender-xdr', 'graph-alerts', 'Request URL')}/v1.0/security/alerts_v2`,
      query: {
        $top: '1000',
        $filter: `lastUpdateDateTime ge ${dayBefore}`,
        $orderby: 'lastUpdateDateTime asc',
      },
      headers: {},
    });
  });

  test('Google SecOps’ API Hostname', () => {
    expect(callOf('google-secops', 'graph-alerts')).toEqual({
      url: `https://${fieldOf('google-secops', 'graph-alerts', 'API Hostname')}`,
      query: {},
      headers: {},
    });
  });
});

test('Splunk’s add-on adds the filter that its source has', () => {
  expect(callOf('splunk', 'defender-alerts')?.query).toEqual({
    $expand: 'evidence',
    $filter: `lastUpdateTime gt ${dayBefore}`,
  });
  expect(callOf('splunk', 'graph-alerts')?.query).toEqual({ $filter: `lastUpdateDateTime gt ${dayBefore}` });
});

test('no call is made up for a SIEM that reads another API, or whose query nobody published', () => {
  expect(callOf('wazuh', 'defender-alerts')).toBeNull();
  expect(callOf('splunk', 'detections')).toBeNull();
  expect(callOf('sentinel', 'graph-alerts')).toBeNull();
  const unknown = ['qradar', 'sumo-logic', 'insightidr', 'logrhythm', 'fortisiem', 'arctic-wolf'] as const;
  for (const siemType of unknown) expect(callOf(siemType, 'graph-alerts'), siemType).toBeNull();
});
