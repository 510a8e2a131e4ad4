import { refuse, type Result } from '../result';
import { answersChallenge, type AuthorizationCode } from '../tokens/authorization-code';
import type { Tenant } from '../tenant-context';
import { aadsts, type Aadsts } from './aadsts';
import { issuePersonTokens } from './person-tokens';
import type { TokenBody } from './token-answer';
import { readScopes } from './requested-scopes';
import { parameter, requestedScopeText, type TokenRequest } from './token-request';

/** A code is spent by the first attempt, whether that attempt succeeds or not. */
export async function redeemCode(tenant: Tenant, request: TokenRequest): Promise<Result<TokenBody, Aadsts>> {
  const { application, form, version } = request;
  const value = parameter(form, 'code');
  if (value === undefined) return refuse(aadsts.missingParameter('code'));
  const code = tenant.codes.redeem(value, tenant.clock.now());
  if (code === 'unknown') return refuse(aadsts.invalidGrant());
  if (code === 'redeemed') return refuse(aadsts.redeemedCode());
  if (code === 'expired') return refuse(aadsts.expiredCode());
  if (code.appId !== application.appId) return refuse(aadsts.invalidGrant());

  const redirectUri = parameter(form, 'redirect_uri') ?? '';
  if (redirectUri !== code.redirectUri) return refuse(aadsts.redirectMismatch(redirectUri, application.appId));
  if (!answersChallenge(parameter(form, 'code_verifier'), code.codeChallenge)) return refuse(aadsts.wrongVerifier());

  const scopeText = requestedScopeText(request) ?? code.scope;
  const within = staysWithin(tenant, code, scopeText);
  if (!within) return refuse(aadsts.unauthorizedScopes());
  return issuePersonTokens(tenant, {
    application,
    personId: code.personId,
    signedInAt: code.signedInAt,
    scopeText,
    nonce: code.nonce,
    version,
    wantsClientInfo: form.get('client_info') === '1',
  });
}

/** The second leg may ask for less than the first, never for more. */
function staysWithin(tenant: Tenant, code: AuthorizationCode, scopeText: string): boolean {
  const view = tenant.view();
  const first = readScopes(view, code.scope);
  const second = readScopes(view, scopeText);
  // A scope that does not exist is refused with its own words further on.
  if (!first.ok || !second.ok) return true;
  return second.value.resources.every((wish) => {
    const allowed = first.value.resources.find(({ resource }) => resource.id === wish.resource.id);
    if (allowed === undefined) return wish.values.length === 0 && !wish.wantsDefault;
    if (allowed.wantsDefault) return true;
    return !wish.wantsDefault && wish.values.every((value) => allowed.values.includes(value));
  });
}
