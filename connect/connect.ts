import { randomBytes } from 'node:crypto';
import { type Result, succeed } from '../lib/result';
import { applyConsent, type ConsentState } from './apply-consent';
import { applyRegistration, stopped } from './apply-registration';
import type { ConnectContext, ConnectProblem } from './connect-context';
import { applyCertificate } from './credential/apply-certificate';
import { applySecret } from './credential/apply-secret';
import { changeSettings, readSettings } from './environment-file';
import type { CredentialKind } from './options';
import { registrationOf } from './registration';

export type ConnectPlan = {
  readonly portalUrl: string;
  readonly tenantId: string;
  /** As the settings name it; null for the worldwide one. */
  readonly cloud: string | null;
  readonly credential: CredentialKind;
  readonly environmentFile: string;
  readonly certificateFile: string;
};

export type Connected = { readonly clientId: string; readonly consent: ConsentState };

/**
 * Brings the registration and the settings to where the portal can start. Repeating it repairs; killed anywhere, the
 * next run goes on. The credential comes last, because it is the one thing that cannot be found again.
 */
export async function connect(context: ConnectContext, plan: ConnectPlan): Promise<Result<Connected, ConnectProblem>> {
  const registration = registrationOf(plan.portalUrl);
  const applied = await applyRegistration(context, registration, plan.portalUrl);
  if (!applied.ok) return applied;
  const consent = await applyConsent(context, registration, applied.value);
  if (!consent.ok) return consent;
  const { application } = applied.value;
  try {
    writeIdentity(plan, application.appId);
    const credential = await applyCredential(context, plan, application);
    if (!credential.ok) return credential;
  } catch {
    return stopped('settings', { kind: 'problem', cause: 'refused', status: null, aadsts: null, requestId: null });
  }
  context.say(`Wrote ${plan.environmentFile}.`);
  return succeed({ clientId: application.appId, consent: consent.value });
}

function applyCredential(
  context: ConnectContext,
  { credential, environmentFile, certificateFile }: ConnectPlan,
  application: Parameters<typeof applySecret>[1],
): Promise<Result<void, ConnectProblem>> {
  if (credential === 'secret') {
    changeSettings(environmentFile, { ENTRA_CLIENT_CERTIFICATE: null });
    return applySecret(context, application, {
      current: readSettings(environmentFile)['ENTRA_CLIENT_SECRET'],
      keep: (secret) => changeSettings(environmentFile, { ENTRA_CLIENT_SECRET: secret }),
    });
  }
  changeSettings(environmentFile, { ENTRA_CLIENT_CERTIFICATE: certificateFile, ENTRA_CLIENT_SECRET: null });
  return applyCertificate(context, application.id, certificateFile);
}

/** The session secret is made once: another one would sign everybody out. */
function writeIdentity({ portalUrl, tenantId, cloud, environmentFile }: ConnectPlan, clientId: string): void {
  const session = readSettings(environmentFile)['SESSION_SECRET'] || randomBytes(48).toString('base64url');
  changeSettings(environmentFile, {
    ...{ PORTAL_URL: portalUrl, ENTRA_TENANT_ID: tenantId, ENTRA_CLIENT_ID: clientId, SESSION_SECRET: session },
    CLOUD: cloud,
  });
}
