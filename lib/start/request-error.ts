import 'server-only';
import { log } from '@/lib/log';
import { describeError } from '@/server/log-line.mjs';

declare global {
  /** Errors that the log has a line of; `server/capture-output.mjs` leaves them out. */
  var siemConnectToldErrors: WeakSet<object> | undefined;
}

/** Who asked for what, as far as it is ours: the id that the door gave, and the route as the build names it. */
type Where = { readonly requestId: unknown; readonly route: string };

/** One line for what the product threw while it answered. Next tells of the same error once more, on the console. */
export function logRequestError(error: unknown, where: Where): void {
  const known = error instanceof Error;
  if (known) (globalThis.siemConnectToldErrors ??= new WeakSet()).add(error);
  log().error({ ...where, err: known ? describeError(error) : typeof error }, 'request failed');
}
