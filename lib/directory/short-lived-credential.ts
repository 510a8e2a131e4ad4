import 'server-only';
import type { Connector, ConnectorSecret, StepProblem } from '@/lib/connector/connector';
import { findOwnApplication } from './find-own-application';
import { addSecret, removeSecret } from './issue-secret';
import type { DirectoryContext } from './directory-context';
import type { Result } from '@/lib/result';

/** Ends by itself soon, should removing it fail. */
const EXCHANGE_CREDENTIAL_MS = 3_600_000;

export type CredentialUse<Value> = {
  readonly outcome: Result<Value, StepProblem>;
  /** Key id of the credential when it could not be removed; null when nothing stayed behind. */
  readonly leftKeyId: string | null;
};

/**
 * Lends a credential of the connector application to one exchange: it is written down, added, used, and removed,
 * whatever comes of the exchange.
 *
 * @param exchange is given the secret's text
 */
export async function withShortLivedCredential<Value>(
  context: DirectoryContext,
  connector: Connector,
  exchange: (secretText: string) => Promise<Result<Value, StepProblem>>,
): Promise<CredentialUse<Value>> {
  const label = `SIEM Connect exchange ${context.requestId}`;
  const expiresAt = new Date(context.clock.now() + EXCHANGE_CREDENTIAL_MS);
  let outcome: Result<Value, StepProblem>;
  let leftKeyId: string | null = null;
  try {
    const added = await addSecret(context, connector, { purpose: 'exchange', label, expiresAt });
    outcome = added.ok ? await exchange(added.value.text) : added;
  } finally {
    leftKeyId = await removeCredential(context, connector, label);
  }
  return { outcome, leftKeyId };
}

/** @returns its key id when it is still there */
async function removeCredential(
  context: DirectoryContext,
  connector: Connector,
  label: string,
): Promise<string | null> {
  const renewed = await context.connectors.find(connector);
  const secret = renewed?.secrets.findLast((candidate) => candidate.label === label);
  if (!secret) return null;
  const removed = await removeOne(context, connector, secret);
  return removed.ok ? null : secret.keyId;
}

async function removeOne(
  context: DirectoryContext,
  connector: Connector,
  secret: ConnectorSecret,
): Promise<Result<void, StepProblem>> {
  // The application's passwords, when it takes them to find this one.
  const application = secret.keyId ? null : await findOwnApplication(context, connector);
  if (application && !application.ok) return application;
  return removeSecret(context, connector, { secret, inDirectory: application?.value.passwordCredentials ?? [] });
}
