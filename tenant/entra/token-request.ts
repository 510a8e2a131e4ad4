import type { AuthenticatedClient } from './client-proof';

export type EndpointVersion = '1.0' | '2.0';

/** An authenticated request to the token endpoint. */
export type TokenRequest = AuthenticatedClient & {
  readonly form: URLSearchParams;
  readonly version: EndpointVersion;
  /** Of the page that asks, when one does. */
  readonly origin: string | undefined;
};

/** An empty parameter counts as one that was not sent. */
export function parameter(form: URLSearchParams, name: string): string | undefined {
  const value = form.get(name);
  return value === null || value === '' ? undefined : value;
}

/** v1.0 names a resource where v2.0 names scopes; from here on both are scopes. */
export function requestedScopeText({ form, version }: Pick<TokenRequest, 'form' | 'version'>): string | undefined {
  const scope = parameter(form, 'scope');
  if (version === '2.0') return scope;
  const resource = parameter(form, 'resource');
  if (resource === undefined) return undefined;
  const signIn = (scope ?? '').split(/\s+/).filter((word) => word === 'openid');
  return [`${resource}/.default`, 'offline_access', ...signIn].join(' ');
}
