import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../context/tenant-context';
import { findByAppId } from '../scenarios/directory-view';
import type { ServicePrincipal } from '../store/service-principal';
import { applicationAccessClaims } from '../tokens/token-claims';
import { aadsts, type Aadsts } from './aadsts';
import { proofClass, requireProof } from './client-proof';
import { findResource, withoutSlash } from './requested-scopes';
import { findPolicy, refuseGrant } from './sign-in-policies';
import { answerBody, sign, type TokenBody } from './token-answer';
import { targetOf } from './token-target';
import { parameter, type TokenRequest } from './token-request';
import { requireUsablePrincipal } from './usable-client';

/** Client credentials: the token carries the roles that were granted and have replicated, no others. */
export async function issueApplicationToken(tenant: Tenant, request: TokenRequest): Promise<Result<TokenBody, Aadsts>> {
  const { application, proof, version } = request;
  const proven = requireProof(request);
  if (!proven.ok) return proven;
  const usable = requireUsablePrincipal(tenant, application);
  if (!usable.ok) return usable;
  const policy = findPolicy(tenant, { person: undefined, appId: application.appId, signedInAt: tenant.clock.now() });
  if (policy !== undefined) return fail(refuseGrant(policy, version));
  const name = readResourceName(request);
  if (!name.ok) return name;
  const view = tenant.view();
  const resource = findResource(view, name.value);
  if (resource === undefined) return fail(aadsts.unknownResource(name.value));
  const servicePrincipal = findByAppId(view.servicePrincipals, application.appId);
  if (servicePrincipal === undefined) {
    return fail(aadsts.missingServicePrincipal(application.appId));
  }
  const roles = grantedRoles(tenant, servicePrincipal, resource);
  const claims = applicationAccessClaims(
    { application, servicePrincipal, proof: proofClass(proof) },
    targetOf(tenant, resource, name.value),
    roles,
  );
  return succeed({
    ...answerBody(tenant, { audience: name.value }, version),
    access_token: await sign(tenant, claims),
  });
}

function readResourceName({ form, version }: TokenRequest): Result<string, Aadsts> {
  if (version === '1.0') {
    const resource = parameter(form, 'resource');
    return resource === undefined ? fail(aadsts.missingParameter('resource')) : succeed(withoutSlash(resource));
  }
  const scope = parameter(form, 'scope');
  if (scope === undefined) return fail(aadsts.missingParameter('scope'));
  const name = /^(\S+)\/\.default$/.exec(scope)?.[1];
  return name === undefined ? fail(aadsts.clientCredentialsScope(scope)) : succeed(withoutSlash(name));
}

function grantedRoles(tenant: Tenant, principal: ServicePrincipal, resource: ServicePrincipal): string[] {
  const roleIds = tenant
    .view()
    .appRoleAssignments.filter(
      ({ principalId, resourceId }) => principalId === principal.id && resourceId === resource.id,
    )
    .map(({ appRoleId }) => appRoleId);
  return resource.appRoles.flatMap(({ id, value }) => (value !== null && roleIds.includes(id) ? [value] : []));
}
