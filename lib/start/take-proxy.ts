import 'server-only';
import http from 'node:http';

const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] as const;

/**
 * Lets every outgoing call take the proxy that the environment names, whichever library makes it: Node's own agent and
 * its fetch are the one way out. NO_PROXY names the hosts that are reached without it.
 *
 * @returns what undoes it
 * @throws where this Node cannot do that and was not started so that it does: it would go past the proxy in silence
 * @see https://nodejs.org/api/http.html#built-in-proxy-support
 */
export function takeProxy(environment: NodeJS.ProcessEnv): () => void {
  const named = names.find((name) => environment[name]);
  if (!named) return () => undefined;
  if (typeof http.setGlobalProxyFromEnv === 'function') return http.setGlobalProxyFromEnv(environment);
  if (environment.NODE_USE_ENV_PROXY === '1') return () => undefined;
  throw new Error(`${named} is set, and this Node takes no notice of it. Start the portal with NODE_USE_ENV_PROXY=1.`);
}
