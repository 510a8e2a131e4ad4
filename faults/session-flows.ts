import { checkPrerequisites } from '@/lib/prerequisites/check-prerequisites';
import { readGraph } from '@/lib/session/graph-access';
import { portalSealer } from '@/lib/seal/portal-keys';
import { READ_TOKENS_PURPOSE, readScopes, type Session } from '@/lib/session/session';
import { sessionStore } from '@/lib/session/session-store';
import { sampleSession, sampleSignIn } from '@/lib/session/testing/sample-session';
import { portalCallback, portalClient, obtainCode, postToken, textOf } from '@/tenant/testing/test-clients';
import type { Call, Flow, Outcome } from './flow';
import type { FaultContext } from './fault-context';

const sessions = {
  ...sessionStore,
  saveRoles: () => Promise.resolve(),
  saveFindings: () => Promise.resolve(),
};

/** Every check says how it stands or why it is not known. */
async function check(faultContext: FaultContext): Promise<Outcome> {
  const { graph } = faultContext.context();
  const session = sampleSession({ scopes: readScopes });
  const report = await checkPrerequisites({ graph, sessions, now: () => new Date() }, session);
  const unread = report.checks.flatMap(({ found }) => ('cause' in found ? [found] : []));
  const [first] = unread;
  if (!first) {
    const missed = report.checks.some(({ name, state }) => name !== 'roles' && state !== 'met');
    return missed ? { ok: false, cause: 'not met', requestId: null } : { ok: true, named: [] };
  }
  if (first.cause === 'session') return { ok: false, cause: 'sign in again', requestId: null };
  return { ok: false, cause: 'not known', requestId: 'requestId' in first ? first.requestId : null };
}

const item = (name: string, path: string): Call => ({ name, method: 'GET', path, inBatch: true });

/** A session whose read token ends in a minute. */
async function beginSession(faultContext: FaultContext): Promise<Session> {
  const scope = ['openid', 'offline_access', ...readScopes].join(' ');
  const code = await obtainCode(faultContext.tenant, { alias: 'global-admin', scope });
  const form = { ...portalClient, grant_type: 'authorization_code', code, redirect_uri: portalCallback };
  const { body } = await postToken(faultContext.tenant, form);
  const [accessToken, refreshToken] = [textOf(body.access_token), textOf(body.refresh_token)];
  const tokens = { accessToken, refreshToken, expiresAt: Date.now() + 60_000 };
  const sealedReadTokens = portalSealer().seal(READ_TOKENS_PURPOSE, JSON.stringify(tokens));
  return sessionStore.create(sampleSignIn({ scopes: readScopes, sealedReadTokens }));
}

export const sessionFlows: readonly Flow[] = [
  {
    name: 'Prerequisites',
    causes: ['not known', 'sign in again', 'not met'],
    prepare: () => Promise.resolve(),
    begin: (faultContext) => Promise.resolve(() => check(faultContext)),
    calls: [
      { name: 'the batch', method: 'POST', path: '/\\$batch$' },
      item('roles', '/transitiveMemberOf$'),
      item('licences', '/subscribedSkus$'),
      item('Defender’s service principal', 'fc780465'),
      { ...item('Graph’s service principal', '00000003-0000'), isKeptForLater: true },
      item('secret policy', '/defaultAppManagementPolicy$'),
    ],
  },
  {
    name: 'Renew the session’s token',
    causes: ['not renewed'],
    prepare: () => Promise.resolve(),
    begin: async (faultContext) => {
      const session = await beginSession(faultContext);
      const renew = async (): Promise<Outcome> => {
        const graph = await readGraph(session, faultContext.context().clock);
        return graph ? { ok: true, named: [] } : { ok: false, cause: 'not renewed', requestId: null };
      };
      return async () => {
        const first = await renew();
        faultContext.network.disarm();
        // The same session goes on: its refresh token was kept.
        if (!first.ok && !(await renew()).ok) return { ok: false, cause: 'the session is lost', requestId: null };
        return first;
      };
    },
    calls: [
      { name: 'discovery', method: 'GET', path: '/openid-configuration$' },
      { name: 'redeem the refresh token', method: 'POST', path: '/oauth2/v2.0/token$' },
    ],
  },
];
