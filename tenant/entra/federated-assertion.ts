import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { compactVerify, createLocalJWKSet } from 'jose';
import { z } from 'zod';
import type { Tenant } from '../context/tenant-context';
import type { Application } from '../store/application';
import { aadsts, type Aadsts } from './aadsts';
import type { Assertion, AssertionProof } from './assertion';

const documentSchema = z.object({ jwks_uri: z.url() });
const keysSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/** Issuer, audience and subject are compared letter by letter; then the issuer's own keys decide. */
export async function verifyFederatedAssertion(
  tenant: Tenant,
  { appId, federatedCredentials }: Application,
  { token, claims }: Assertion,
): Promise<Result<AssertionProof, Aadsts>> {
  const ofIssuer = federatedCredentials.filter(({ issuer }) => issuer === claims.iss);
  if (ofIssuer.length === 0) return fail(aadsts.untrustedIssuer(claims.iss));
  const forAudience = ofIssuer.filter(({ audiences }) => audiences.includes(claims.aud));
  if (forAudience.length === 0) return fail(aadsts.otherAudience(claims.aud));
  const credential = forAudience.find(({ subject }) => subject === claims.sub);
  if (credential === undefined) return fail(aadsts.otherSubject(claims.sub));
  const keys = await fetchKeys(tenant, claims.iss);
  if (keys === undefined) return fail(aadsts.issuerUnreachable());
  try {
    await compactVerify(token, createLocalJWKSet(keys), { algorithms: ['RS256'] });
    return succeed({ kind: 'federated', keyId: credential.id });
  } catch {
    return fail(aadsts.unknownCertificate(appId, 'The key was not found.'));
  }
}

/** As every issuer publishes them; the tenant asks nobody but issuers that an application here trusts. */
async function fetchKeys(tenant: Tenant, issuer: string): Promise<z.output<typeof keysSchema> | undefined> {
  try {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const document = documentSchema.parse(await readJson(tenant, address));
    return keysSchema.parse(await readJson(tenant, document.jwks_uri));
  } catch {
    return undefined;
  }
}

async function readJson(tenant: Tenant, address: string): Promise<unknown> {
  const answer = await tenant.fetch(address, { signal: AbortSignal.timeout(10_000) });
  return answer.json();
}
