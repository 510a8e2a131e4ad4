import 'server-only';
import type { AuditDetail, EndAttempt } from '@/lib/audit/audit';
import type { Connector, StepProblem } from '@/lib/connector/connector';
import { revokeAppRole } from '@/lib/graph/app-role-assignments';
import { type RequiredAccess, writeRequiredAccess } from '@/lib/graph/applications';
import { isPasswordUnknown } from '@/lib/graph/graph-error';
import {
  closeRegistration,
  type DirectoryObject,
  removeCertificates,
  removeFederated,
  removeOwner,
  removePasswordOf,
} from '@/lib/graph/registration-writes';
import type { RegisteredApplication } from '@/lib/graph/registration-reads';
import type { ServiceError } from '@/lib/http/service-error';
import type { Foreign, ForeignKind } from '@/lib/ownership/foreign';
import { judge, secretsOfRows } from '@/lib/ownership/own-access';
import { lookAtRegistration, type RegistrationLook } from '@/lib/ownership/registration-look';
import { fail, type Result, succeed } from '@/lib/result';
import type { DirectoryContext } from './directory-context';
import { isNewApplication } from './find-own-application';
import { notReplicatedYet, retryUntilConsistent } from './replication';
import { fromGraph, plainProblem } from './step-problem';

/** What is there now that this portal did not make. */
export type ForeignSeen = { readonly look: RegistrationLook; readonly foreign: readonly Foreign[] };

/**
 * Looks whether anybody but this portal gets into the connector's application, or whether it gets more than it is for.
 *
 * @param permissions see {@link judge}: what a change of permissions is about to put right is not foreign to it
 */
export async function findForeign(
  { graph, clock, operator, redirectUris }: DirectoryContext,
  connector: Connector,
  permissions: 'needed' | 'managed',
): Promise<Result<ForeignSeen, StepProblem>> {
  const { applicationObjectId: objectId, appId, api, siemType, incidents } = connector;
  if (!objectId || !appId) return fail(plainProblem('interrupted'));
  const look = await lookAtRegistration(graph, { objectId, appId });
  const { personId } = operator.session;
  const isOwnSecret = secretsOfRows(connector);
  const judged = judge(look, { api, siemType, incidents, redirectUris, personId, isOwnSecret, permissions });
  if (!judged.ok) return fail(fromGraph(judged.error));
  if (look.application.ok && !look.application.value) {
    const gone = { ...plainProblem('refused'), status: 404, finding: 'Request_ResourceNotFound' } as const;
    return isNewApplication(connector, clock.now()) ? notReplicatedYet(gone) : fail(gone);
  }
  return succeed({ look, foreign: judged.value });
}

/**
 * Removes from the application everything that this portal did not make, owners first, until the directory shows none of
 * it any more. What cannot be removed ends the step: nothing is granted to an application that others get into.
 *
 * @returns what was removed
 */
export async function removeForeign(
  context: DirectoryContext,
  connector: Connector,
  permissions: 'needed' | 'managed' = 'needed',
): Promise<Result<readonly Foreign[], StepProblem>> {
  const removed = new Map<string, Foreign>();
  let end: EndAttempt | null = null;
  const result = await retryUntilConsistent(context.clock, async () => {
    const before = await findForeign(context, connector, permissions);
    if (!before.ok || before.value.foreign.length === 0) return before;
    const { id: target, appId } = connector;
    end ??= await context.audit.begin({ action: 'foreign-remove', target, detail: { appId } });
    const gone = await removeSeen(context, connector, { ...before.value, removed });
    if (!gone.ok) return gone;
    const after = await findForeign(context, connector, permissions);
    if (!after.ok) return after;
    return after.value.foreign.length === 0 ? after : notReplicatedYet(gone.value ?? plainProblem('foreign'));
  });
  const kinds = [...new Set([...removed.values()].map(({ kind }) => kind))].join(' ');
  await finish(end, result.ok, { appId: connector.appId, count: removed.size, kinds });
  return result.ok ? succeed([...removed.values()]) : result;
}

/** Nothing is written of a look that found nothing. */
async function finish(end: EndAttempt | null, isDone: boolean, detail: AuditDetail): Promise<void> {
  if (end) await end(isDone ? 'done' : 'failed', detail);
}

type Removing = ForeignSeen & { /** By kind and id. */ readonly removed: Map<string, Foreign> };

