import 'server-only';
import type { Connector, ConnectorSecret, StepProblem } from '@/lib/connector/connector';
import { addSecret, removeSecret } from '@/lib/connector/issue-secret';
import type { SetupContext } from '@/lib/connector/setup-context';
import { findApplication } from '@/lib/graph/applications';
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
export async function withExchangeCredential<Value>(
  context: SetupContext,
  connector: Connector,
  exchange: (secretText: string) => Promise<Result<Value, StepProblem>>,
): Promise<CredentialUse<Value>> {
  const label = `SIEM Connect exchange ${context.requestId}`;
  const expiresAt = new Date(context.patience.now() + EXCHANGE_CREDENTIAL_MS);
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
async function removeCredential(context: SetupContext, connector: Connector, label: string): Promise<string | null> {
  const renewed = await context.connectors.find(connector);
  const secret = renewed?.secrets.findLast((candidate) => candidate.label === label);
  if (!secret) return null;
  const inDirectory = await lookUp(context, connector, secret);
  if (!inDirectory) return null;
  const removed = await removeSecret(context, connector, { secret, inDirectory });
  return removed.ok ? null : secret.keyId;
}

/** The application's passwords, when it takes them to find this one. Null when they cannot be read. */
async function lookUp({ graph }: SetupContext, { uniqueName }: Connector, { keyId }: ConnectorSecret) {
  if (keyId) return [];
  const application = await findApplication(graph, uniqueName);
  return application.ok ? application.value.passwordCredentials : null;
}
