import 'server-only';
import { environment } from '@/lib/env';
import { portalSealer } from '@/lib/seal/portal-keys';
import { usualOutside } from './post-outside';
import type { Roads } from './send-to-channel';

const MAIL_TIMEOUT_MS = 15_000;

/** The ways out of this portal, as its settings allow them. */
export function portalRoads(): Roads {
  const { PORTAL_URL: portal, NOTICE_PRIVATE_HOSTS, mailServer } = environment();
  return {
    portal,
    outside: { ...usualOutside, privateHosts: NOTICE_PRIVATE_HOSTS },
    mail: { server: mailServer, portal, timeoutMs: MAIL_TIMEOUT_MS },
    sealer: portalSealer(),
  };
}
