import 'server-only';
import { noteTheirTime } from './clock-difference';
import { explainNetwork } from './network-cause';
import type { NetworkCause } from './network-kind';

/** There was no answer, and it is known why. */
class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly network: NetworkCause;

  constructor(network: NetworkCause, cause: unknown) {
    super(`${network.host} did not answer: ${network.code}`, { cause });
    this.network = network;
  }
}

/**
 * The only fetch with which the portal calls anybody: a redirect is an answer and never followed, since it would carry
 * tokens, codes and secrets to an address that nobody chose. No API that the portal calls answers with one.
 *
 * @throws NetworkError where the network is why there is no answer
 */
export const outgoingFetch: typeof fetch = async (input, init) => {
  try {
    const answer = await fetch(input, { ...init, redirect: 'manual' });
    noteTheirTime(answer.headers.get('date'), Date.now());
    return answer;
  } catch (error) {
    const network = await explainNetwork(error, new URL(input instanceof Request ? input.url : input));
    if (!network) throw error;
    tellWatchers(network);
    throw new NetworkError(network, error);
  }
};

type Watcher = (network: NetworkCause) => void;

const watchers = new Set<Watcher>();

/** For the log: nothing here knows one. */
export function watchNetwork(watcher: Watcher): void {
  watchers.add(watcher);
}

/** Also for the libraries that reach Microsoft by themselves. */
export function tellWatchers(network: NetworkCause): void {
  for (const watcher of watchers) watcher(network);
}

/** Why there was no answer, as far down as it is known. */
export function networkCauseOf(error: unknown): NetworkCause | null {
  if (error instanceof NetworkError) return error.network;
  return error instanceof Error ? networkCauseOf(error.cause) : null;
}
