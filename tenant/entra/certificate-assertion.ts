import type { X509Certificate } from 'node:crypto';
import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { compactVerify, type ProtectedHeaderParameters } from 'jose';
import type { Tenant } from '../context/tenant-context';
import { findByAppId } from '../scenarios/directory-view';
import { tenantNames } from '../seed/tenant-identity';
import type { Application, StoredKey } from '../store/application';
import { openCertificate, thumbprints } from '../store/key-certificate';
import { aadsts, type Aadsts } from './aadsts';
import type { Assertion, AssertionProof } from './assertion';

/** @see https://learn.microsoft.com/entra/identity-platform/certificate-credentials */
export async function verifyCertificateAssertion(
  tenant: Tenant,
  application: Application,
  { token, header, claims }: Assertion,
): Promise<Result<AssertionProof, Aadsts>> {
  if (claims.iss !== application.appId || claims.sub !== claims.iss) return fail(aadsts.assertionOfAnother());
  if (!isForThisTenant(claims.aud)) return fail(aadsts.assertionForAnother());
  const names = namesOf(header);
  if (names.length === 0) return fail(aadsts.unnamedCertificate());
  const registered = findKey(tenant, application, names);
  if (registered === undefined) return fail(aadsts.unknownCertificate(application.appId, 'The key was not found.'));
  const { key, certificate } = registered;
  const now = tenant.clock.now();
  if (now < Date.parse(key.startDateTime) || now > Date.parse(key.endDateTime)) {
    return fail(aadsts.expiredCertificate());
  }
  if ((certificate.publicKey.asymmetricKeyDetails?.modulusLength ?? 0) < smallestKeyBits) return fail(aadsts.weakKey());
  try {
    await compactVerify(token, certificate.publicKey);
    return succeed({ kind: 'certificate', keyId: key.keyId });
  } catch {
    const reason = 'Key was found, but use of the key to verify the signature failed.';
    return fail(aadsts.unknownCertificate(application.appId, reason));
  }
}

/** No page of Microsoft's names the smallest key; smaller ones than this are known to be refused. */
const smallestKeyBits = 2048;

/** The token endpoint of this tenant, by whichever host; the issuer's address passes as well. */
function isForThisTenant(audience: string): boolean {
  const url = URL.parse(audience);
  if (url?.protocol !== 'https:') return false;
  const [segment = '', ...rest] = url.pathname.toLowerCase().split('/').slice(1);
  const isEndpoint = ['oauth2/v2.0/token', 'oauth2/token', 'v2.0', ''].includes(rest.join('/'));
  return isEndpoint && [...tenantNames, 'common', 'organizations'].includes(segment);
}

/** Thumbprints of the certificate, as the header spells them. */
function namesOf(header: ProtectedHeaderParameters): readonly string[] {
  return [header['x5t#S256'], header.x5t, header.kid].filter((name): name is string => typeof name === 'string');
}

function findKey(
  tenant: Tenant,
  { appId, keyCredentials }: Application,
  names: readonly string[],
): { readonly key: StoredKey; readonly certificate: X509Certificate } | undefined {
  const principal = findByAppId(tenant.view().servicePrincipals, appId);
  for (const key of [...keyCredentials, ...(principal?.keyCredentials ?? [])]) {
    const certificate = openCertificate(key.key);
    if (certificate === undefined) continue;
    if (names.some((name) => thumbprints(certificate).includes(name))) return { key, certificate };
  }
  return undefined;
}
