import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '@/lib/audit/audit';
import { createSealer } from '@/lib/seal/seal';
import { directoryRoles } from '@/lib/session/directory-roles';
import { READ_TOKENS_PURPOSE, readScopes } from '@/lib/session/session';
import type { NewSession } from '@/lib/session/session-store';
import { type SignedIn, startSession, type StartSessionDependencies } from './start-session';

const sealer = createSealer('a session secret for tests, long enough');
const now = Date.UTC(2027, 0, 1);

const signedIn: SignedIn = {
  ...{ tenantId: randomUUID(), personId: randomUUID(), personName: 'Pat', personUpn: 'pat@contoso.example' },
  ...{ roleClaim: null, grantedScopes: ['openid', ...readScopes] },
  ...{ address: '203.0.113.7', userAgent: 'Firefox', authenticatedAt: null, entraSessionId: 'sid' },
  tokens: { accessToken: 'access-hunter2', refreshToken: 'refresh-hunter2', expiresAt: now + 3_600_000 },
};

const answers: Readonly<Record<string, unknown>> = {
  '/v1.0/organization': {
    value: [{ displayName: 'Contoso', verifiedDomains: [{ name: 'contoso.example', isDefault: true }] }],
  },
  '/v1.0/me/transitiveMemberOf': {
    value: [
      { '@odata.type': '#microsoft.graph.directoryRole', roleTemplateId: directoryRoles.securityReader },
      { '@odata.type': '#microsoft.graph.group' },
    ],
  },
};

function signIn(reachable: Readonly<Record<string, unknown>> = answers) {
  const created: NewSession[] = [];
  const events: AuditEvent[] = [];
  const asked: string[] = [];
  const dependencies: StartSessionDependencies = {
    portal: { authorityHost: 'https://login.invalid', tenantId: signedIn.tenantId, clientId: 'c', clientSecret: 's' },
    sessions: {
      create: (session) => {
        created.push(session);
        const time = new Date(now);
        const written = { id: 'session', findings: null, createdAt: time, lastUsedAt: time, checkedAt: time };
        return Promise.resolve({ ...session, ...written });
      },
    },
    audit: {
      record: (event) => {
        events.push(event);
        return Promise.resolve();
      },
    },
    sealer,
    graph: (token) => ({
      graphUrl: 'https://graph.invalid',
      token,
      fetch: (input) => {
        const { pathname } = new URL(input instanceof Request ? input.url : input);
        asked.push(pathname);
        return pathname in reachable
          ? Promise.resolve(Response.json(reachable[pathname]))
          : Promise.reject(new TypeError('fetch failed'));
      },
      clock: { now: () => now, sleep: () => Promise.resolve() },
    }),
    now: () => now,
    requestId: 'request',
  };
  return { dependencies, created, events, asked };
}

describe('startSession', () => {
  it('gives no role to whom Graph tells none: nobody gets in by its silence', async () => {
    const { dependencies } = signIn({});
    expect(await startSession(dependencies, signedIn)).toMatchObject({
      roles: [],
      tenantName: null,
      tenantDomain: null,
    });
  });

  it('counts on no more than was granted when Entra does not answer for the rest', async () => {
    const { dependencies } = signIn();
    const granted = { ...signedIn, grantedScopes: ['openid', 'User.Read', 'Directory.ReadWrite.All'] };
    expect((await startSession(dependencies, granted)).scopes).toEqual(['User.Read']);
  });

  it('takes the roles that the token claims, else those that Graph reads', async () => {
    const { dependencies, asked } = signIn();
    const claimed = { ...signedIn, roleClaim: [directoryRoles.globalReader] };
    expect((await startSession(dependencies, claimed)).roles).toEqual([directoryRoles.globalReader]);
    expect(asked).toEqual(['/v1.0/organization']);
    expect((await startSession(dependencies, signedIn)).roles).toEqual([directoryRoles.securityReader]);
  });

  it('ends after eight hours, and keeps its tokens sealed', async () => {
    const { dependencies, created } = signIn();
    await startSession(dependencies, signedIn);
    const [session] = created;
    expect(session?.expiresAt).toEqual(new Date(now + 8 * 3_600_000));
    expect(JSON.stringify(session)).not.toContain('hunter2');
    const opened: unknown = JSON.parse(sealer.open(READ_TOKENS_PURPOSE, session?.sealedReadTokens ?? '') ?? 'null');
    expect(opened).toEqual(signedIn.tokens);
  });

  it('is recorded, without its tokens', async () => {
    const { dependencies, events } = signIn();
    await startSession(dependencies, signedIn);
    expect(events).toMatchObject([{ action: 'sign-in', outcome: 'done', personId: signedIn.personId }]);
    expect(JSON.stringify(events)).not.toContain('hunter2');
  });
});
