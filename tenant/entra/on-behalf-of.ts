import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { compactVerify, errors } from 'jose';
import { z } from 'zod';
import type { Tenant } from '../context/tenant-context';
import { findByAppId } from '../scenarios/directory-view';
import { aadsts, type Aadsts } from './aadsts';
import { requireProof } from './client-proof';
import { issuePersonTokens } from './person-tokens';
import type { TokenBody } from './token-answer';
import { parameter, requestedScopeText, type TokenRequest } from './token-request';

/**
 * An API that was called with a token of a person asks for a token of its own to call on with.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow
 */
export async function exchangeAssertion(tenant: Tenant, request: TokenRequest): Promise<Result<TokenBody, Aadsts>> {
  const { application, proof, form, version } = request;
  const proven = requireProof(request);
  if (!proven.ok) return proven;
  const assertion = parameter(form, 'assertion');
  if (assertion === undefined) return fail(aadsts.missingParameter('assertion'));
  const use = parameter(form, 'requested_token_use');
  if (use === undefined) return fail(aadsts.missingParameter('requested_token_use'));
  if (use !== 'on_behalf_of') return fail(aadsts.wrongTokenUse(use));
  const personId = await readUserAssertion(tenant, request, assertion);
  if (!personId.ok) return personId;
  const scopeText = requestedScopeText(request);
  if (scopeText === undefined) return fail(aadsts.missingParameter(version === '2.0' ? 'scope' : 'resource'));
  const now = tenant.clock.now();
  return issuePersonTokens(tenant, {
    application,
    proof,
    personId: personId.value,
    platform: 'web',
    refreshableUntil: undefined,
    signedInAt: now,
    authentication: { sid: '', at: now },
    tellsAuthTime: false,
    scopeText,
    nonce: undefined,
    version,
    wantsClientInfo: form.get('client_info') === '1',
  });
}

const claimsSchema = z.object({ aud: z.string(), exp: z.number(), oid: z.guid(), scp: z.string().optional() });

/** @returns the id of the person whom the token is about */
async function readUserAssertion(
  tenant: Tenant,
  { application }: TokenRequest,
  assertion: string,
): Promise<Result<string, Aadsts>> {
  const now = tenant.clock.now();
  try {
    const { payload } = await compactVerify(assertion, ({ kid }) => signingKey(tenant, kid), { algorithms: ['RS256'] });
    const { aud, exp, oid, scp } = claimsSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
    const names = findByAppId(tenant.view().servicePrincipals, application.appId)?.servicePrincipalNames ?? [];
    if (![application.appId, ...names].includes(aud)) return fail(aadsts.assertionForAnotherApi(aud, application));
    if (exp * 1000 <= now) return fail(aadsts.expiredUserAssertion(inSeconds(now), inSeconds(exp * 1000)));
    return scp === undefined ? fail(aadsts.applicationAssertion(application)) : succeed(oid);
  } catch (error) {
    const isUnsigned = error instanceof errors.JWSSignatureVerificationFailed;
    return fail(isUnsigned ? aadsts.unsignedUserAssertion() : aadsts.malformedAssertion());
  }
}

function signingKey(tenant: Tenant, keyId: string | undefined) {
  const key = tenant.keys.find(keyId);
  if (key === undefined) throw new errors.JWSSignatureVerificationFailed();
  return key.publicKey;
}

function inSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, '.0000000Z');
}
