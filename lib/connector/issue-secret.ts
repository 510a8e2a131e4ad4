import 'server-only';
import { randomUUID } from 'node:crypto';
import { addPassword, type Password, removePassword } from '@/lib/graph/applications';
import { type GraphError, isPasswordUnknown } from '@/lib/graph/graph-error';
import { fail, type Result, succeed } from '@/lib/result';
import type { Connector, ConnectorSecret, StepProblem } from './connector';
import type { NewSecret } from './connector-store';
import { findOwnApplication, isNewApplication } from './find-own-application';
import { mayBeUnknown, untilReplicated } from './replication';
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
  const application = await findOwnApplication(context, connector);
  if (!application.ok) return application;
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
    if (!added.ok && isTransient(context, connector, added.error))
      return { again: true, failure: fromGraph(added.error) };
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
  const key = await findKeyId(context, connector, { secret, inDirectory });
  if (!key.ok) return key;
  const { applicationObjectId: objectId } = connector;
  const keyId = key.value;
  if (keyId && objectId) {
    const { timedOut, result } = await untilReplicated<null, StepProblem>(context.patience, async () => {
      const removed = await removePassword(context.graph, objectId, keyId);
      if (removed.ok) return { again: false, result: succeed(null) };
      const failure = fromGraph(removed.error);
      if (isPasswordUnknown(removed.error)) {
        // Made a moment ago, it may only be unknown to this replica.
        const unsure = mayBeUnknown(secret.createdAt, context.patience.now());
        return unsure ? { again: true, failure } : { again: false, result: succeed(null) };
      }
      if (isTransient(context, connector, removed.error)) return { again: true, failure };
      return { again: false, result: fail(failure) };
    });
    if (!result.ok) return timedOut ? fail({ ...result.error, cause: 'replication' }) : result;
  }
  await context.connectors.markSecretRemoved(connector.tenantId, secret.id);
  return succeed(undefined);
}

/** Null when it was never made, which takes a while to know of one that was asked for just now. */
async function findKeyId(
  context: SetupContext,
  connector: Connector,
  { secret, inDirectory }: Removal,
): Promise<Result<string | null, StepProblem>> {
  if (secret.keyId) return succeed(secret.keyId);
  let listed = inDirectory;
  const { result } = await untilReplicated<string | null, StepProblem>(context.patience, async () => {
    const found = listed.find(({ displayName }) => displayName === secret.label);
    if (found) return { again: false, result: succeed(found.keyId) };
    if (!mayBeUnknown(secret.createdAt, context.patience.now())) return { again: false, result: succeed(null) };
    const application = await findOwnApplication(context, connector);
    if (!application.ok) return { again: false, result: application };
    listed = application.value.passwordCredentials;
    return { again: true, failure: plainProblem('replication') };
  });
  return result;
}

/** Not known everywhere yet, or another write on the same application is still under way. */
function isTransient({ patience }: SetupContext, connector: Connector, { kind }: GraphError): boolean {
  return kind === 'conflict' || (kind === 'notFound' && isNewApplication(connector, patience.now()));
}
