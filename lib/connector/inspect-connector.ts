import 'server-only';
import { apiFacts } from '@/lib/cloud/alert-api';
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
import type { GraphContext } from '@/lib/graph/graph-context';
import type { GraphError } from '@/lib/graph/graph-error';
import { readPart } from '@/lib/graph/read-part';
import type { Result } from '@/lib/result';
import type { Connector } from './connector';
import { type ConnectorFault, type Inspection, judgeSecrets } from './inspection';

export type InspectionSource = {
  /** Null when there is no token to read with. */
  readonly graph: GraphContext | null;
  /** Id of the application permission in this tenant, when a check has read it. */
  readonly knownRoleId: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** Null: the directory has no such object. */
type Seen = {
  readonly application: Result<ApplicationState | null, GraphError>;
  readonly principal: Result<PrincipalState | null, GraphError>;
  readonly grants: Result<Grants | null, GraphError>;
};

/**
 * Looks in one round trip whether the directory still has what the connector needs. What cannot be read is said to be
 * unread and never taken for a fault.
 */
export async function inspectConnector(source: InspectionSource, connector: Connector): Promise<Inspection> {
  const { applicationObjectId, appId } = connector;
  if (!applicationObjectId || !appId) return { faults: [], unread: null };
  if (!source.graph) return { faults: [], unread: { requestId: null } };
  const seen = await look(source.graph, applicationObjectId, appId);
  return { faults: judge(source, connector, seen), unread: findUnread(seen) };
}

async function look(graph: GraphContext, objectId: string, appId: string): Promise<Seen> {
  const reads = { application: applicationPath(objectId), principal: principalPath(appId), grants: grantsPath(appId) };
  const batch = await readBatch(graph, reads);
  const answers: BatchAnswers<keyof typeof reads> = batch.ok ? batch.value : () => batch;
  return {
    application: readPart(answers('application'), applicationStateSchema),
    principal: readPart(answers('principal'), principalStateSchema),
    grants: readPart(answers('grants'), grantsSchema),
  };
}

/** The first cause is enough where the others follow from it. */
function judge(
  { knownRoleId, now }: InspectionSource,
  connector: Connector,
  { application, principal, grants }: Seen,
): readonly ConnectorFault[] {
  // What is gone is what its removal took.
  if (connector.state === 'removing') return [];
  if (application.ok && !application.value) return ['applicationGone'];
  if (connector.state === 'incomplete') return [];
  if (principal.ok && !principal.value) return ['principalGone'];
  const faults: ConnectorFault[] = [];
  if (principal.ok && principal.value?.accountEnabled === false) faults.push('disabled');
  const declared = application.ok ? declaredRoleIds(connector, application.value) : [];
  const wanted = knownRoleId ? [knownRoleId] : declared;
  const granted = grants.ok ? grants.value?.value : undefined;
  if (granted && wanted.length > 0 && !granted.some(({ appRoleId }) => wanted.includes(appRoleId))) {
    faults.push('permissionGone');
  }
  const passwords = application.ok ? application.value?.passwordCredentials : undefined;
  const secrets = passwords && judgeSecrets(passwords, connector, now);
  return secrets ? [...faults, secrets] : faults;
}

/** Application permissions of the connector's API that the application itself asks for. */
function declaredRoleIds({ api }: Connector, application: ApplicationState | null): readonly string[] {
  const { resourceAppId } = apiFacts(api);
  const asked = application?.requiredResourceAccess?.filter((resource) => resource.resourceAppId === resourceAppId);
  return (asked ?? []).flatMap(({ resourceAccess }) =>
    resourceAccess.filter(({ type }) => type === 'Role').map(({ id }) => id),
  );
}

function findUnread({ application, principal, grants }: Seen): Inspection['unread'] {
  for (const part of [application, principal, grants]) {
    if (!part.ok) return { requestId: part.error.requestId || null };
  }
  return null;
}
