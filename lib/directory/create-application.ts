import 'server-only';
import { apiFacts } from '@/lib/cloud/alert-api';
import {
  type Application,
  type ApplicationPlan,
  type CreatedApplication,
  createApplication,
  findApplication,
} from '@/lib/graph/applications';
import { isNameTaken } from '@/lib/graph/graph-error';
import { fail, type Result, succeed } from '@/lib/result';
import { type Connector, CONNECTOR_TAG, type StepProblem } from '@/lib/connector/connector';
import type { NewSecret } from '@/lib/connector/connector-store';
import { planSecret } from './issue-secret';
import { notReplicatedYet, retryUntilConsistent } from './replication';
import type { RevealedSecret, GrantTarget, DirectoryContext } from './directory-context';
import { fromGraph, isRefused } from './step-problem';

/** The application, and its secret when it was made just now. */
export type ApplicationMade = { readonly connector: Connector; readonly secret: RevealedSecret | null };

/**
 * Creates the connector application with its first secret in one request. When an earlier attempt may have reached
 * the tenant, it is looked up first; its secret is lost with the answer and is replaced later.
 */
export async function createConnectorApplication(
  context: DirectoryContext,
  connector: Connector,
  target: GrantTarget,
): Promise<Result<ApplicationMade, StepProblem>> {
  const attempted = connector.secrets.length > 0;
  if (attempted) {
    const found = await findApplication(context.graph, connector.uniqueName);
    if (found.ok) return succeed({ connector: await adoptFound(context, connector, found.value), secret: null });
    if (found.error.kind !== 'notFound') return fail(fromGraph(found.error));
  }
  const plan = planSecret(context, connector.secretDays);
  const recorded = await context.connectors.addSecret(connector, plan);
  const request = applicationPlan(context, connector, { plan, target });
  const made = await createOrFind(context, request);
  if (!made.ok) {
    if (isRefused(made.error)) await context.connectors.markSecretRemoved(connector.tenantId, recorded.id);
    return fail(made.error);
  }
  if (made.value.kind === 'found') {
    // The secret that came with it is lost with its answer: the next one replaces it.
    const withLost = { ...connector, secrets: [...connector.secrets, recorded] };
    return succeed({ connector: await adoptFound(context, withLost, made.value.application), secret: null });
  }
  const { application } = made.value;
  const [password] = application.passwordCredentials;
  const key = { keyId: password.keyId, hint: password.hint ?? null };
  await context.connectors.saveSecretKey(connector.tenantId, recorded.id, key);
  // What earlier attempts wrote down was never made: there was no application.
  for (const { id } of connector.secrets) await context.connectors.markSecretRemoved(connector.tenantId, id);
  return succeed({
    connector: await adopt(context, connector, application),
    secret: {
      secretId: recorded.id,
      keyId: password.keyId,
      expiresAt: plan.expiresAt.toISOString(),
      text: password.secretText,
    },
  });
}

type CreatedOrFound =
  | { readonly kind: 'created'; readonly application: CreatedApplication }
  | { readonly kind: 'found'; readonly application: Application };

/** One that is there already, by a request whose answer nobody heard, is found, if need be when its news has arrived. */
async function createOrFind(
  { graph, clock }: DirectoryContext,
  plan: ApplicationPlan,
): Promise<Result<CreatedOrFound, StepProblem>> {
  return retryUntilConsistent<CreatedOrFound>(clock, async () => {
    const created = await createApplication(graph, plan);
    if (created.ok) return succeed({ kind: 'created', application: created.value });
    const refusal = fromGraph(created.error);
    if (!isNameTaken(created.error) && created.error.kind !== 'conflict') return fail(refusal);
    const found = await findApplication(graph, plan.uniqueName);
    if (found.ok) return succeed({ kind: 'found', application: found.value });
    return found.error.kind === 'notFound' ? notReplicatedYet(refusal) : fail(fromGraph(found.error));
  });
}

/** Only one request can have made it, and brought its secret: those of the others were never made. */
async function adoptFound(
  context: DirectoryContext,
  connector: Connector,
  application: Application,
): Promise<Connector> {
  const labels = application.passwordCredentials.map(({ displayName }) => displayName);
  const brought = connector.secrets.find(({ label }) => labels.includes(label));
  for (const { id } of brought ? connector.secrets : []) {
    if (id !== brought?.id) await context.connectors.markSecretRemoved(connector.tenantId, id);
  }
  const secrets = brought ? [brought] : connector.secrets;
  return adopt(context, { ...connector, secrets }, application);
}

async function adopt(
  { connectors }: DirectoryContext,
  connector: Connector,
  application: Pick<Application, 'id' | 'appId'>,
): Promise<Connector> {
  const patch = { applicationObjectId: application.id, appId: application.appId };
  await connectors.update(connector, patch);
  return { ...connector, ...patch };
}

function applicationPlan(
  context: DirectoryContext,
  connector: Connector,
  { plan, target }: { readonly plan: NewSecret; readonly target: GrantTarget },
): ApplicationPlan {
  const api = apiFacts(connector.api);
  const { personUpn } = context.operator.session;
  return {
    displayName: connector.name,
    uniqueName: connector.uniqueName,
    tags: [CONNECTOR_TAG],
    notes: `Made by SIEM Connect for ${personUpn}. Gives one SIEM read access to Defender alerts.`,
    serviceManagementReference: connector.serviceManagementReference,
    redirectUris: context.redirectUris,
    resourceAppId: api.resourceAppId,
    access: [
      { id: target.appRoleId, type: 'Role' },
      { id: api.delegatedScopeId, type: 'Scope' },
    ],
    password: { displayName: plan.label, endDateTime: plan.expiresAt.toISOString() },
  };
}
