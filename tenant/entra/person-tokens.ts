import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../context/tenant-context';
import { findById } from '../scenarios/directory-view';
import { microsoftGraphAppId } from '../seed/microsoft-graph-permissions';
import { portalAppId } from '../seed/portal-registration';
import { tenantId } from '../seed/tenant-identity';
import type { Application } from '../store/application';
import { issueRefreshToken } from '../tokens/refresh-token';
import {
  type Authentication,
  type Claims,
  idTokenClaims,
  issuerV1,
  personAccessClaims,
  type PersonTokenSubject,
} from '../tokens/token-claims';
import { aadsts, type Aadsts } from './aadsts';
import { grantedScopes, missingConsent } from './consent';
import { readScopes, type ResourceRequest, type ScopeRequest } from './requested-scopes';
import { findPolicy, refuseGrant } from './sign-in-policies';
import { proofClass, type ClientProof } from './client-proof';
import type { Platform } from './redirect-platform';
import { answerBody, sign, type TokenBody } from './token-answer';
import type { EndpointVersion } from './token-request';
import { targetOf } from './token-target';
import { requireUsablePrincipal } from './usable-client';

type PersonTokenRequest = {
  readonly application: Application;
  readonly proof: ClientProof;
  readonly platform: Platform;
  /** Where a first token has set the end for all that follow. */
  readonly refreshableUntil: number | undefined;
  readonly personId: string;
  readonly signedInAt: number;
  readonly authentication: Authentication;
  /** Whatever the registration says; OpenID Connect Core 1.0, section 2. */
  readonly tellsAuthTime: boolean;
  readonly scopeText: string;
  readonly nonce: string | undefined;
  readonly version: EndpointVersion;
  /** msal asks for it and names the account by it. */
  readonly wantsClientInfo: boolean;
};

/** Tokens for a person who signed in: judged on the consent that stands now, not when the code was issued. */
export async function issuePersonTokens(
  tenant: Tenant,
  desired: PersonTokenRequest,
): Promise<Result<TokenBody, Aadsts>> {
  const view = tenant.view();
  const { application } = desired;
  const usable = requireUsablePrincipal(tenant, application);
  if (!usable.ok) return usable;
  const person = findById(view.people, desired.personId);
  if (person === undefined) return fail(aadsts.invalidGrant());
  const policy = findPolicy(tenant, { person, appId: application.appId, signedInAt: desired.signedInAt });
  if (policy !== undefined) return fail(refuseGrant(policy, desired.version));
  const request = readScopes(view, desired.scopeText);
  if (!request.ok) return request;
  const party = { application, personId: person.id };
  if (missingConsent(view, party, request.value).length > 0) return fail(aadsts.consentRequired(application));

  const [resource] = request.value.resources;
  const signIn = request.value.signIn.filter((scope) => scope !== 'offline_access');
  const scopes = [...new Set([...signIn, ...grantedScopes(view, party, resource)])];
  if (resource.wantsDefault && scopes.length === 0) return fail(aadsts.consentRequired(application));
  const subject = { person, roles: view.rolesOf(person.id), application, proof: proofClass(desired.proof) };
  const accessToken = await sign(
    tenant,
    personAccessClaims(subject, targetOf(tenant, resource.resource, resource.audience), scopes),
  );
  return succeed({
    ...answerBody(tenant, resource, desired.version),
    scope: [...new Set([...spellScopes(resource, scopes), ...signIn])].join(' '),
    access_token: accessToken,
    ...(await furtherTokens(tenant, desired, { subject, request: request.value })),
  });
}

async function furtherTokens(
  tenant: Tenant,
  desired: PersonTokenRequest,
  { subject, request }: { readonly subject: PersonTokenSubject; readonly request: ScopeRequest },
): Promise<TokenBody> {
  const tokens: Record<string, string> = {};
  if (request.signIn.includes('offline_access')) {
    const { scopeText: scope, signedInAt, authentication, platform, refreshableUntil } = desired;
    const { appId } = subject.application;
    const grant = { appId, personId: subject.person.id, scope, signedInAt, authentication, platform, refreshableUntil };
    tokens.refresh_token = issueRefreshToken(tenant.store, grant, tenant.clock.now());
    tenant.issued(tokens.refresh_token);
  }
  if (request.signIn.includes('openid')) {
    tokens.id_token = await idTokenFor(tenant, desired, { subject, signIn: request.signIn });
  }
  if (desired.wantsClientInfo) {
    const info = JSON.stringify({ uid: subject.person.id, utid: tenantId });
    tokens.client_info = Buffer.from(info).toString('base64url');
  }
  return tokens;
}

type IdTokenParts = {
  readonly subject: PersonTokenSubject;
  readonly signIn: readonly string[];
  readonly hashes?: Claims;
};

export function idTokenFor(
  tenant: Tenant,
  desired: PersonTokenRequest,
  { subject, signIn, hashes }: IdTokenParts,
): Promise<string> {
  const issuer = desired.version === '2.0' ? `${tenant.names.authority}/${tenantId}/v2.0` : issuerV1;
  const claims = idTokenClaims(subject, {
    issuer,
    version: desired.version,
    nonce: desired.nonce,
    scopes: signIn,
    authentication: desired.authentication,
    optionalClaims: [...optionalClaimsOf(tenant, subject.application), ...(desired.tellsAuthTime ? ['auth_time'] : [])],
    ...(hashes !== undefined && { hashes }),
  });
  return sign(tenant, claims);
}

/** Those of the portal's own registration are a setting, which a test can change. */
function optionalClaimsOf(tenant: Tenant, { appId, optionalClaims }: Application): readonly string[] {
  if (appId === portalAppId) return tenant.store.read().settings.portalOptionalClaims;
  return optionalClaims?.idToken.map(({ name }) => name) ?? [];
}

/** Scopes come back in the spelling they were asked in; those behind `.default` with their resource. */
function spellScopes(
  { wantsDefault, spelled, resource, audience }: ResourceRequest,
  granted: readonly string[],
): readonly string[] {
  if (!wantsDefault) return spelled;
  return resource.appId === microsoftGraphAppId ? granted : granted.map((scope) => `${audience}/${scope}`);
}