/** @returns what was not found to be removed, to be told of should it stay; null when all of it went */
async function removeSeen(
  context: DirectoryContext,
  connector: Connector,
  { look, foreign, removed }: Removing,
): Promise<Result<StepProblem | null, StepProblem>> {
  let unknown: StepProblem | null = null;
  const once = new Set<ForeignKind>();
  for (const one of foreign) {
    if (isWhole(one.kind) && once.has(one.kind)) continue;
    once.add(one.kind);
    const gone = await removal(context, { look, foreign, one });
    if (!gone.ok && !isGone(gone.error)) {
      const problem = fromGraph(gone.error);
      return gone.error.kind === 'conflict' ? notReplicatedYet(problem) : fail(toForeign(problem));
    }
    if (!gone.ok) unknown = fromGraph(gone.error);
    if (one.kind === 'secret') await forgetUnanswered(context, connector, { look, keyId: one.id });
    for (const other of foreign) {
      if (other === one || (isWhole(one.kind) && other.kind === one.kind)) removed.set(keyOf(other), other);
    }
  }
  return succeed(unknown);
}

/** A secret that was asked for and whose answer was lost has no key id in its row: it goes with what is foreign. */
async function forgetUnanswered(
  { connectors }: DirectoryContext,
  { tenantId, secrets }: Connector,
  { look, keyId }: { readonly look: RegistrationLook; readonly keyId: string },
): Promise<void> {
  const passwords = (look.application.ok && look.application.value?.passwordCredentials) || [];
  const label = passwords.find((password) => password.keyId === keyId)?.displayName;
  const row = secrets.find((secret) => secret.keyId === null && secret.label === label);
  if (row) await connectors.markSecretRemoved(tenantId, row.id);
}

/** What may pass, or asks for another sign-in, says so by itself; anything else is that it could not be removed. */
function toForeign(problem: StepProblem): StepProblem {
  return problem.cause === 'forbidden' || problem.cause === 'refused' ? { ...problem, cause: 'foreign' } : problem;
}

function keyOf({ kind, id }: Foreign): string {
  return `${kind} ${id}`;
}

/** One request removes all of the kind. */
function isWhole(kind: ForeignKind): boolean {
  return !['owner', 'principalOwner', 'secret', 'principalSecret', 'federated', 'granted'].includes(kind);
}

/** Somebody else was faster, or a replica has not heard of it: the next look tells. */
function isGone(error: ServiceError): boolean {
  return error.kind === 'notFound' || isPasswordUnknown(error);
}

type Removal = ForeignSeen & { readonly one: Foreign };

const nothing: Result<void, ServiceError> = { ok: true, value: undefined };

function removal(
  context: DirectoryContext,
  { look, foreign, one: { kind, id } }: Removal,
): Promise<Result<void, ServiceError>> {
  const { graph, redirectUris } = context;
  const registered = look.application.ok ? look.application.value : null;
  const principal = look.principal.ok ? look.principal.value : null;
  const application: DirectoryObject | null = registered && { of: 'applications', id: registered.id };
  const servicePrincipal: DirectoryObject | null = principal && { of: 'servicePrincipals', id: principal.id };
  const within = (object: DirectoryObject | null, remove: (object: DirectoryObject) => typeof done) =>
    object ? remove(object) : done;
  const done = Promise.resolve(nothing);
  switch (kind) {
    case 'owner':
      return within(application, (object) => removeOwner(graph, object, id));
    case 'principalOwner':
      return within(servicePrincipal, (object) => removeOwner(graph, object, id));
    case 'secret':
      return within(application, (object) => removePasswordOf(graph, object, id));
    case 'principalSecret':
      return within(servicePrincipal, (object) => removePasswordOf(graph, object, id));
    case 'certificate':
      return within(application, (object) => removeCertificates(graph, object));
    case 'principalCertificate':
      return within(servicePrincipal, (object) => removeCertificates(graph, object));
    case 'federated':
      return within(application, (object) => removeFederated(graph, object.id, id));
    case 'redirectUri':
    case 'openClient':
    case 'audience':
    case 'exposedApi':
      return registered ? closeRegistration(graph, registered, redirectUris) : done;
    case 'requested':
      return registered ? writeRequiredAccess(graph, registered.id, requestedBut(registered, foreign)) : done;
    case 'granted': {
      const grant = look.grants.ok ? look.grants.value.find((one) => one.id === id) : undefined;
      return grant ? revokeAppRole(graph, grant) : done;
    }
  }
}

function requestedBut({ requiredResourceAccess }: RegisteredApplication, foreign: readonly Foreign[]): RequiredAccess {
  const isForeign = (id: string) => foreign.some((one) => one.kind === 'requested' && one.id === id);
  return (requiredResourceAccess ?? [])
    .map(({ resourceAppId, resourceAccess }) => ({
      resourceAppId,
      resourceAccess: resourceAccess.filter(({ id }) => !isForeign(id)),
    }))
    .filter(({ resourceAccess }) => resourceAccess.length > 0);
}
