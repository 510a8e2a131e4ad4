import { fail, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../context/tenant-context';
import { findRefreshToken } from '../tokens/refresh-token';
import { aadsts, type Aadsts } from './aadsts';
import { judgePlatform, requireProofOfServers } from './client-proof';
import { issuePersonTokens } from './person-tokens';
import { readScopes } from './requested-scopes';
import type { TokenBody } from './token-answer';
import { parameter, requestedScopeText, type TokenRequest } from './token-request';

export async function refreshTokens(tenant: Tenant, request: TokenRequest): Promise<Result<TokenBody, Aadsts>> {
  const { application, form, version } = request;
  const proven = requireProofOfServers(request);
  if (!proven.ok) return proven;
  const value = parameter(form, 'refresh_token');
  if (value === undefined) return fail(aadsts.missingParameter('refresh_token'));
  const token = findRefreshToken(tenant.store, value);
  if (token?.appId !== application.appId) return fail(aadsts.invalidGrant());
  const judged = judgePlatform(request, token.platform);
  if (!judged.ok) return judged;
  if (token.expiresAt <= tenant.clock.now()) {
    return fail(token.platform === 'spa' ? aadsts.endedPageToken() : aadsts.expiredRefreshToken());
  }

  const scopeText = requestedScopeText(request) ?? token.scope;
  const requested = readScopes(tenant.view(), scopeText);
  if (!requested.ok) return requested;
  if (requested.value.resources.length > 1) return fail(aadsts.manyResources(scopeText));
  return issuePersonTokens(tenant, {
    application,
    proof: request.proof,
    platform: token.platform,
    refreshableUntil: token.expiresAt,
    personId: token.personId,
    signedInAt: token.signedInAt,
    authentication: token.authentication,
    tellsAuthTime: false,
    scopeText: requested.value.signIn.includes('offline_access') ? scopeText : `${scopeText} offline_access`,
    nonce: undefined,
    version,
    wantsClientInfo: form.get('client_info') === '1',
  });
}
