import { portalClient } from '@/lib/session/portal-client';
import { portalSealer } from '@/lib/seal/portal-keys';
import { readScopes } from '@/lib/session/session';
import { sessionStore } from '@/lib/session/session-store';
import { type SignedIn, startSession } from '@/lib/sign-in/start-session';
import {
  obtainCode,
  portalCallback,
  portalClient as portalForm,
  postToken,
  textOf,
} from '@/tenant/testing/test-clients';
import { discovery } from './connector-flows';
import type { Flow, Outcome } from './flow';
import type { FaultContext } from './fault-context';

const redeem = { name: 'ask for the first further scope', method: 'POST', path: '/oauth2/v2.0/token$' };

/** What next-auth hands over, of a person who was asked for one scope. */
async function signInAtEntra(faultContext: FaultContext): Promise<SignedIn> {
  const code = await obtainCode(faultContext.tenant, {
    alias: 'global-admin',
    scope: 'openid offline_access User.Read',
  });
  const form = { ...portalForm, grant_type: 'authorization_code', code, redirect_uri: portalCallback };
  const { body } = await postToken(faultContext.tenant, form);
  const [accessToken, refreshToken] = [textOf(body.access_token), textOf(body.refresh_token)];
  const { tenantId, personId, personName, personUpn } = faultContext.context().operator.session;
  return {
    ...{ tenantId, personId, personName, personUpn, roleClaim: null, grantedScopes: ['User.Read'] },
    ...{ address: null, userAgent: null, authenticatedAt: null, entraSessionId: null },
    tokens: { accessToken, refreshToken, expiresAt: Date.now() + 3_600_000 },
  };
}

/** Sign-in goes on with what it was told: what it was not told shows on the pages, and is read at the next. */
async function beginSession(faultContext: FaultContext, signedIn: SignedIn): Promise<Outcome> {
  const { graph, clock, audit, requestId } = faultContext.context();
  const sources = { sessions: sessionStore, audit, sealer: portalSealer(), now: Date.now, requestId };
  const portal = portalClient(clock);
  const session = await startSession({ ...sources, portal, graph: (token) => ({ ...graph, token }) }, signedIn);
  const lack = (cause: string): Outcome => ({ ok: false, cause, requestId: null });
  if (session.roles.length === 0) return lack('no role');
  if (session.scopes.length < readScopes.length) return lack('reads less');
  return session.tenantName === null ? lack('no name') : { ok: true, named: [] };
}

export const signInFlows: readonly Flow[] = [
  {
    name: 'Begin a session',
    causes: ['no role', 'reads less', 'no name'],
    prepare: () => Promise.resolve(),
    begin: async (faultContext) => {
      const signedIn = await signInAtEntra(faultContext);
      return () => beginSession(faultContext, signedIn);
    },
    calls: [
      discovery,
      redeem,
      { ...redeem, name: 'ask for them all', skip: readScopes.length - 1 },
      { name: 'the tenant’s name', method: 'GET', path: '/organization$' },
      { name: 'the roles', method: 'GET', path: '/me/transitiveMemberOf$' },
    ],
  },
];
