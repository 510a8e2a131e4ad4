import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../context/tenant-context';
import { findByAppId, findClient } from '../scenarios/directory-view';
import type { Application, StoredPassword } from '../store/application';
import { hashSecret } from '../store/client-secret';
import { aadsts, type Aadsts } from './aadsts';
import { verifyAssertion } from './client-assertion';
import type { AuthenticatedClient, ClientProof } from './client-proof';
import { parameter } from './token-request';

type ClientCredentials = { readonly appId: string | undefined; readonly secret: string | undefined };

/** `client_secret_post` or `client_secret_basic`; the header wins when both are there. */
function readClientCredentials(form: URLSearchParams, authorization: string | undefined): ClientCredentials {
  const basic = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) return { appId: parameter(form, 'client_id'), secret: parameter(form, 'client_secret') };
  const decoded = Buffer.from(basic, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return {
    appId: formDecode(colon < 0 ? decoded : decoded.slice(0, colon)),
    secret: colon < 0 ? undefined : formDecode(decoded.slice(colon + 1)),
  };
}

const noApplication = '00000000-0000-0000-0000-000000000000';

/** The application, and its proof when it brought one; whether it had to is for the grant to say. */
export async function authenticateClient(
  tenant: Tenant,
  form: URLSearchParams,
  authorization: string | undefined,
): Promise<Result<AuthenticatedClient, Aadsts>> {
  const { appId, secret } = readClientCredentials(form, authorization);
  if (appId === undefined || appId === '') return fail(aadsts.missingParameter('client_id'));
  if (appId === noApplication) return fail(aadsts.notAnApplication(appId));
  const application = findClient(tenant.view(), appId);
  if (application === undefined) return fail(aadsts.unknownApplication(appId));
  const assertion = parameter(form, 'client_assertion');
  const proof =
    assertion !== undefined
      ? await verifyAssertion(tenant, application, assertion)
      : secret === undefined || secret === ''
        ? succeed({ kind: 'none' } as const)
        : verifySecret(tenant, application, hashSecret(secret));
  return proof.ok ? succeed({ application, proof: proof.value }) : proof;
}

/** Those of the service principal sign the application in as well. */
function verifySecret(tenant: Tenant, application: Application, secretHash: string): Result<ClientProof, Aadsts> {
  const now = tenant.clock.now();
  const principal = findByAppId(tenant.view().servicePrincipals, application.appId);
  const passwords = [...application.passwordCredentials, ...(principal?.passwordCredentials ?? [])];
  const isExpired = ({ endDateTime }: StoredPassword) => Date.parse(endDateTime) <= now;
  const match = passwords.find((password) => password.secretHash === secretHash);
  if (match !== undefined && !isExpired(match) && Date.parse(match.startDateTime) <= now) {
    return succeed({ kind: 'secret', keyId: match.keyId });
  }
  const hasOnlyExpired = passwords.length > 0 && passwords.every(isExpired);
  if (hasOnlyExpired || (match !== undefined && isExpired(match))) {
    return fail(aadsts.expiredSecret(application.appId));
  }
  return fail(aadsts.wrongSecret(application.appId));
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 both parts are form-encoded first */
function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
