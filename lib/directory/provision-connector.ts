import 'server-only';
import { apiFacts } from '@/lib/cloud/alert-api';
import { isAppRoleGranted } from '@/lib/graph/app-role-assignments';
import { resourcePath, resourceSchema } from '@/lib/graph/directory-reads';
import { isApplicationNotReplicated, isReferenceNotReplicated } from '@/lib/graph/graph-error';
import { callGraph } from '@/lib/graph/graph-request';
import { ensureServicePrincipal } from '@/lib/graph/service-principals';
import { mayGrant } from '@/lib/prerequisites/grantable-apis';
import { fail, type Result, succeed } from '@/lib/result';
import { knownRoles } from '@/lib/session/directory-roles';
import { awaitPermission } from './await-permission';
import { type Connector, CONNECTOR_TAG, type StepName, type StepProblem } from '@/lib/connector/connector';
import { createConnectorApplication } from './create-application';
import { isNewApplication } from './find-own-application';
import { grantRole } from './grant-role';
import { issueSecret } from './issue-secret';
import { journalStep, type StepFailure } from './journal-step';
import { proveCredential } from './prove-credential';
import { removeForeign } from './remove-foreign';
import { notReplicatedYet, retryUntilConsistent } from './replication';
import { ownershipNotes, signConnector } from './sign-connector';
import type { RevealedSecret, GrantTarget, DirectoryContext } from './directory-context';
import { fromGraph, plainProblem } from './step-problem';

/** Where set-up stands between two steps. */
type Progress = { readonly connector: Connector; readonly secret: RevealedSecret | null };

type Step = (context: DirectoryContext, progress: Progress) => Promise<Result<Progress, StepProblem>>;

const steps: Readonly<Record<StepName, Step>> = {
  application: makeApplication,
  servicePrincipal: makeServicePrincipal,
  permission: grantPermission,
  credential: checkCredential,
};

const order: readonly StepName[] = ['application', 'servicePrincipal', 'permission', 'credential'];

/**
 * Makes a connector work in the tenant: application, service principal, permission, proof. Three Graph requests when
 * nothing is in the way. Each step is in the journal before it runs; those that have ended are not run again, so the
 * same call begins, resumes and repeats. An application that was not made just now is looked at every time, and what
 * others put into it is removed before anything is granted.
 *
 * @returns the client secret, which exists in this value only
 */
export async function provisionConnector(
  context: DirectoryContext,
  connector: Connector,
): Promise<Result<RevealedSecret, StepFailure>> {
  let progress: Progress = { connector, secret: null };
  for (const name of order) {
    const ended = connector.steps.some((step) => step.name === name && step.state === 'ended');
    if (ended && name !== 'credential' && name !== 'application') continue;
    const before = progress;
    const outcome = await journalStep(context, connector, { name, run: (within) => steps[name](within, before) });
    if (!outcome.ok) return outcome;
    progress = outcome.value;
  }
  if (!progress.secret) return fail({ step: 'credential', problem: plainProblem('interrupted') });
  await context.connectors.update(connector, { state: 'ready', provenAt: new Date(context.clock.now()) });
  return succeed(progress.secret);
}

async function makeApplication(
  context: DirectoryContext,
  { connector }: Progress,
): Promise<Result<Progress, StepProblem>> {
  if (connector.applicationObjectId) return secureApplication(context, { connector, secret: null });
  const target = await findGrantTarget(context, connector);
  if (!target.ok) return target;
  const made = await createConnectorApplication(context, connector, target.value);
  // Nobody else has had it yet.
  return !made.ok || made.value.secret ? made : secureApplication(context, made.value);
}

async function secureApplication(
  context: DirectoryContext,
  progress: Progress,
): Promise<Result<Progress, StepProblem>> {
  const removed = await removeForeign(context, progress.connector);
  if (!removed.ok) return removed;
  await signConnector(context, progress.connector);
  return succeed(progress);
}

async function makeServicePrincipal(
  context: DirectoryContext,
  progress: Progress,
): Promise<Result<Progress, StepProblem>> {
  const { tenantId, id, appId } = progress.connector;
  // With the key id of the secret that came with the application.
  const renewed = await context.connectors.find({ tenantId, id });
  const notes = renewed && ownershipNotes(context, renewed);
  if (!appId || !notes) return fail(plainProblem('interrupted'));
  const result = await retryUntilConsistent(context.clock, async () => {
    const ensured = await ensureServicePrincipal(context.graph, appId, { tag: CONNECTOR_TAG, notes });
    if (ensured.ok) return ensured;
    const problem = fromGraph(ensured.error);
    if (isApplicationNotReplicated(ensured.error)) return notReplicatedYet(problem);
    const unknown = ensured.error.kind === 'notFound' && isNewApplication(progress.connector, context.clock.now());
    return unknown ? notReplicatedYet(problem) : fail(problem);
  });
  if (!result.ok) return result;
  const patch = { servicePrincipalId: result.value };
  await context.connectors.update(progress.connector, patch);
  return succeed({ ...progress, connector: { ...progress.connector, ...patch } });
}

async function grantPermission(context: DirectoryContext, progress: Progress): Promise<Result<Progress, StepProblem>> {
  const { servicePrincipalId: principalId } = progress.connector;
  const target = await findGrantTarget(context, progress.connector);
  if (!target.ok) return target;
  if (!principalId) return fail(plainProblem('interrupted'));
  const grant = { principalId, resourceId: target.value.servicePrincipalId, appRoleId: target.value.appRoleId };
  if (!mayGrant(progress.connector.api, knownRoles(context.operator.session.roles))) {
    const awaited = await awaitPermission(context, progress.connector, grant);
    return awaited.ok ? succeed(progress) : awaited;
  }
  // A grant that an earlier try asked for is looked up, never blindly asked for again.
  if (progress.connector.steps.some(({ name }) => name === 'permission')) {
    const before = await isAppRoleGranted(context.graph, grant);
    if (before.ok && before.value) return succeed(progress);
    if (!before.ok && !isReferenceNotReplicated(before.error)) return fail(fromGraph(before.error));
  }
  const granted = await grantRole(context, grant);
  return granted.ok ? succeed(progress) : granted;
}

async function checkCredential(context: DirectoryContext, progress: Progress): Promise<Result<Progress, StepProblem>> {
  const issued = progress.secret ? succeed(progress.secret) : await issueSecret(context, progress.connector);
  if (!issued.ok) return issued;
  const proven = await proveCredential(context, progress.connector, issued.value.text);
  return proven.ok ? succeed({ ...progress, secret: issued.value }) : proven;
}

/** The API's service principal and permission in this tenant: from the last check, else read now. */
async function findGrantTarget(
  context: DirectoryContext,
  connector: Connector,
): Promise<Result<GrantTarget, StepProblem>> {
  const known = context.knownResource(connector.api);
  if (known) return succeed(known);
  const facts = apiFacts(connector.api);
  const path = resourcePath(facts.resourceAppId);
  const read = await callGraph(context.graph, { method: 'GET', path, answer: resourceSchema });
  if (!read.ok) {
    const problem = fromGraph(read.error);
    return fail(read.error.kind === 'notFound' ? { ...problem, cause: 'apiMissing' } : problem);
  }
  const role = read.value.appRoles.find(({ value, isEnabled }) => value === facts.appRole && isEnabled !== false);
  return role ? succeed({ servicePrincipalId: read.value.id, appRoleId: role.id }) : fail(plainProblem('apiMissing'));
}
