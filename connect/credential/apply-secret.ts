import { addPassword, type NewPassword, removePassword } from '../../lib/graph/applications';
import { isPasswordUnknown, isPolicyRefusal } from '../../lib/graph/graph-error';
import { fromGraph } from '../../lib/directory/step-problem';
import type { ServiceError } from '../../lib/http/service-error';
import { type Result, succeed } from '../../lib/result';
import { stopped } from '../apply-registration';
import type { ConnectContext, ConnectProblem } from '../connect-context';
import { type RegisteredApplication, type RegisteredPassword } from '../registration-calls';
import { credentialName } from './apply-certificate';

/** A policy may allow less than another, and it counts the days to the second. */
const LIFETIMES_DAYS = [179, 89, 59, 29] as const;
const RENEWAL_DAYS = 30;
const DAY_MS = 86_400_000;

export type SecretFile = {
  /** The secret that the settings hold now. */
  readonly current: string | undefined;
  readonly keep: (secret: string) => void;
};

/**
 * Sees to it that the settings hold a secret that works. What a killed run made and nobody knows is removed: Entra ID
 * shows the first three characters of each, which tell the one of the settings from the others.
 */
export async function applySecret(
  context: ConnectContext,
  application: RegisteredApplication,
  { current, keep }: SecretFile,
): Promise<Result<void, ConnectProblem>> {
  const { clock, say } = context;
  const ours = application.passwordCredentials.filter(({ displayName }) => displayName === credentialName);
  const inUse = ours.filter((one) => isOf(one, current));
  const lives = ({ endDateTime }: RegisteredPassword) => Date.parse(endDateTime) > clock.now() + RENEWAL_DAYS * DAY_MS;
  if (inUse.some(lives)) {
    say('The client secret of the settings is registered.');
  } else {
    const made = await makeSecret(context, application.id);
    if (!made.ok) return stopped('credential', fromGraph(made.error));
    keep(made.value.secretText);
    say(`Made a client secret, which ends on ${made.value.endDateTime.slice(0, 10)}.`);
  }
  return removeUnknown(
    context,
    application.id,
    ours.filter((one) => !inUse.includes(one)),
  );
}

/** The longest life that the tenant's app management policy takes. */
async function makeSecret(
  { graph, clock }: ConnectContext,
  applicationId: string,
): Promise<Result<NewPassword, ServiceError>> {
  const attempt = (days: number) => {
    const endDateTime = new Date(clock.now() + days * DAY_MS).toISOString();
    return addPassword(graph, applicationId, { displayName: credentialName, endDateTime });
  };
  const [longest, ...shorter] = LIFETIMES_DAYS;
  let made = await attempt(longest);
  for (const days of shorter) {
    if (made.ok || !isPolicyRefusal(made.error)) return made;
    made = await attempt(days);
  }
  return made;
}

/** One that ends soon works until a running portal has taken the new one: it is left to end. */
async function removeUnknown(
  { graph, say }: ConnectContext,
  applicationId: string,
  passwords: readonly RegisteredPassword[],
): Promise<Result<void, ConnectProblem>> {
  for (const { keyId } of passwords) {
    const removed = await removePassword(graph, applicationId, keyId);
    if (!removed.ok && !isPasswordUnknown(removed.error)) return stopped('credential', fromGraph(removed.error));
    say('Removed a client secret of a run that did not end.');
  }
  return succeed(undefined);
}

function isOf({ hint }: RegisteredPassword, secret: string | undefined): boolean {
  return secret !== undefined && secret !== '' && hint === secret.slice(0, 3);
}
