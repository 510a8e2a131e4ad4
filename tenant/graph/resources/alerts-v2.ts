import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { DetectedAlert } from '../../alerts/alert-model';
import type { Tenant } from '../../context/tenant-context';
import { knownAlerts } from '../../defender/known-alerts';
import { securityReaders } from '../../defender/security-readers';
import { matchesFilter } from '../../odata/match-filter';
import { readQueryOptions, type QueryOptions, type QueryRules } from '../../odata/query-options';
import type { AccessRule } from '../protocol/access-rule';
import type { Caller } from '../protocol/caller';
import { nextLinkTo, rowOrder } from '../protocol/graph-answers';
import {
  graphMetadata,
  prefers,
  type GraphCall,
  type GraphOutcome,
  type GraphRoute,
  type JsonObject,
} from '../protocol/graph-call';
import { refusal, refusals, type GraphRefusal } from '../protocol/graph-refusal';
import { refuseQuery } from '../protocol/query-refusal';
import { describeAlertV2, hideFutureMembers, withGraphEvidence } from './alert-v2-resource';

const pageSize = 100;
const reading = [['SecurityAlert.Read.All'], ['SecurityAlert.ReadWrite.All']];

const mayReadAlerts: AccessRule = {
  delegated: reading,
  application: reading,
  roles: securityReaders,
  denial: refuseReader,
};

export const alertRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: '/security/alerts_v2', access: mayReadAlerts, handle: licensed(listAlerts) },
  { method: 'GET', template: '/security/alerts_v2/{}', access: mayReadAlerts, handle: licensed(getAlert) },
];

const alertRules: QueryRules = {
  // The page names four; $orderby is in Microsoft's OpenAPI description, and Elastic's integration relies on it.
  options: ['$count', '$filter', '$orderby', '$skip', '$skiptoken', '$top'],
  properties: [
    'id',
    'actorDisplayName',
    'additionalData',
    'alertPolicyId',
    'alertWebUrl',
    'assignedTo',
    'category',
    'classification',
    'comments',
    'createdDateTime',
    'description',
    'detectionSource',
    'detectorId',
    'determination',
    'evidence',
    'firstActivityDateTime',
    'incidentId',
    'incidentWebUrl',
    'investigationState',
    'lastActivityDateTime',
    'lastUpdateDateTime',
    'mitreTechniques',
    'productName',
    'providerAlertId',
    'recommendedActions',
    'resolvedDateTime',
    'serviceSource',
    'severity',
    'status',
    'systemTags',
    'tenantId',
    'threatDisplayName',
    'threatFamilyName',
    'title',
  ],
  filterable: {
    assignedTo: 'string',
    classification: 'string',
    determination: 'string',
    createdDateTime: 'dateTime',
    lastUpdateDateTime: 'dateTime',
    severity: 'string',
    serviceSource: 'string',
    status: 'string',
  },
  sortable: ['createdDateTime', 'lastUpdateDateTime'],
  // Seen by elastic/integrations (issue 20234, July 2026), and as /security/alerts is documented.
  cutTop: 1000,
  maxSkip: 500,
};

function listAlerts(tenant: Tenant, call: GraphCall): GraphOutcome {
  const options = readAlertOptions(call, alertRules.options);
  if (!options.ok) return options;
  const { filter, skipToken, top, wantsCount } = options.value;
  const start = skipToken ?? options.value.skip;
  const found = sortAlerts(
    allAlerts(tenant).filter(({ row }) => filter === undefined || matchesFilter(filter, row)),
    options.value,
  );
  const end = start + (top ?? pageSize);
  return succeed({
    status: 200,
    body: {
      '@odata.context': `${graphMetadata}#security/alerts_v2`,
      ...(wantsCount && { '@odata.count': found.length }),
      ...(end < found.length && { '@odata.nextLink': nextLink(tenant, call, end) }),
      value: found.slice(start, end).map((alert) => describeFor(call, alert)),
    },
  });
}

function getAlert(tenant: Tenant, call: GraphCall): GraphOutcome {
  const options = readAlertOptions(call, []);
  if (!options.ok) return options;
  const id = call.keys[0] ?? '';
  const found = allAlerts(tenant).find(({ alert }) => alert.id === id);
  if (found === undefined) return fail(refusals.notFound(id));
  const context = `${graphMetadata}#security/alerts_v2/$entity`;
  return succeed({ status: 200, body: { '@odata.context': context, ...describeFor(call, found) } });
}

function readAlertOptions(call: GraphCall, options: readonly string[]): Result<QueryOptions, GraphRefusal> {
  const read = readQueryOptions(call.query, { ...alertRules, options });
  return read.ok ? read : fail(refuseQuery(read.error, 'security.alert'));
}

type FoundAlert = { readonly alert: DetectedAlert; readonly row: JsonObject };

function allAlerts(tenant: Tenant): readonly FoundAlert[] {
  return knownAlerts(tenant).map((alert) => ({ alert, row: describeAlertV2(alert) }));
}

function sortAlerts(alerts: readonly FoundAlert[], { orderBy }: QueryOptions): readonly FoundAlert[] {
  if (orderBy === undefined) return alerts;
  const order = rowOrder(orderBy);
  return alerts.toSorted((one, other) => order(one.row, other.row));
}

function describeFor(call: GraphCall, { alert, row }: FoundAlert): JsonObject {
  const whole = withGraphEvidence(row, alert);
  return prefers(call, 'include-unknown-enum-members') ? whole : hideFutureMembers(whole);
}

/** What a client may skip is limited, how far it may follow the links is not. */
function nextLink(tenant: Tenant, call: GraphCall, start: number): string {
  const query = new URLSearchParams(call.query);
  query.delete('$skip');
  query.set('$skiptoken', String(start));
  return nextLinkTo(tenant, call, query);
}

/** The security service names what is missing, unlike the directory. */
function refuseReader(caller: Caller): GraphRefusal {
  if (caller.kind === 'person') return refusals.insufficientPrivileges();
  return refusal(
    403,
    'Forbidden',
    `Missing application roles. API required roles: SecurityAlert.Read.All,SecurityAlert.ReadWrite.All,SecurityIncident.Read.All,SecurityIncident.ReadWrite.All, application roles: ${[...caller.permissions].join(',')}.`,
  );
}

function licensed(handle: GraphRoute['handle']): GraphRoute['handle'] {
  return (tenant, call) =>
    tenant.store.read().settings.defenderLicence
      ? handle(tenant, call)
      : fail(refusal(403, 'Forbidden', 'Unauthorized request - Account is not provisioned.'));
}
