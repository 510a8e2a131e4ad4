import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { AlertApi } from '../connector-details';
import { hostileConnector, tryHostile } from '../testing/hostile-values';
import { noSecrets, sampleConnector, sampleSecrets, savedAt } from '../testing/sample-connector';
import { cribl } from './cribl';

const collectorFile = z.object({
  id: z.string(),
  collector: z.object({
    conf: z.object({
      loginUrl: z.string(),
      loginBody: z.string(),
      collectUrl: z.string(),
      collectRequestParams: z.array(z.object({ name: z.string(), value: z.string() })),
      username: z.string(),
      password: z.string(),
    }),
  }),
  input: z.object({ breakerRulesets: z.array(z.string()) }),
});

/** What Cribl has at hand when it evaluates a setting. */
const atHand = createContext({ username: 'U', password: 'P', earliest: 1_800_000_000 });
const evaluate = (expression: string, context = atHand): unknown => runInContext(expression, context);
const read = (files: ReturnType<typeof cribl.files>) => collectorFile.parse(JSON.parse(files[1]?.text ?? ''));

describe.each(['defender-alerts', 'graph-alerts'] as const)('the Cribl collector for %s', (api) => {
  test('signs in and calls as it is meant, whatever the values hold', () => {
    tryHostile(`Cribl, ${api}`, hostileConnector(api), ({ details, clientSecret }) => {
      const { conf } = read(cribl.files(details, { ...noSecrets, clientSecret }, savedAt)).collector;
      const [, scope = ''] =
        /^client_secret=P&scope=([^&]*)&client_id=U&grant_type=client_credentials$/.exec(
          String(evaluate(conf.loginBody)),
        ) ?? [];
      return {
        clientId: conf.username,
        clientSecret: conf.password,
        tokenUrl: evaluate(conf.loginUrl),
        apiUrl: evaluate(conf.collectUrl),
        scope: decodeURIComponent(scope),
      };
    });
  });

  test('names the ruleset that comes with it', () => {
    const files = cribl.files(sampleConnector(api), sampleSecrets, savedAt);
    expect(files.map(({ name }) => name)).toEqual(['breaker.json', 'collector.json']);
    expect(read(files).input.breakerRulesets).toEqual(['MicrosoftDefender-Alerts']);
    expect(JSON.parse(files[0].text)).toMatchObject({
      id: 'MicrosoftDefender-Alerts',
      rules: [{ type: 'json_array' }],
    });
    expect(files[0].text).not.toContain(sampleSecrets.clientSecret);
  });
});

test('the filter begins where the run’s time range does, or an hour ago', () => {
  const parameters = (api: AlertApi) =>
    read(cribl.files(sampleConnector(api), noSecrets, savedAt)).collector.conf.collectRequestParams;
  const [filter, expand] = parameters('defender-alerts');
  expect(evaluate(filter?.value ?? '')).toBe('lastUpdateTime gt 2027-01-15T08:00:00.000Z');
  expect([expand?.name, evaluate(expand?.value ?? '')]).toEqual(['$expand', 'evidence']);
  const [graph] = parameters('graph-alerts');
  expect(evaluate(graph?.value ?? '', createContext({ earliest: null }))).toMatch(
    /^lastUpdateDateTime gt \d{4}-\d\d-\d\dT/,
  );
});
