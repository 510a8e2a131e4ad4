import 'server-only';
import { type BatchAnswers, readBatch } from '@/lib/graph/batch';
import {
  applicationPath,
  type ApplicationState,
  applicationStateSchema,
  type Grants,
  grantsPath,
  grantsSchema,
  principalPath,
  type PrincipalState,
  principalStateSchema,
} from '@/lib/graph/connector-reads';
import { type Resource, resourcePath, resourceSchema } from '@/lib/graph/directory-reads';
import type { GraphContext } from '@/lib/graph/graph-context';
import { serviceError, type ServiceError } from '@/lib/http/service-error';
import { readPart } from '@/lib/graph/read-part';
import { fail, type Result } from '@/lib/result';
import {
  comparePermissions,
  isSamePermission,
  neededPermissions,
  ownPermissions,
  type PermissionDifference,
} from '@/lib/siem/catalogue/needed-permissions';
import { siemResources } from '@/lib/siem/siem-permission';
import type { Connector } from '@/lib/connector/connector';
import type { ConnectorFault } from '@/lib/connector/connector-evidence';
import { type Inspection, evaluateSecrets } from './inspection';
import { heldPermissions, namesOf, permissionsOf, siemApis } from '@/lib/ownership/tenant-permission';

export type InspectionSource = {
  /** Null when there is no token to read with. */
  readonly graph: GraphContext | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** Null: the directory has no such object. */
type Seen = {
  readonly application: Result<ApplicationState | null, ServiceError>;
  readonly principal: Result<PrincipalState | null, ServiceError>;
  readonly grants: Result<Grants | null, ServiceError>;
  /** The APIs that a connector may have permissions of. */
  readonly resources: readonly Result<Resource | null, ServiceError>[];
};

/** What one batch may hold. */
const READS_AT_ONCE = 20;

const nothing: Inspection = { faults: [], permissions: null, secretEndsAt: null, unread: null };

/**
 * Looks in one round trip whether the directory still has what the connector needs. What cannot be read is said to be
 * unread and never taken for a fault.
 */
export async function inspectConnector(source: InspectionSource, connector: Connector): Promise<Inspection> {
  const inspections = await inspectConnectors(source, [connector]);
  return inspections.get(connector.id) ?? nothing;
}

/**
 * The same for one page of connectors, by id: three reads for each and three for all, twenty in a request, all requests
 * at once. However many connectors the tenant has beside them, the number of requests stays that of a page.
 */
export async function inspectConnectors(
  { graph, now }: InspectionSource,
  connectors: readonly Connector[],
): Promise<ReadonlyMap<string, Inspection>> {
  const asked = connectors.filter(
    ({ state, applicationObjectId, appId }) => hasApplication(state) && applicationObjectId && appId,
  );
  const answers = graph && asked.length > 0 ? await readAll(graph, pathsOf(asked)) : () => noToken;
  return new Map(
    connectors.map((connector) => {
      if (asked.includes(connector)) return [connector.id, evaluateSeen(now, connector, seenOf(connector, answers))];
      // One that works has an application: without its id it cannot be looked at.
      const unread = connector.state === 'ready' ? { requestId: null } : null;
      return [connector.id, { ...nothing, unread }];
    }),
  );
}

const noToken = fail(serviceError({ kind: 'unauthorized' }));

/** What is gone is what its removal took. */
function hasApplication(state: Connector['state']): boolean {
  return state === 'ready' || state === 'incomplete';
}

function pathsOf(connectors: readonly Connector[]): readonly (readonly [string, string])[] {
  return [
    ...siemApis.map((resource) => [resource, resourcePath(siemResources[resource])] as const),
    ...connectors.flatMap(({ id, applicationObjectId, appId }) =>
      applicationObjectId && appId
        ? [
            [`${id}-application`, applicationPath(applicationObjectId)] as const,
            [`${id}-principal`, principalPath(appId)] as const,
            [`${id}-grants`, grantsPath(appId)] as const,
          ]
        : [],
    ),
  ];
}

/** As many requests as it takes, all at once. */
async function readAll(
  graph: GraphContext,
  paths: readonly (readonly [string, string])[],
): Promise<BatchAnswers<string>> {
  const parts: (readonly (readonly [string, string])[])[] = [];
  for (let at = 0; at < paths.length; at += READS_AT_ONCE) parts.push(paths.slice(at, at + READS_AT_ONCE));
  const answered = await Promise.all(
    parts.map(async (part) => {
      const batch = await readBatch(graph, Object.fromEntries(part));
      const answers: BatchAnswers<string> = batch.ok ? batch.value : () => batch;
      return part.map(([name]) => [name, answers(name)] as const);
    }),
  );
  const byName = new Map(answered.flat());
  return (name) => byName.get(name) ?? noToken;
}

function seenOf({ id }: Connector, answers: BatchAnswers<string>): Seen {
  return {
    application: readPart(answers(`${id}-application`), applicationStateSchema),
    principal: readPart(answers(`${id}-principal`), principalStateSchema),
    grants: readPart(answers(`${id}-grants`), grantsSchema),
    resources: siemApis.map((resource) => readPart(answers(resource), resourceSchema)),
  };
}

function evaluateSeen(now: number, connector: Connector, seen: Seen): Inspection {
  const permissions = comparePermissionsSeen(connector, seen);
  const passwords = seen.application.ok ? seen.application.value?.passwordCredentials : undefined;
  const secrets = passwords ? evaluateSecrets(passwords, connector, now) : null;
  const faults = findFaults(connector, seen, permissions);
  return {
    faults: secrets?.fault && mayHaveMore(faults, connector) ? [...faults, secrets.fault] : faults,
    permissions,
    secretEndsAt: secrets?.endsAt ?? null,
    unread: findUnread(seen),
  };
}

/** What the directory has granted against what the connector is for; null for one that has nothing to compare with. */
function comparePermissionsSeen(
  connector: Connector,
  { principal, grants, resources }: Seen,
): PermissionDifference | null {
  if (connector.state !== 'ready' || !principal.ok || !principal.value || !grants.ok) return null;
  if (resources.some(({ ok }) => !ok)) return null;
  const known = siemApis.flatMap((resource, index) => {
    const read = resources[index];
    return read?.ok && read.value ? permissionsOf(resource, read.value) : [];
  });
  const held = heldPermissions(known, grants.value?.value ?? []);
  return comparePermissions(neededPermissions(connector), namesOf(held));
}

/** The first cause is enough where the others follow from it. */
function findFaults(
  connector: Connector,
  { application, principal }: Seen,
  permissions: PermissionDifference | null,
): readonly ConnectorFault[] {
  if (application.ok && !application.value) return ['applicationGone'];
  if (connector.state === 'incomplete') return [];
  if (principal.ok && !principal.value) return ['principalGone'];
  const own = ownPermissions[connector.api];
  const isMissing = permissions?.missing.some((permission) => isSamePermission(permission, own)) ?? false;
  return [
    ...switchedOff(application.ok ? application.value : null, principal.ok ? principal.value : null),
    ...(isMissing ? (['permissionGone'] as const) : []),
  ];
}

/**
 * The three switches: Microsoft's, the application's and the service principal's.
 *
 * @see https://learn.microsoft.com/entra/identity/enterprise-apps/deactivate-app-registration
 */
function switchedOff(
  application: ApplicationState | null,
  principal: PrincipalState | null,
): readonly ConnectorFault[] {
  const byMicrosoft = [application, principal].some(
    (object) => object?.disabledByMicrosoftStatus && object.disabledByMicrosoftStatus !== 'NotDisabled',
  );
  return [
    ...(byMicrosoft ? (['disabledByMicrosoft'] as const) : []),
    ...(application?.isDisabled ? (['deactivated'] as const) : []),
    ...(principal?.accountEnabled === false ? (['disabled'] as const) : []),
  ];
}

function mayHaveMore(faults: readonly ConnectorFault[], { state }: Connector): boolean {
  return state === 'ready' && !faults.some((fault) => fault === 'applicationGone' || fault === 'principalGone');
}

function findUnread({ application, principal, grants, resources }: Seen): Inspection['unread'] {
  for (const part of [application, principal, grants, ...resources]) {
    if (!part.ok) return { requestId: part.error.requestId || null };
  }
  return null;
}
