import 'server-only';
import { callbackUri } from '@/lib/request/callback-uri';
import { portalClient } from '@/lib/session/portal-client';
import { portalSealer } from '@/lib/seal/portal-keys';
import { authorizationStore } from './authorization-store';
import type { AuthorizationDependencies } from './start-authorization';

export function authorizationDependencies(): AuthorizationDependencies {
  return {
    authorizations: authorizationStore,
    sealer: portalSealer(),
    portal: portalClient(),
    redirectUri: callbackUri(),
    now: Date.now,
  };
}
