import 'server-only';
import { cookies } from 'next/headers';
import { hashSecret } from '@/lib/seal/hash-secret';
import { portalSealer } from '@/lib/seal/portal-keys';
import { hostCookieName, isHttps } from '@/lib/session/session-cookie';
import { APPROVAL_DAYS, approvalLinkId } from './approval';

const PURPOSE = 'approval-link';

/** One cookie for each link, so that two tabs do not disturb each other. */
function cookieName(linkId: string): string {
  return hostCookieName(`siem-connect.approval.${linkId}`);
}

/**
 * Notes that this browser has the link: what follows names it by its id. The cookie holds the sealed hash, never the
 * part that opens the link.
 *
 * @returns the link's id
 */
export async function rememberLink(token: string): Promise<string> {
  const tokenHash = hashSecret(token);
  const linkId = approvalLinkId(tokenHash);
  (await cookies()).set(cookieName(linkId), portalSealer().seal(PURPOSE, tokenHash), {
    httpOnly: true,
    // The way back from Entra's pages is a navigation from another site: strict would leave the cookie out.
    sameSite: 'lax',
    secure: isHttps(),
    path: '/',
    maxAge: APPROVAL_DAYS * 86_400,
  });
  return linkId;
}

/** The hash of the link that this browser opened under this id; null when it did not. */
export async function openedLink(linkId: string): Promise<string | null> {
  const sealed = (await cookies()).get(cookieName(linkId))?.value;
  const tokenHash = sealed === undefined ? null : portalSealer().open(PURPOSE, sealed);
  return tokenHash !== null && approvalLinkId(tokenHash) === linkId ? tokenHash : null;
}
