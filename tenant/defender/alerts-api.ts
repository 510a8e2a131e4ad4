import { randomUUID } from 'node:crypto';
import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { Hono, type Context } from 'hono';
import type { DetectedAlert } from '../alerts/alert-model';
import type { Tenant } from '../context/tenant-context';
import { matchesFilter } from '../odata/match-filter';
import { readQueryOptions, type QueryOptions, type QueryRules } from '../odata/query-options';
import { authorizeAlertReader } from './defender-caller';
import { defenderRefusals, refuseDefenderQuery, type DefenderRefusal } from './defender-refusal';
import { describeEndpointAlert, withEvidence } from './endpoint-alert';
import { knownAlerts } from './known-alerts';

const metadata = 'https://api.securitycenter.microsoft.com/api/$metadata#Alerts';
const maxTop = 10_000;

const alertRules: QueryRules = {
  options: ['$filter', '$top', '$skip', '$expand'],
  properties: [
    'id',
    'incidentId',
    'investigationId',
    'assignedTo',
    'severity',
    'status',
    'classification',
    'determination',
    'investigationState',
    'detectionSource',
    'detectorId',
    'category',
    'threatFamilyName',
    'title',
    'description',
    'alertCreationTime',
    'firstEventTime',
    'lastEventTime',
    'lastUpdateTime',
    'resolvedTime',
    'machineId',
    'computerDnsName',
    'rbacGroupName',
    'aadTenantId',
    'threatName',
    'mitreTechniques',
    'relatedUser',
    'comments',
    'evidence',
  ],
  filterable: {
    alertCreationTime: 'dateTime',
    lastUpdateTime: 'dateTime',
    lastEventTime: 'dateTime',
    incidentId: 'number',
    investigationId: 'number',
    id: 'string',
    assignedTo: 'string',
    detectionSource: 'string',
    status: 'string',
    severity: 'string',
    category: 'string',
  },
  maxTop,
};

/** `/api/alerts` as documented, with and without the version in the address. */
export function alertsApi(tenant: Tenant): Hono {
  const app = new Hono();
  for (const path of ['/api/alerts', '/api/v1.0/alerts']) {
    app.get(path, (context) => answer(tenant, context, () => listAlerts(tenant, queryOf(context))));
    app.get(`${path}/:id`, (context) =>
      answer(tenant, context, () => getAlert(tenant, context.req.param('id'), queryOf(context))),
    );
    app.all(path, (context) => refusalAnswer(context, defenderRefusals.methodNotAllowed()));
  }
  app.all('/api/*', (context) => refusalAnswer(context, defenderRefusals.notFound()));
  return app;
}

type AlertsOutcome = Result<Readonly<Record<string, unknown>>, DefenderRefusal>;

async function answer(tenant: Tenant, context: Context, handle: () => AlertsOutcome): Promise<Response> {
  const authorized = await authorizeAlertReader(tenant, context.req.header('authorization'));
  if (!authorized.ok) return refusalAnswer(context, authorized.error);
  const outcome = handle();
  return outcome.ok ? context.json(outcome.value) : refusalAnswer(context, outcome.error);
}

function listAlerts(tenant: Tenant, query: URLSearchParams): AlertsOutcome {
  const options = readAlertOptions(query);
  if (!options.ok) return options;
  const { filter, skip, top } = options.value;
  const found = endpointAlerts(tenant)
    .map((alert) => ({ alert, row: describeEndpointAlert(alert) }))
    .filter(({ row }) => filter === undefined || matchesFilter(filter, row));
  const page = found.slice(skip, skip + (top ?? maxTop));
  return succeed({
    '@odata.context': metadata,
    value: page.map(({ alert, row }) => (options.value.expand.length > 0 ? withEvidence(row, alert) : row)),
  });
}

/** A single alert always brings its evidence. */
function getAlert(tenant: Tenant, id: string, query: URLSearchParams): AlertsOutcome {
  const options = readAlertOptions(query, ['$expand']);
  if (!options.ok) return options;
  const alert = endpointAlerts(tenant).find((candidate) => candidate.id === id);
  if (alert === undefined) return fail(defenderRefusals.alertNotFound(id));
  return succeed({ '@odata.context': `${metadata}/$entity`, ...withEvidence(describeEndpointAlert(alert), alert) });
}

function readAlertOptions(
  query: URLSearchParams,
  options: readonly string[] = alertRules.options,
): Result<QueryOptions, DefenderRefusal> {
  const read = readQueryOptions(query, { ...alertRules, options });
  if (!read.ok) return fail(refuseDefenderQuery(read.error));
  const stranger = read.value.expand.find((property) => property !== 'evidence');
  if (stranger === undefined) return read;
  return fail(refuseDefenderQuery({ kind: 'unknownProperty', option: '$expand', property: stranger }));
}

/** This API tells of endpoints only; alerts of other services are for Microsoft Graph. */
function endpointAlerts(tenant: Tenant): readonly DetectedAlert[] {
  return knownAlerts(tenant).filter(({ pattern }) => pattern.source.endpoint !== null);
}

function refusalAnswer(context: Context, { status, code, message }: DefenderRefusal): Response {
  return context.json({ error: { code, message, target: randomUUID() } }, status);
}

function queryOf(context: Context): URLSearchParams {
  return new URL(context.req.url).searchParams;
}
