import { createHash, randomBytes } from 'node:crypto';
import { addressOf, httpBrowser, pageOf, type HttpBrowser } from '@siem-connect/testing/http-browser';
import { z } from 'zod';
import { portalAppId } from '../seed/portal-registration';
import { tenantId } from '../seed/tenant-identity';
import { testOrigins, testPortal, type TestTenant } from './test-tenant';

export const portalCallback = `${testPortal.url}/consent/callback`;

export type JsonAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
};

const objectSchema = z.record(z.string(), z.unknown());

export async function readAnswer(response: Response): Promise<JsonAnswer> {
  const text = await response.text();
  const body = text === '' ? {} : objectSchema.parse(JSON.parse(text));
  return { status: response.status, headers: response.headers, body };
}

export function browserFor({ browserApp }: TestTenant): HttpBrowser {
  const { host } = new URL(testOrigins.browser);
  return httpBrowser({
    staysOn: testOrigins.browser,
    fetch(url, init) {
      const headers = new Headers(init.headers);
      headers.set('host', host);
      return browserApp.request(url, { ...init, headers });
    },
  });
}

/** The authorize address of the portal; parameters that are undefined are left out. */
export function authorizeUrl(parameters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  const all: Readonly<Record<string, string | undefined>> = {
    client_id: portalAppId,
    response_type: 'code',
    redirect_uri: portalCallback,
    scope: 'openid profile offline_access User.Read',
    state: 'state-1',
    ...parameters,
  };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) query.set(name, value);
  return `${testOrigins.browser}/${tenantId}/oauth2/v2.0/authorize?${query.toString()}`;
}

export async function postToken(
  { apiApp }: TestTenant,
  form: Readonly<Record<string, string>>,
  path = `/${tenantId}/oauth2/v2.0/token`,
): Promise<JsonAnswer> {
  return readAnswer(
    await apiApp.request(`${testOrigins.api}${path}`, { method: 'POST', body: new URLSearchParams(form) }),
  );
}

export const portalClient = { client_id: portalAppId, client_secret: testPortal.secret };

export function pkcePair(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

type SignInRequest = {
  /** The part of the user name before the domain. */
  readonly alias: string;
  readonly scope: string;
  readonly parameters?: Readonly<Record<string, string>>;
};

/** Signs a person in, accepts every question, and gives the code the portal would get. */
export async function obtainCode(tenant: TestTenant, { alias, scope, parameters }: SignInRequest): Promise<string> {
  const browser = browserFor(tenant);
  let landing = await browser.get(authorizeUrl({ scope, login_hint: `${alias}@contoso.example`, ...parameters }));
  if (landing.leftFor === null) landing = await browser.press(pageOf(landing), { decision: 'accept' });
  const code = addressOf(landing).searchParams.get('code');
  if (code === null) throw new Error(addressOf(landing).toString());
  return code;
}

export async function obtainToken(tenant: TestTenant, alias: string, scope: string): Promise<string> {
  const answer = await postToken(tenant, {
    ...portalClient,
    grant_type: 'authorization_code',
    code: await obtainCode(tenant, { alias, scope }),
    redirect_uri: portalCallback,
  });
  return textOf(answer.body.access_token);
}

/** `graph('POST /applications', body)`: method and path below /v1.0. */
export type GraphClient = (
  request: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<JsonAnswer>;

export function graphWith({ apiApp }: TestTenant, token: string): GraphClient {
  return async (request, body, headers) => {
    const [method = '', path = ''] = request.split(/ (.*)/s);
    const answer = await apiApp.request(`${testOrigins.api}/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return readAnswer(answer);
  };
}

export async function graphAs(tenant: TestTenant, alias: string, scope: string): Promise<GraphClient> {
  return graphWith(tenant, await obtainToken(tenant, alias, scope));
}

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Status, code and message of a refusal, to be held against a documented one. */
export function refusalOf({ status, body }: JsonAnswer): {
  readonly status: number;
  readonly code: string;
  readonly message: string;
} {
  const { error } = errorSchema.parse(body);
  return { status, code: error.code, message: error.message };
}

export function textOf(value: unknown): string {
  return z.string().parse(value);
}

export function rowsOf({ body }: JsonAnswer): readonly Readonly<Record<string, unknown>>[] {
  return z.array(objectSchema).parse(body.value);
}

/** The claims of a token, unverified. */
export function claimsOf(token: unknown): Readonly<Record<string, unknown>> {
  const payload = Buffer.from(textOf(token).split('.')[1] ?? '', 'base64url').toString('utf8');
  return objectSchema.parse(JSON.parse(payload));
}

const passwordsSchema = z.array(z.object({ keyId: z.string(), secretText: z.string().nullable() }));

/** The secret that came with a new application, and the key it goes by. */
export function firstPasswordOf({ body }: JsonAnswer): { readonly keyId: string; readonly secret: string } {
  const [password] = passwordsSchema.parse(body.passwordCredentials);
  return { keyId: textOf(password?.keyId), secret: textOf(password?.secretText) };
}

const numbersSchema = z.object({ error: z.string(), error_codes: z.tuple([z.number()]) });

/** Status, OAuth error and AADSTS number of a refusal by the token endpoint. */
export function aadstsOf({ status, body }: JsonAnswer): {
  readonly status: number;
  readonly error: string;
  readonly number: number;
} {
  const parsed = numbersSchema.parse(body);
  return { status, error: parsed.error, number: parsed.error_codes[0] };
}
