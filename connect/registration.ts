import { createHash } from 'node:crypto';
import { readScopes } from '../lib/session/session';

export const microsoftGraphAppId = '00000003-0000-0000-c000-000000000000';

/** What one portal's registration has to be. */
export type Registration = {
  readonly uniqueName: string;
  readonly displayName: string;
  readonly redirectUris: readonly string[];
  /** Called by Entra ID in the browser of whoever signs out of Microsoft. */
  readonly logoutUrl: string;
  /** Claims of the ID token that Entra ID leaves out unless they are asked for. */
  readonly idTokenClaims: readonly string[];
  /** Delegated permissions of Microsoft Graph: those of every sign-in, which are consented to for everybody. */
  readonly signInScopes: readonly string[];
  /** Asked for when somebody has work done, in a pop-up: in the list, never consented to here. */
  readonly workScopes: readonly string[];
};

const openIdScopes = ['openid', 'profile', 'email', 'offline_access'];

/**
 * How the registration of the portal at this address has to be. Its unique name comes of the address, so that a
 * repeated run finds it and a second portal of the same tenant has one of its own.
 *
 * @param portalUrl an origin
 * @see docs/real-tenant.md
 */
export function registrationOf(portalUrl: string): Registration {
  const digest = createHash('sha256').update(portalUrl).digest('hex').slice(0, 24);
  return {
    uniqueName: `siem-connect-portal-${digest}`,
    displayName: 'SIEM Connect',
    redirectUris: ['/api/auth/callback/entra', '/consent/callback', '/sign-in'].map((path) => portalUrl + path),
    logoutUrl: `${portalUrl}/api/front-channel-logout`,
    idTokenClaims: ['auth_time', 'sid'],
    signInScopes: [...openIdScopes, ...readScopes],
    workScopes: ['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'],
  };
}

/** The directory's own notes, for whoever finds the registration there. */
export function registrationNotes(portalUrl: string): string {
  return `The registration of SIEM Connect at ${portalUrl}. Made and repaired by "npm run connect" of that portal.`;
}
