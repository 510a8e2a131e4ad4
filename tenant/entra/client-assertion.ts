import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Tenant } from '../context/tenant-context';
import type { Application } from '../store/application';
import { aadsts, type Aadsts } from './aadsts';
import type { Assertion, AssertionProof } from './assertion';
import { verifyCertificateAssertion } from './certificate-assertion';
import { verifyFederatedAssertion } from './federated-assertion';

const algorithms = ['RS256', 'RS384', 'RS512', 'PS256'];

/** In the application's own name, by a certificate; or in the name of an issuer that the application trusts. */
export async function verifyAssertion(
  tenant: Tenant,
  application: Application,
  token: string,
): Promise<Result<AssertionProof, Aadsts>> {
  const assertion = readAssertion(token);
  if (!assertion.ok) return assertion;
  const { header, claims } = assertion.value;
  if (!algorithms.includes(header.alg ?? '')) return fail(aadsts.unsupportedAlgorithm(header.alg ?? ''));
  const now = tenant.clock.now();
  const [from, until] = [(claims.nbf ?? claims.iat ?? 0) * 1000, (claims.exp ?? 0) * 1000];
  // Clocks differ by up to five minutes.
  if (now < from - clockSkewMs || now > until + clockSkewMs) {
    return fail(aadsts.assertionOutOfTime(precise(now), precise(from), precise(until)));
  }
  return /^https?:\/\//.test(claims.iss)
    ? verifyFederatedAssertion(tenant, application, assertion.value)
    : verifyCertificateAssertion(tenant, application, assertion.value);
}

const clockSkewMs = 300_000;

function readAssertion(token: string): Result<Assertion, Aadsts> {
  try {
    const header = decodeProtectedHeader(token);
    const { iss, sub, aud, ...claims } = decodeJwt(token);
    if (iss === undefined) return fail(aadsts.missingClaim('iss'));
    if (sub === undefined) return fail(aadsts.missingClaim('sub'));
    const audience = typeof aud === 'string' ? aud : aud?.[0];
    if (audience === undefined) return fail(aadsts.missingClaim('aud'));
    return succeed({ token, header, claims: { ...claims, iss, sub, aud: audience } });
  } catch {
    return fail(aadsts.malformedAssertion());
  }
}

/** Seven digits of a second, as .NET writes a moment. */
function precise(time: number): string {
  return new Date(time).toISOString().replace('Z', '0000Z');
}
