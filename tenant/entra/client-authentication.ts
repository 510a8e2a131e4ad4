import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../context/tenant-context';
import { findByAppId } from '../scenarios/directory-view';
import type { Application } from '../store/application';
import { hashSecret } from '../store/client-secret';
import { aadsts, type Aadsts } from './aadsts';

type ClientCredentials = { readonly appId: string | undefined; readonly secret: string | undefined };

/** `client_secret_post` or `client_secret_basic`; the header wins when both are there. */
export function readClientCredentials(form: URLSearchParams, authorization: string | undefined): ClientCredentials {
  const basic = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) {
    return { appId: form.get('client_id') ?? undefined, secret: form.get('client_secret') ?? undefined };
  }
  const decoded = Buffer.from(basic, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return {
    appId: formDecode(colon < 0 ? decoded : decoded.slice(0, colon)),
    secret: colon < 0 ? undefined : formDecode(decoded.slice(colon + 1)),
  };
}

const noApplication = '00000000-0000-0000-0000-000000000000';

export function authenticateClient(
  tenant: Tenant,
  form: URLSearchParams,
  { appId, secret }: ClientCredentials,
): Result<Application, Aadsts> {
  if (appId === undefined || appId === '') return fail(aadsts.missingParameter('client_id'));
  if (appId === noApplication) return fail(aadsts.notAnApplication(appId));
  const application = findByAppId(tenant.view().applications, appId);
  if (application === undefined) return fail(aadsts.unknownApplication(appId));
  if (form.has('client_assertion')) return fail(aadsts.unknownAssertion());
  if (secret === undefined || secret === '') return fail(aadsts.missingSecret());
  // Those of the service principal sign the application in as well.
  const principal = findByAppId(tenant.view().servicePrincipals, application.appId);
  const passwords = [...application.passwordCredentials, ...(principal?.passwordCredentials ?? [])];
  const verified = verifySecret(
    { ...application, passwordCredentials: passwords },
    hashSecret(secret),
    tenant.clock.now(),
  );
  return verified.ok ? succeed(application) : verified;
}

function verifySecret(application: Application, secretHash: string, now: number): Result<Application, Aadsts> {
  const isExpired = ({ endDateTime }: { readonly endDateTime: string }) => Date.parse(endDateTime) <= now;
  const match = application.passwordCredentials.find((password) => password.secretHash === secretHash);
  if (match !== undefined && !isExpired(match) && Date.parse(match.startDateTime) <= now) return succeed(application);
  const hasOnlyExpired = application.passwordCredentials.length > 0 && application.passwordCredentials.every(isExpired);
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
