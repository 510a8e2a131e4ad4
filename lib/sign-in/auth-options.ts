import 'server-only';
import type { Account, NextAuthOptions, Profile } from 'next-auth';
import { z } from 'zod';
import { auditStore } from '@/lib/audit/audit-store';
import { tokenIssuerHost } from '@/lib/entra/token-issuer';
import { environment, environmentCloud } from '@/lib/env';
import { log } from '@/lib/log';
import { currentAddress, currentRequestId, currentUserAgent } from '@/lib/request/current-request';
import { safeReturnPath } from '@/lib/request/return-path';
import { graphContext } from '@/lib/session/graph-access';
import { endSession } from '@/lib/session/end-session';
import { portalClient } from '@/lib/session/portal-client';
import { portalSealer } from '@/lib/seal/portal-keys';
import { readScopes, SESSION_HOURS } from '@/lib/session/session';
import {
  callbackUrlCookieName,
  cookieSecret,
  decodeCookie,
  hostCookieName,
  isHttps,
  readSessionCookie,
  sessionCookieName,
  sessionTokenSchema,
} from '@/lib/session/session-cookie';
import { sessionStore } from '@/lib/session/session-store';
import { endEarlierSessions } from './end-earlier-sessions';
import { noteFailure } from './sign-in-failure';
import { redeemSignIn } from './redeem-sign-in';
import { recordSignInRefusal } from './sign-in-refusal';
import { type SignedIn, startSession } from './start-session';

const SIGN_IN_PAGE = '/sign-in';
const HTTP_TIMEOUT_MS = 10_000;
/** How long a sign-in in Entra's pages may take, as next-auth has it. */
const SIGN_IN_SECONDS = 900;
/** What next-auth keeps in the browser meanwhile: its own names are bound to https, and to no host. */
const ofSignIn = [
  ['state', 'next-auth.state'],
  ['nonce', 'next-auth.nonce'],
  ['pkceCodeVerifier', 'next-auth.pkce.code_verifier'],
] as const;

/** The only configuration of next-auth. Its cookie holds a session id; everything else is in the database. */
export function authOptions(): NextAuthOptions {
  const secure = isHttps();
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  const signInOptions = { ...options, maxAge: SIGN_IN_SECONDS };
  return {
    secret: cookieSecret(),
    jwt: { decode: ({ token }) => (token ? decodeCookie(token) : Promise.resolve(null)) },
    useSecureCookies: secure,
    session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3600 },
    // Sign-out has no page: the portal's own button ends the session.
    pages: { signIn: SIGN_IN_PAGE, error: SIGN_IN_PAGE, signOut: SIGN_IN_PAGE },
    cookies: {
      sessionToken: { name: sessionCookieName(), options },
      callbackUrl: { name: callbackUrlCookieName(), options },
      ...Object.fromEntries(
        ofSignIn.map(([use, name]) => [use, { name: hostCookieName(name), options: signInOptions }]),
      ),
    },
    providers: [entraProvider()],
    callbacks: {
      async signIn({ profile }) {
        if (belongsHere(profile)) return true;
        await recordSignInRefusal('otherTenant');
        return `${SIGN_IN_PAGE}?problem=otherTenant`;
      },
      async jwt({ token, account, profile }) {
        // Only the sign-in itself brings an account; later calls pass the cookie's content on.
        return account ? { sid: await beginSession(account, profile) } : token;
      },
      // Whatever a form or a cookie names, it is a path of this portal.
      redirect: ({ url, baseUrl }) => baseUrl + safeReturnPath(pathWithin(url, baseUrl)),
      // No route asks for it. It would say nothing but when the session ends.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const known = sessionTokenSchema.safeParse(token);
        const session = known.success && (await sessionStore.find(known.data.sid));
        if (session) await endSession(session, { reason: 'signedOut', requestId: await currentRequestId() });
      },
    },
    // Messages of the protocol libraries may hold states and codes: only the name of what happened is logged.
    logger: {
      error: (code, metadata) => {
        log().warn({ code }, 'sign-in failed');
        noteFailure(code, metadata);
      },
      warn: (code) => log().debug({ code }, 'sign-in warning'),
      debug: () => undefined,
    },
  };
}

