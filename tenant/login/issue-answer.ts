import { createHash } from 'node:crypto';
import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Context } from 'hono';
import type { Tenant } from '../context/tenant-context';
import type { Aadsts } from '../entra/aadsts';
import { idTokenFor, issuePersonTokens } from '../entra/person-tokens';
import { tenantId } from '../seed/tenant-identity';
import type { Person } from '../store/tenant-state';
import type { Authentication, Claims } from '../tokens/token-claims';
import { answerApplication, refuseApplication } from './answer-application';
import type { AuthorizationRequest } from './authorization-request';
import { authenticationOf, enterApplication, signedInAt } from './session-cookie';

type SignedIn = {
  readonly request: AuthorizationRequest;
  readonly person: Person;
  readonly signedInAt: number;
  readonly authentication: Authentication;
};

type Parts = Readonly<Record<string, string>>;

/** What the application asked to be sent back with the person: a code, tokens at once, or both. */
export async function issueAnswer(
  tenant: Tenant,
  context: Context,
  { request, person }: Pick<SignedIn, 'request' | 'person'>,
): Promise<Response> {
  const authentication = authenticationOf(tenant, context);
  const signedIn = { request, person, authentication, signedInAt: signedInAt(tenant, context) };
  const { responseTypes: wants, target } = request;
  const token = wants.includes('token') ? await issueAccessToken(tenant, signedIn) : succeed<Parts>({});
  if (!token.ok) {
    const correlationId = request.parameters.form.get('client-request-id') ?? undefined;
    return refuseApplication(tenant, context, { target, refusal: token.error, correlationId });
  }
  const code: Parts = wants.includes('code') ? { code: issueCode(tenant, signedIn) } : {};
  const beside = { ...code, ...token.value };
  const idToken: Parts = wants.includes('id_token') ? { id_token: await issueIdToken(tenant, signedIn, beside) } : {};
  enterApplication(tenant, context, request.application.appId);
  const clientInfo = JSON.stringify({ uid: person.id, utid: tenantId });
  return answerApplication(context, target, {
    ...beside,
    ...idToken,
    ...(request.wantsClientInfo && { client_info: Buffer.from(clientInfo).toString('base64url') }),
    session_state: authentication.sid,
  });
}

function issueCode(tenant: Tenant, { request, person, authentication, signedInAt: at }: SignedIn): string {
  const code = tenant.codes.issue(
    {
      appId: request.application.appId,
      personId: person.id,
      signedInAt: at,
      authentication,
      tellsAuthTime: request.maxAge !== undefined,
      redirectUri: request.target.redirectUri,
      scope: request.scopeText,
      nonce: request.nonce,
      codeChallenge: request.codeChallenge,
    },
    tenant.clock.now(),
  );
  tenant.issued(code);
  return code;
}

/** The implicit grant: no proof of the client, and nothing to refresh. */
async function issueAccessToken(tenant: Tenant, signedIn: SignedIn): Promise<Result<Parts, Aadsts>> {
  const words = signedIn.request.scopeText.split(/\s+/);
  const scopeText = words.filter((word) => word !== 'openid' && word !== 'offline_access').join(' ');
  const issued = await issuePersonTokens(tenant, { ...tokenRequest(signedIn), scopeText, wantsClientInfo: false });
  if (!issued.ok) return fail(issued.error);
  const kept = Object.entries(issued.value).filter(([name]) => answered.includes(name));
  return succeed(Object.fromEntries(kept.map(([name, value]) => [name, String(value)])));
}

const answered: readonly string[] = ['access_token', 'token_type', 'expires_in', 'scope'];

function issueIdToken(tenant: Tenant, signedIn: SignedIn, { code, access_token: token }: Parts): Promise<string> {
  const { request, person } = signedIn;
  const subject = {
    person,
    roles: tenant.view().rolesOf(person.id),
    application: request.application,
    proof: '0',
  } as const;
  const hashes: Claims = {
    ...(code !== undefined && { c_hash: leftHalf(code) }),
    ...(token !== undefined && { at_hash: leftHalf(token) }),
  };
  return idTokenFor(tenant, tokenRequest(signedIn), { subject, signIn: request.scopes.signIn, hashes });
}

function tokenRequest({ request, person, authentication, signedInAt: at }: SignedIn) {
  return {
    application: request.application,
    proof: { kind: 'none' },
    platform: 'spa',
    refreshableUntil: undefined,
    personId: person.id,
    signedInAt: at,
    authentication,
    tellsAuthTime: request.maxAge !== undefined,
    scopeText: request.scopeText,
    nonce: request.nonce,
    version: request.parameters.version,
    wantsClientInfo: request.wantsClientInfo,
  } as const;
}

/** @see https://openid.net/specs/openid-connect-core-1_0.html#HybridIDToken */
function leftHalf(value: string): string {
  return createHash('sha256').update(value, 'ascii').digest().subarray(0, 16).toString('base64url');
}
