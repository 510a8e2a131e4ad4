import 'server-only';

/**
 * What every read of Graph's security data has to say: without it, values that were added to an enumeration later, such
 * as newer sources of alerts, come as `unknownFutureValue`.
 *
 * @param address of Graph, or a path below its version; that of another service gets nothing
 * @see https://learn.microsoft.com/graph/best-practices-concept#handling-future-members-in-evolvable-enumerations
 */
export function securityHeaders(address: string): Readonly<Record<string, string>> {
  return SECURITY_PATH.test(address) ? { Prefer: 'include-unknown-enum-members' } : {};
}

const SECURITY_PATH = /^(?:https?:[/][/][^/]+[/](?:v1[.]0|beta))?[/]security[/]/i;
