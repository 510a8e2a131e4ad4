import 'server-only';
import { environment } from '@/lib/env';
import { portalClient } from '@/lib/session/portal-client';
import { portalSealer } from '@/lib/session/portal-sealer';
import { consentStore } from './consent-store';
import type { ConsentDependencies } from './open-consent';

const CALLBACK_PATH = '/consent/callback';

/** This portal's address for Entra to send the browser back to; registered on the portal and on every connector. */
export function consentRedirectUri(): string {
  return environment().PORTAL_URL + CALLBACK_PATH;
}

export function consentDependencies(): ConsentDependencies {
  return {
    flows: consentStore,
    sealer: portalSealer(),
    portal: portalClient(),
    redirectUri: consentRedirectUri(),
    now: Date.now,
  };
}
