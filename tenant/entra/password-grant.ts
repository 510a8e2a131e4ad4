import { fail, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../context/tenant-context';
import { aadsts, type Aadsts } from './aadsts';
import { requireProofWithoutAddress } from './client-proof';
import { parameter, type TokenRequest } from './token-request';

/** Nobody here has a password, so that none is the right one. */
export function refusePassword(tenant: Tenant, request: TokenRequest): Result<never, Aadsts> {
  const proven = requireProofWithoutAddress(request);
  if (!proven.ok) return proven;
  const name = parameter(request.form, 'username');
  if (name === undefined) return fail(aadsts.missingParameter('username'));
  if (parameter(request.form, 'password') === undefined) return fail(aadsts.missingParameter('password'));
  const isKnown = tenant.view().people.some(({ userPrincipalName }) => userPrincipalName === name.toLowerCase());
  return fail(isKnown ? aadsts.wrongPassword() : aadsts.unknownUser(name));
}
