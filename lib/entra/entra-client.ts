import 'server-only';
import { AuthError, ConfidentialClientApplication, type INetworkModule, type NodeAuthOptions } from '@azure/msal-node';
import { networkCauseOf } from '@/lib/http/outgoing-fetch';
import type { RetryContext } from '@/lib/http/retry';
import { fail, type Result, succeed } from '@/lib/result';
import { signClientAssertion } from './client-assertion';
import type { ClientCertificate } from './client-certificate';
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
export type EntraClient = EntraApplication &
  ClientCredential & {
    /** Used where Entra refuses the other: while one is being replaced, both are there. */
    readonly nextCredential?: ClientCredential;
  };

export type ClientCredential = { readonly clientSecret: string } | { readonly clientCertificate: ClientCertificate };

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
function createMsalClient(client: EntraClient, note: (error: unknown) => void): ConfidentialClientApplication {
  return new ConfidentialClientApplication({
    auth: { ...authorityOf(client), ...credentialOf(client) },
    system: { networkClient: notingFailures(entraNetwork(client.clock), note) },
  });
}

function credentialOf(client: EntraClient): Pick<NodeAuthOptions, 'clientSecret' | 'clientAssertion'> {
  if ('clientSecret' in client) return { clientSecret: client.clientSecret };
  const { clientCertificate, clientId } = client;
  return {
    clientAssertion: ({ tokenEndpoint }) =>
      signClientAssertion(clientCertificate, { clientId, audience: tokenEndpoint ?? '' }),
  };
}

/**
 * Asks Entra for tokens, and once more with the next credential where it does not take the first.
 *
 * @param ask may throw what msal throws
 */
export async function askEntra<Value>(
  { nextCredential, ...client }: EntraClient,
  ask: (msal: ConfidentialClientApplication) => Promise<Value>,
): Promise<Result<Value, EntraProblem>> {
  let thrown: unknown = null;
  try {
    return succeed(await ask(createMsalClient(client, (error) => (thrown = error))));
  } catch (error) {
    const network = networkCauseOf(thrown);
    const problem = network ? { ...unreachable, network } : problemFromMsal(error);
    if (problem.kind !== 'secret' || !nextCredential) return fail(problem);
    const { authorityHost, tenantId, clientId, clock } = client;
    return askEntra({ authorityHost, tenantId, clientId, ...(clock && { clock }), ...nextCredential }, ask);
  }
}

/** msal wraps what its network throws, and keeps none of it. */
function notingFailures(network: INetworkModule, note: (error: unknown) => void): INetworkModule {
  const noted = <Answer>(answer: Promise<Answer>) =>
    answer.catch((error: unknown) => {
      note(error);
      throw error;
    });
  return {
    sendGetRequestAsync: (url, options) => noted(network.sendGetRequestAsync(url, options)),
    sendPostRequestAsync: (url, options) => noted(network.sendPostRequestAsync(url, options)),
  };
}

const unreachable: EntraProblem = { kind: 'unreachable', aadsts: null, correlationId: null };

/** Turns what msal throws into a value. What is no answer of Entra counts as unreachable. */
export function problemFromMsal(error: unknown): EntraProblem {
  if (!(error instanceof AuthError)) return unreachable;
  const numbered = 'errorNo' in error && typeof error.errorNo === 'string' ? `AADSTS${error.errorNo}: ` : '';
  const answered = error.name === 'ServerError' || error.name === 'InteractionRequiredAuthError';
  if (!answered && !numbered) return unreachable;
  return readEntraProblem({
    error: error.errorCode,
    description: numbered + error.errorMessage,
    correlationId: error.correlationId || null,
  });
}
