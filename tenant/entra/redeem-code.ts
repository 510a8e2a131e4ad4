import { fail, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../context/tenant-context';
import { answersChallenge, type AuthorizationCode } from '../tokens/authorization-code';
import { aadsts, type Aadsts } from './aadsts';
import { judgePlatform, requireProofOfServers } from './client-proof';
import { issuePersonTokens } from './person-tokens';
import { platformOf } from './redirect-platform';
import { readScopes } from './requested-scopes';
import type { TokenBody } from './token-answer';
import { parameter, requestedScopeText, type TokenRequest } from './token-request';

/** A code is spent by the first attempt, whether that attempt succeeds or not. */
export async function redeemCode(tenant: Tenant, request: TokenRequest): Promise<Result<TokenBody, Aadsts>> {
  const { application, form, version } = request;
  const proven = requireProofOfServers(request);
  if (!proven.ok) return proven;
  const value = parameter(form, 'code');
  if (value === undefined) return fail(aadsts.missingParameter('code'));
  const code = tenant.codes.redeem(value, tenant.clock.now());
  if (code === 'unknown') return fail(aadsts.invalidGrant());
  if (code === 'redeemed') return fail(aadsts.redeemedCode());
  if (code === 'expired') return fail(aadsts.expiredCode());
  if (code.appId !== application.appId) return fail(aadsts.invalidGrant());

  const redirectUri = parameter(form, 'redirect_uri') ?? '';
  const platform = platformOf(application, code.redirectUri) ?? 'web';
  const judged = judgePlatform(request, platform);
  if (!judged.ok) return judged;
  if (redirectUri !== code.redirectUri) return fail(aadsts.redirectMismatch(redirectUri, application.appId));
  if (platform === 'spa' && code.codeChallenge === undefined) return fail(aadsts.challengeRequired());
  if (!answersChallenge(parameter(form, 'code_verifier'), code.codeChallenge)) return fail(aadsts.wrongVerifier());

  const scopeText = requestedScopeText(request) ?? code.scope;
  const within = staysWithin(tenant, code, scopeText);
  if (!within) return fail(aadsts.unauthorizedScopes());
  return issuePersonTokens(tenant, {
    application,
    proof: request.proof,
    platform,
    refreshableUntil: undefined,
    personId: code.personId,
    signedInAt: code.signedInAt,
    authentication: code.authentication,
    tellsAuthTime: code.tellsAuthTime,
    scopeText,
    nonce: code.nonce,
    version,
    wantsClientInfo: form.get('client_info') === '1',
  });
}

/** The second authorization step may ask for less than the first, never for more. */
function staysWithin(tenant: Tenant, code: AuthorizationCode, scopeText: string): boolean {
  const view = tenant.view();
  const first = readScopes(view, code.scope);
  const second = readScopes(view, scopeText);
  // A scope that does not exist is refused with its own words further on.
  if (!first.ok || !second.ok) return true;
  return second.value.resources.every((desired) => {
    const allowed = first.value.resources.find(({ resource }) => resource.id === desired.resource.id);
    if (allowed === undefined) return desired.values.length === 0 && !desired.wantsDefault;
    if (allowed.wantsDefault) return true;
    return !desired.wantsDefault && desired.values.every((value) => allowed.values.includes(value));
  });
}
