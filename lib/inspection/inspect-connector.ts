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
import type { ServiceError } from '@/lib/http/service-error';
import { readPart } from '@/lib/graph/read-part';
import type { Result } from '@/lib/result';
import {
  comparePermissions,
  isSamePermission,
  neededPermissions,
  ownPermissions,
  type PermissionDifference,
} from '@/lib/siem/catalogue/needed-permissions';
import { siemResources } from '@/lib/siem/siem-permission';
import type { Connector } from '@/lib/connector/connector';
import { type ConnectorFault, type Inspection, evaluateSecrets } from './inspection';
import { heldPermissions, namesOf, permissionsOf } from '@/lib/directory/tenant-permissions';

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
  readonly microsoftGraph: Result<Resource | null, ServiceError>;
  readonly defender: Result<Resource | null, ServiceError>;
  readonly threatProtection: Result<Resource | null, ServiceError>;
};

const nothing: PermissionDifference = { missing: [], excess: [] };

/**
 * Looks in one round trip whether the directory still has what the connector needs. What cannot be read is said to be
 * unread and never taken for a fault.
 */
export async function inspectConnector(source: InspectionSource, connector: Connector): Promise<Inspection> {
  const { applicationObjectId, appId } = connector;
  if (!applicationObjectId || !appId) return { faults: [], permissions: null, unread: null };
  if (!source.graph) return { faults: [], permissions: null, unread: { requestId: null } };
  const seen = await look(source.graph, applicationObjectId, appId);
  const permissions = comparePermissionsSeen(connector, seen);
  const faults = evaluate(source.now, connector, { ...seen, permissions: permissions ?? nothing });
  return { faults, permissions, unread: findUnread(seen) };
}

async function look(graph: GraphContext, objectId: string, appId: string): Promise<Seen> {
  const reads = {
    application: applicationPath(objectId),
    principal: principalPath(appId),
    grants: grantsPath(appId),
    microsoftGraph: resourcePath(siemResources['Microsoft Graph']),
    defender: resourcePath(siemResources.WindowsDefenderATP),
    threatProtection: resourcePath(siemResources['Microsoft Threat Protection']),
  };
  const batch = await readBatch(graph, reads);
  const answers: BatchAnswers<keyof typeof reads> = batch.ok ? batch.value : () => batch;
  return {
    application: readPart(answers('application'), applicationStateSchema),
    principal: readPart(answers('principal'), principalStateSchema),
    grants: readPart(answers('grants'), grantsSchema),
    microsoftGraph: readPart(answers('microsoftGraph'), resourceSchema),
    defender: readPart(answers('defender'), resourceSchema),
    threatProtection: readPart(answers('threatProtection'), resourceSchema),
  };
}

/** What the directory has granted against what the connector is for; null for one that has nothing to compare with. */
function comparePermissionsSeen(
  connector: Connector,
  { principal, grants, microsoftGraph, defender, threatProtection }: Seen,
): PermissionDifference | null {
  if (connector.state !== 'ready' || !principal.ok || !principal.value) return null;
  if (!grants.ok || !microsoftGraph.ok || !defender.ok || !threatProtection.ok) return null;
  const known = [
    ...(microsoftGraph.value ? permissionsOf('Microsoft Graph', microsoftGraph.value) : []),
    ...(defender.value ? permissionsOf('WindowsDefenderATP', defender.value) : []),
    ...(threatProtection.value ? permissionsOf('Microsoft Threat Protection', threatProtection.value) : []),
  ];
  const held = heldPermissions(known, grants.value?.value ?? []);
  return comparePermissions(neededPermissions(connector), namesOf(held));
}

/** The first cause is enough where the others follow from it. */
function evaluate(
  now: number,
  connector: Connector,
  { application, principal, permissions }: Seen & { readonly permissions: PermissionDifference },
): readonly ConnectorFault[] {
  // What is gone is what its removal took.
  if (connector.state === 'removing') return [];
  if (application.ok && !application.value) return ['applicationGone'];
  if (connector.state === 'incomplete') return [];
  if (principal.ok && !principal.value) return ['principalGone'];
  const faults: ConnectorFault[] = [];
  if (principal.ok && principal.value?.accountEnabled === false) faults.push('disabled');
  const own = ownPermissions[connector.api];
  if (permissions.missing.some((permission) => isSamePermission(permission, own))) faults.push('permissionGone');
  const passwords = application.ok ? application.value?.passwordCredentials : undefined;
  const secrets = passwords && evaluateSecrets(passwords, connector, now);
  return secrets ? [...faults, secrets] : faults;
}

function findUnread(seen: Seen): Inspection['unread'] {
  for (const part of Object.values(seen)) {
    if (!part.ok) return { requestId: part.error.requestId || null };
  }
  return null;
}
