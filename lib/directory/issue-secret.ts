import 'server-only';
import { randomUUID } from 'node:crypto';
import { addPassword, type Password, removePassword } from '@/lib/graph/applications';
import { isPasswordUnknown } from '@/lib/graph/graph-error';
import type { ServiceError } from '@/lib/http/service-error';
import { fail, type Result, succeed } from '@/lib/result';
import type { Connector, ConnectorSecret, StepProblem } from '@/lib/connector/connector';
import type { NewSecret } from '@/lib/connector/connector-store';
import { findOwnApplication, isNewApplication } from './find-own-application';
import { mayBeUnknown, notReplicatedYet, retryUntilConsistent, SETTLING_MS } from './replication';
import { signConnector } from './sign-connector';
import type { RevealedSecret, DirectoryContext } from './directory-context';
import { fromGraph, isRefused, plainProblem } from './step-problem';

const DAY_MS = 86_400_000;

/** Microsoft counts a secret's life by its own clock. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/**
 * A password to be made, written down before Graph is asked for it. It lives no longer than the tenant's policy allows
 * now, whatever was chosen when it allowed more.
 */
export function planSecret({ operator, clock }: DirectoryContext, days: number): NewSecret {
  const longest = operator.session.findings?.secrets?.maxDays ?? null;
  const allowedMs = longest === null ? Infinity : longest * DAY_MS - CLOCKS_DIFFER_MS;
  return {
    purpose: 'siem',
    label: `SIEM Connect ${randomUUID()}`,
    expiresAt: new Date(clock.now() + Math.min(days * DAY_MS, allowedMs)),
  };
}

/**
 * Makes a client secret for the SIEM, and removes those that no browser ever showed: nobody has them, so nobody
 * would miss them, and none of them stays behind.
 */
export async function issueSecret(
  context: DirectoryContext,
  connector: Connector,
): Promise<Result<RevealedSecret, StepProblem>> {
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
  await signConnector(context, connector);
  return issued;
}

/** Adds one password and records its key before anything else happens. */
export async function addSecret(
  context: DirectoryContext,
  connector: Connector,
  plan: NewSecret,
): Promise<Result<RevealedSecret, StepProblem>> {
  const { applicationObjectId: objectId } = connector;
  if (!objectId) return fail(plainProblem('interrupted'));
  const secret = await context.connectors.addSecret(connector, plan);
  const password = { displayName: plan.label, endDateTime: plan.expiresAt.toISOString() };
  const result = await retryUntilConsistent(context.clock, async () => {
    const added = await addPassword(context.graph, objectId, password);
    if (added.ok) return added;
    const problem = fromGraph(added.error);
    return isTransient(context, connector, added.error) ? notReplicatedYet(problem) : fail(problem);
  });
  if (!result.ok) {
    if (isRefused(result.error)) await context.connectors.markSecretRemoved(connector.tenantId, secret.id);
    return result;
  }
  const { keyId, hint, secretText } = result.value;
  await context.connectors.saveSecretKey(connector.tenantId, secret.id, { keyId, hint: hint ?? null });
  return succeed({ secretId: secret.id, keyId, expiresAt: password.endDateTime, text: secretText });
}

export type Removal = {
  readonly secret: ConnectorSecret;
  /** The application's passwords as the directory lists them, to find one whose answer was lost. */
  readonly inDirectory: readonly Password[];
};

/**
 * Removes one password, also one whose creation was never answered. One that is gone already counts as removed; one
 * that may yet appear stays on the list, for the work that comes after.
 */
export async function removeSecret(
  context: DirectoryContext,
  connector: Connector,
  { secret, inDirectory }: Removal,
): Promise<Result<void, StepProblem>> {
  const keyId = findKeyId({ secret, inDirectory });
  if (!keyId && mayBeUnknown(secret.createdAt, context.clock.now())) return succeed(undefined);
  const { applicationObjectId: objectId } = connector;
  if (keyId && objectId) {
    const removed = await removeKey(context, connector, { objectId, keyId, madeAt: secret.createdAt });
    if (!removed.ok) return removed;
  }
  await context.connectors.markSecretRemoved(connector.tenantId, secret.id);
  return succeed(undefined);
}

type Key = { readonly objectId: string; readonly keyId: string; readonly madeAt: Date };

async function removeKey(
  context: DirectoryContext,
  connector: Connector,
  { objectId, keyId, madeAt }: Key,
): Promise<Result<null, StepProblem>> {
  const attempt = async (): Promise<Result<null, StepProblem>> => {
    const removed = await removePassword(context.graph, objectId, keyId);
    if (removed.ok) return succeed(null);
    const problem = fromGraph(removed.error);
    if (isPasswordUnknown(removed.error)) {
      // A new one may only be unknown to this replica.
      return mayBeUnknown(madeAt, context.clock.now()) ? notReplicatedYet(problem) : succeed(null);
    }
    return isTransient(context, connector, removed.error) ? notReplicatedYet(problem) : fail(problem);
  };
  return retryUntilConsistent(context.clock, attempt, SETTLING_MS);
}

/** Null when the directory does not list it: it was never made, or is too new. */
function findKeyId({ secret, inDirectory }: Removal): string | null {
  return secret.keyId ?? inDirectory.find(({ displayName }) => displayName === secret.label)?.keyId ?? null;
}

/** Not known everywhere yet, or another write on the same application is still under way. */
function isTransient({ clock }: DirectoryContext, connector: Connector, { kind }: ServiceError): boolean {
  return kind === 'conflict' || (kind === 'notFound' && isNewApplication(connector, clock.now()));
}
