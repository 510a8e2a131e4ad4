import 'server-only';
import { randomUUID } from 'node:crypto';
import { addPassword, findApplication, type Password, removePassword } from '@/lib/graph/applications';
import { type GraphError, isPasswordUnknown } from '@/lib/graph/graph-error';
import { fail, type Result, succeed } from '@/lib/result';
import type { Connector, ConnectorSecret, StepProblem } from './connector';
import type { NewSecret } from './connector-store';
import { untilReplicated } from './replication';
import type { FreshSecret, SetupContext } from './setup-context';
import { fromGraph, plainProblem } from './step-problem';

const DAY_MS = 86_400_000;

/** A password to be made, written down before Graph is asked for it. */
export function planSecret(context: SetupContext, days: number): NewSecret {
  return {
    purpose: 'siem',
    label: `SIEM Connect ${randomUUID()}`,
    expiresAt: new Date(context.patience.now() + days * DAY_MS),
  };
}

/**
 * Makes a client secret for the SIEM, and removes those that no browser ever showed: nobody has them, so nobody
 * would miss them, and none of them stays behind.
 */
export async function issueSecret(
  context: SetupContext,
  connector: Connector,
): Promise<Result<FreshSecret, StepProblem>> {
  const application = await findApplication(context.graph, connector.uniqueName);
  if (!application.ok) return fail(fromGraph(application.error));
  const issued = await addSecret(context, connector, planSecret(context, connector.secretDays));
  if (!issued.ok) return issued;
  const undelivered = connector.secrets.filter(
    (secret) => secret.purpose === 'siem' && !secret.deliveredAt && !secret.removedAt,
  );
  for (const secret of undelivered) {
    const removed = await removeSecret(context, connector, {
      secret,
      inDirectory: application.value.passwordCredentials,
    });
    if (!removed.ok) return removed;
  }
  return issued;
}

/** Adds one password and records its key before anything else happens. */
export async function addSecret(
  context: SetupContext,
  connector: Connector,
  plan: NewSecret,
): Promise<Result<FreshSecret, StepProblem>> {
  const { applicationObjectId: objectId } = connector;
  if (!objectId) return fail(plainProblem('interrupted'));
  const secret = await context.connectors.addSecret(connector, plan);
  const password = { displayName: plan.label, endDateTime: plan.expiresAt.toISOString() };
  const { timedOut, result } = await untilReplicated(context.patience, async () => {
    const added = await addPassword(context.graph, objectId, password);
    if (!added.ok && isTransient(added.error)) return { again: true, failure: fromGraph(added.error) };
    return { again: false, result: added.ok ? added : fail(fromGraph(added.error)) };
  });
  if (!result.ok) return timedOut ? fail({ ...result.error, cause: 'replication' }) : result;
  const { keyId, hint, secretText } = result.value;
  await context.connectors.saveSecretKey(connector.tenantId, secret.id, { keyId, hint: hint ?? null });
  return succeed({ secretId: secret.id, keyId, expiresAt: password.endDateTime, text: secretText });
}

export type Removal = {
  readonly secret: ConnectorSecret;
  /** The application's passwords as the directory lists them, to find one whose answer was lost. */
  readonly inDirectory: readonly Password[];
};

/** Removes one password, also one whose creation was never answered. One that is gone already counts as removed. */
export async function removeSecret(
  context: SetupContext,
  connector: Connector,
  { secret, inDirectory }: Removal,
): Promise<Result<void, StepProblem>> {
  const keyId = secret.keyId ?? inDirectory.find((password) => password.displayName === secret.label)?.keyId;
  const { applicationObjectId: objectId } = connector;
  if (keyId && objectId) {
    const { result } = await untilReplicated(context.patience, async () => {
      const removed = await removePassword(context.graph, objectId, keyId);
      if (removed.ok || isPasswordUnknown(removed.error)) return { again: false, result: succeed(undefined) };
      if (isTransient(removed.error)) return { again: true, failure: fromGraph(removed.error) };
      return { again: false, result: fail(fromGraph(removed.error)) };
    });
    if (!result.ok) return result;
  }
  await context.connectors.markSecretRemoved(connector.tenantId, secret.id);
  return succeed(undefined);
}

/** Not known everywhere yet, or another write on the same application is still under way. */
function isTransient(error: GraphError): boolean {
  return error.kind === 'notFound' || error.kind === 'conflict';
}
