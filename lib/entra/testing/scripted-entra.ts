import 'server-only';
import { UnsecuredJWT } from 'jose';
import { type FakeNetwork, fakeNetwork } from '@/lib/http/testing/fake-network';

export const entraOrigin = 'https://login.example:8443';

/** One client of one tenant there. */
export const entraClient = {
  authorityHost: entraOrigin,
  tenantId: '11111111-2222-4333-8444-555555555555',
  clientId: 'aaaaaaaa-0000-4000-8000-000000000001',
  clientSecret: 'the-client-secret',
};

export const authority = `${entraOrigin}/${entraClient.tenantId}`;

export type ScriptedEntra = {
  readonly network: FakeNetwork;
  /** The form of each token request. */
  readonly asked: readonly URLSearchParams[];
};

/** Entra that answers each token request with the next of the given; one too many fails like a network. */
export function scriptedEntra(...answers: readonly (() => Response)[]): ScriptedEntra {
  const asked: URLSearchParams[] = [];
  const network = fakeNetwork(async (request) => {
    if (request.url.endsWith('/.well-known/openid-configuration')) return Response.json(configuration);
    const answer = answers[asked.length];
    asked.push(new URLSearchParams(await request.text()));
    if (!answer) throw new TypeError('an unexpected request');
    return answer();
  });
  return { network, asked };
}

const configuration = {
  issuer: `${authority}/v2.0`,
  authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
  token_endpoint: `${authority}/oauth2/v2.0/token`,
  jwks_uri: `${authority}/discovery/v2.0/keys`,
};

/** An application's token with these roles. */
export function appToken(...roles: readonly string[]): () => Response {
  const access_token = new UnsecuredJWT({ roles }).encode();
  return () => Response.json({ token_type: 'Bearer', expires_in: 3599, access_token });
}

/** Words that must not get any further than the gateway. */
export const ENTRA_TEXT = 'words of Entra';
export const CORRELATION_ID = 'aaaa0000-bb11-2222-33cc-444444dddddd';

/** A refusal as the token endpoint words it. */
export function aadsts(number: number, error = 'invalid_client'): () => Response {
  const body = {
    error,
    error_description: `AADSTS${number}: ${ENTRA_TEXT}. Trace ID: x Correlation ID: ${CORRELATION_ID}`,
    error_codes: [number],
    correlation_id: CORRELATION_ID,
  };
  return () => Response.json(body, { status: 400 });
}
