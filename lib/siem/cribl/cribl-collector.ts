import { type AlertsCall, alertsCall, preferUnknownMembers, type ReadApi } from '../alerts-call';
import type { AlertApi, ConnectorDetails } from '../connector-details';
import type { SecretWriter } from '../secret-writer';
import { jsString, jsTemplateText } from './js-expression';

const rulesetId = 'MicrosoftDefender-Alerts';

type Parameter = readonly [name: string, value: string];
type CollectRequest = { readonly created: string; readonly updated: string; readonly fixed: readonly Parameter[] };

/** What differs between the APIs: the members with the times of an alert, and what else is asked for. */
const requests: Readonly<Record<AlertApi, CollectRequest>> = {
  'defender-alerts': {
    created: 'alertCreationTime',
    updated: 'lastUpdateTime',
    fixed: [['$expand', 'evidence']],
  },
  'graph-alerts': { created: 'createdDateTime', updated: 'lastUpdateDateTime', fixed: [] },
};

/** Without Prefer Graph names newer sources unknownFutureValue; the Alerts API does not know the header. */
function headersOf(upstream: AlertApi): Readonly<Record<string, string>> {
  return { 'content-type': contentType, ...(upstream === 'graph-alerts' && preferUnknownMembers) };
}

const contentType = 'application/x-www-form-urlencoded';

/** From the time of the run's own range, as Cribl's templates write it, or from an hour ago. */
function parametersOf(upstream: AlertApi): readonly { readonly name: string; readonly value: string }[] {
  const { updated, fixed } = requests[upstream];
  const filter = `\`${updated} gt \${new Date((earliest * 1000 || Date.now() - 60 * 60 * 1000)).toISOString()}\``;
  return [{ name: '$filter', value: filter }, ...fixed.map(([name, value]) => ({ name, value: jsString(value) }))];
}

/** The call of a run that has no time range. */
export function criblCall({ upstream, apiUrl }: ReadApi, now: Date): AlertsCall {
  const { updated, fixed } = requests[upstream];
  const since = new Date(now.getTime() - 3_600_000).toISOString();
  return alertsCall(apiUrl, {
    parameters: [['$filter', `${updated} gt ${since}`], ...fixed],
    headers: headersOf(upstream),
  });
}

/**
 * Gives the settings of a REST collector as JSON. Addresses and the body of the sign-in are JavaScript expressions
 * there, so their values are escaped twice.
 */
export function criblCollector(details: ConnectorDetails, secret: SecretWriter): string {
  const scope = jsTemplateText(encodeURIComponent(details.scope.toWellFormed()));
  const conf = {
    discovery: { discoverType: 'none' },
    collectMethod: 'get',
    pagination: { type: 'none' },
    authentication: 'login',
    timeout: 0,
    useRoundRobinDns: false,
    disableTimeFilter: false,
    safeHeaders: [],
    loginUrl: jsString(details.tokenUrl),
    loginBody: `\`client_secret=\${password}&scope=${scope}&client_id=\${username}&grant_type=client_credentials\``,
    tokenRespAttribute: 'access_token',
    authHeaderKey: 'Authorization',
    authHeaderExpr: '`Bearer ${token}`',
    collectUrl: jsString(details.apiUrl),
    collectRequestParams: parametersOf(details.upstream),
    collectRequestHeaders: Object.entries(headersOf(details.upstream)).map(([name, value]) => ({
      name,
      value: jsString(value),
    })),
    username: details.clientId,
    // JSON.stringify escapes the whole file below.
    password: secret((value) => value),
  };
  return `${JSON.stringify(job(conf), null, 2)}\n`;
}

function job(conf: object): object {
  return {
    type: 'collection',
    ttl: '4h',
    removeFields: [],
    resumeOnBoot: false,
    schedule: {},
    streamtags: [],
    workerAffinity: false,
    collector: { conf, destructive: false, type: 'rest' },
    input: {
      type: 'collection',
      staleChannelFlushMs: 10_000,
      sendToRoutes: true,
      preprocess: { disabled: true },
      throttleRatePerSec: '0',
      breakerRulesets: [rulesetId],
    },
    id: rulesetId,
  };
}

/** Gives the ruleset that makes one event of each alert: both APIs answer with one object that holds them all. */
export function criblBreaker({ upstream }: ConnectorDetails): string {
  const rule = {
    condition: `_raw.startsWith('{"@odata')`,
    type: 'json_array',
    timestampAnchorRegex: `/${requests[upstream].created}/`,
    timestamp: { type: 'auto', length: 150 },
    timestampTimezone: 'local',
    timestampEarliest: '-420weeks',
    timestampLatest: '+1week',
    maxEventBytes: 5_120_000,
    disabled: false,
    parserEnabled: false,
    jsonExtractAll: false,
    eventBreakerRegex: '/[\\n\\r]+(?!\\s)/',
    name: rulesetId,
  };
  return `${JSON.stringify({ id: rulesetId, minRawLength: 256, lib: 'custom', rules: [rule] }, null, 2)}\n`;
}
