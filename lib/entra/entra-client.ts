import 'server-only';
import { AuthError, ConfidentialClientApplication } from '@azure/msal-node';
import type { RetryContext } from '@/lib/http/retry';
import { entraNetwork } from './entra-network';
import { type EntraProblem, readEntraProblem } from './entra-problem';

/** One application that people sign in to: this portal, or a connector. */
export type EntraApplication = {
  /** Origin, such as https://login.microsoftonline.com. */
  readonly authorityHost: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** How to wait when Entra is busy; left out, a busy Entra is a refusal. */
  readonly clock?: RetryContext;
};

/** One that can prove who it is. */
export type EntraClient = EntraApplication & { readonly clientSecret: string };

/** How msal is told which application of which tenant. */
export function authorityOf({ authorityHost, tenantId, clientId }: EntraApplication) {
  return {
    clientId,
    authority: `${authorityHost}/${tenantId}`,
    // Host with its port: without it msal would ask Microsoft whether it knows this host.
    knownAuthorities: [new URL(authorityHost).host],
  };
}

/**
 * A client of its own for each use, so that one person's tokens never meet another's in its cache.
 */
export function createMsalClient(client: EntraClient): ConfidentialClientApplication {
  return new ConfidentialClientApplication({
    auth: { ...authorityOf(client), clientSecret: client.clientSecret },
    system: { networkClient: entraNetwork(client.clock) },
  });
}

/** Turns what msal throws into a value. What is no answer of Entra counts as unreachable. */
export function problemFromMsal(error: unknown): EntraProblem {
  if (!(error instanceof AuthError)) return { kind: 'unreachable', aadsts: null, correlationId: null };
  const numbered = 'errorNo' in error && typeof error.errorNo === 'string' ? `AADSTS${error.errorNo}: ` : '';
  const answered = error.name === 'ServerError' || error.name === 'InteractionRequiredAuthError';
  if (!answered && !numbered) return { kind: 'unreachable', aadsts: null, correlationId: null };
  return readEntraProblem({
    error: error.errorCode,
    description: numbered + error.errorMessage,
    correlationId: error.correlationId || null,
  });
}
