import 'server-only';
import { z } from 'zod';
import { tokenIssuerHost } from '@/lib/entra/token-issuer';
import { environment, environmentCloud } from '@/lib/env';
import { endSession } from '@/lib/session/end-session';
import { sessionStore } from '@/lib/session/session-store';

/** Entra writes a GUID; nobody can guess the one of another person's session. */
const querySchema = z.object({ sid: z.guid(), iss: z.string().optional() });

/**
 * Ends what a session of Entra began here: the person signed out of Microsoft in that browser. The request comes from a
 * frame of another site and brings no cookie, so the id of Entra's session is all that says whose it is. Entra sends it
 * without `iss`; one that is there has to be this tenant's.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#single-sign-out
 * @see https://openid.net/specs/openid-connect-frontchannel-1_0.html#RPLogout
 */
export async function endByEntra(query: URLSearchParams, requestId: string): Promise<void> {
  const asked = querySchema.safeParse(Object.fromEntries(query)).data;
  const { ENTRA_TENANT_ID: tenantId } = environment();
  const issuer = `${tokenIssuerHost(environmentCloud().authorityHost)}/${tenantId}/v2.0`;
  if (!asked || (asked.iss ?? issuer) !== issuer) return;
  for (const session of await sessionStore.findByEntraSession(tenantId, asked.sid)) {
    await endSession(session, { reason: 'entra', requestId });
  }
}