function entraProvider(): NextAuthOptions['providers'][number] {
  const { ENTRA_CLIENT_ID, ENTRA_TENANT_ID, credentials } = environment();
  return {
    id: 'entra',
    name: 'Microsoft Entra ID',
    type: 'oauth',
    wellKnown: `${environmentCloud().authorityHost}/${ENTRA_TENANT_ID}/v2.0/.well-known/openid-configuration`,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    clientId: ENTRA_CLIENT_ID,
    // The library itself sends the client's id alone.
    client: { token_endpoint_auth_method: 'none', id_token_signed_response_alg: 'RS256' },
    token: {
      async request({ client, params, checks, provider }) {
        const tokens = await redeemSignIn(credentials, {
          clientId: ENTRA_CLIENT_ID,
          tokenEndpoint: client.issuer.metadata.token_endpoint ?? '',
          redeem: (exchangeBody) => client.callback(provider.callbackUrl, params, checks, { exchangeBody }),
        });
        return { tokens };
      },
    },
    httpOptions: { timeout: HTTP_TIMEOUT_MS },
    authorization: {
      params: { scope: ['openid profile email offline_access', ...readScopes].join(' '), prompt: 'select_account' },
    },
    // The built-in profile would ask graph.microsoft.com for a photograph and use `sub` as the identity.
    profile: (profile: unknown) => ({ id: profileSchema.parse(profile).oid }),
  };
}

function pathWithin(address: string, origin: string): string | null {
  const url = URL.canParse(address, origin) ? new URL(address, origin) : null;
  return url?.origin === origin ? url.pathname + url.search : null;
}

const profileSchema = z.object({
  oid: z.guid(),
  tid: z.guid(),
  // Whoever answered discovery named it there, too: it is compared with what is known.
  iss: z.string(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  wids: z.array(z.string()).optional(),
  /** Seconds since the epoch; an optional claim of the registration, as `sid` is. */
  auth_time: z.number().optional(),
  sid: z.string().max(256).optional(),
});

function belongsHere(profile: Profile | undefined): boolean {
  const parsed = profileSchema.safeParse(profile);
  const { ENTRA_TENANT_ID } = environment();
  const issuer = `${tokenIssuerHost(environmentCloud().authorityHost)}/${ENTRA_TENANT_ID}/v2.0`;
  return parsed.success && parsed.data.tid === ENTRA_TENANT_ID && parsed.data.iss === issuer;
}

async function beginSession(account: Account, profile: Profile | undefined): Promise<string> {
  const session = await startSession(
    {
      portal: portalClient(),
      sessions: sessionStore,
      audit: auditStore,
      sealer: portalSealer(),
      graph: graphContext,
      now: Date.now,
      requestId: await currentRequestId(),
    },
    { ...readSignedIn(account, profile), address: await currentAddress(), userAgent: await currentUserAgent() },
  );
  await endEarlierSessions(session, { previousId: await readSessionCookie(), requestId: await currentRequestId() });
  return session.id;
}

const accountSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_at: z.number(),
  scope: z.string(),
});

function readSignedIn(account: Account, profile: Profile | undefined): Omit<SignedIn, 'address' | 'userAgent'> {
  const tokens = accountSchema.parse(account);
  const person = profileSchema.parse(profile);
  return {
    tenantId: person.tid,
    personId: person.oid,
    personName: person.name ?? person.preferred_username ?? person.oid,
    personUpn: person.preferred_username ?? person.oid,
    roleClaim: person.wids ?? null,
    authenticatedAt: person.auth_time === undefined ? null : new Date(person.auth_time * 1_000),
    entraSessionId: person.sid ?? null,
    tokens: {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token ?? null,
      expiresAt: tokens.expires_at * 1_000,
    },
    // Entra may name a scope in full or by its short form.
    grantedScopes: tokens.scope.split(' ').map((scope) => scope.split('/').at(-1) ?? scope),
  };
}
