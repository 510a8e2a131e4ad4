import { randomUUID } from 'node:crypto';
import type { Session } from '../session';
import type { NewSession } from '../session-store';

/** What a sign-in brings, of a tenant and a person that no other test has. */
export function sampleSignIn(given: Partial<NewSession> = {}): NewSession {
  return {
    ...{ tenantId: randomUUID(), personId: randomUUID(), personName: 'Pat', personUpn: 'pat@contoso.example' },
    ...{ tenantName: null, tenantDomain: null, roles: [], rolesReadAt: new Date(0), scopes: [] },
    ...{ expiresAt: new Date(Date.now() + 3_600_000), sealedReadTokens: 'sealed' },
    ...{ address: null, userAgent: null, entraSessionId: null, authenticatedAt: new Date() },
    ...given,
  };
}

/** A session that no database has. */
export function sampleSession(given: Partial<NewSession> = {}): Session {
  const { tenantId, personId, personName, personUpn, roles, rolesReadAt, scopes, expiresAt, authenticatedAt } =
    sampleSignIn(given);
  return {
    ...{ tenantId, personId, personName, personUpn, roles, rolesReadAt, scopes, expiresAt },
    ...{ id: randomUUID(), tenantName: null, tenantDomain: null, findings: null },
    ...{ createdAt: new Date(), lastUsedAt: new Date(), checkedAt: new Date(), authenticatedAt },
  };
}
