import 'server-only';
import type { Result } from '@/lib/result';
import { currentSecret } from './access-details';
import type { Connector } from './connector';
import type { StepFailure } from './journal-step';
import type { FreshSecret } from './setup-context';

/** Work that goes on in this process, whoever watches. */
type LiveSetup = {
  readonly ended: Promise<void>;
  running: boolean;
  /** Until one watcher takes it, or nobody came. */
  secret: FreshSecret | null;
};

/** Long enough for a page that is being reloaded to come back. */
const KEEP_SECRET_MS = 60_000;

declare global {
  var siemConnectSetups: Map<string, LiveSetup> | undefined;
}

function live(): Map<string, LiveSetup> {
  globalThis.siemConnectSetups ??= new Map();
  return globalThis.siemConnectSetups;
}

/** Starts the work of a flow, detached from the request: closing the page does not stop it. */
export function startSetup(flowId: string, work: () => Promise<Result<FreshSecret, StepFailure> | null>): void {
  const setup: LiveSetup = {
    running: true,
    secret: null,
    ended: work()
      .then((outcome) => {
        setup.secret = outcome?.ok ? outcome.value : null;
      })
      .finally(() => {
        setup.running = false;
        setTimeout(() => forget(flowId, setup), KEEP_SECRET_MS).unref();
      }),
  };
  // Whoever watches learns of a failure from the journal; here it must only not end the process.
  setup.ended.catch(() => undefined);
  live().set(flowId, setup);
}

export function isSetupRunning(flowId: string): boolean {
  return live().get(flowId)?.running ?? false;
}

/**
 * Gives the secret to the first who asks; to nobody else, ever. Waits for the end of the work: the journal tells of it
 * a moment before the secret is there.
 */
export async function takeFreshSecret(flowId: string): Promise<FreshSecret | null> {
  const setup = live().get(flowId);
  if (!setup) return null;
  await setup.ended.catch(() => undefined);
  const { secret } = setup;
  setup.secret = null;
  return secret;
}

/**
 * Whether the secret may still wait in another process: the work has ended there a moment ago, and no browser has
 * said that it shows the secret.
 *
 * @param now milliseconds since the epoch
 */
export function waitsElsewhere(flowId: string, connector: Connector, now: number): boolean {
  const { state, provenAt } = connector;
  if (live().has(flowId) || state !== 'ready' || !provenAt) return false;
  return currentSecret(connector)?.deliveredAt === null && now - provenAt.getTime() < KEEP_SECRET_MS;
}

/** A later try of the same flow is another set-up, and stays. */
function forget(flowId: string, setup: LiveSetup): void {
  if (live().get(flowId) === setup) live().delete(flowId);
}
