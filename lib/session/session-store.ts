import 'server-only';
import { randomBytes } from 'node:crypto';
import { Prisma, type Session as SessionRow } from '@/generated/prisma/client';
import { prisma } from '@/lib/db/prisma-client';
import {
  type Findings,
  findingsSchema,
  IDLE_MINUTES,
  type Session,
  type SessionEndReason,
  sessionEndReasons,
} from './session';

/** What a sign-in brings. */
export type NewSession = Omit<Session, 'id' | 'findings' | 'createdAt' | 'lastUsedAt' | 'checkedAt'> & {
  readonly sealedReadTokens: string;
  /** Of the browser; null when it is not known. */
  readonly address: string | null;
  readonly userAgent: string | null;
  /** Entra's own session; null when its token did not say. */
  readonly entraSessionId: string | null;
};

/** How a session ended before its time. */
export type SessionEnd = { readonly reason: SessionEndReason; readonly byUpn: string | null };

export type SessionCheck = Pick<Session, 'roles' | 'checkedAt'> & { readonly sealedReadTokens: string };

/** One of the list, with where it was begun. */
export type OpenSession = Session & Pick<NewSession, 'address' | 'userAgent'>;

/** More than a portal of administrators has. */
const MOST_LISTED = 500;

/** The sealed tokens have no place outside this file. */
type WithoutTokens = Omit<SessionRow, 'sealedReadTokens'>;

const columns = Prisma.raw(
  Object.values(Prisma.SessionScalarFieldEnum)
    .filter((column) => column !== 'sealedReadTokens')
    .map((column) => `"${column}"`)
    .join(', '),
);

function toSession(row: WithoutTokens): Session {
  // Named one by one, so that the tokens of a whole row stay here.
  const { id, tenantId, personId, personName, personUpn, tenantName, tenantDomain } = row;
  const { roles, rolesReadAt, scopes, createdAt, expiresAt, lastUsedAt, authenticatedAt, checkedAt } = row;
  const findings = findingsSchema.safeParse(row.findings).data ?? null;
  return {
    ...{ id, tenantId, personId, personName, personUpn, tenantName, tenantDomain },
    ...{ roles, rolesReadAt, scopes, findings },
    ...{ createdAt, expiresAt, lastUsedAt, authenticatedAt, checkedAt },
  };
}

/** The columns hold UTC without saying so. */
function timestamp(at: Date): Prisma.Sql {
  return Prisma.sql`cast(${at.toISOString()} as timestamp)`;
}

function idleSince(): Date {
  return new Date(Date.now() - IDLE_MINUTES * 60_000);
}

export const sessionStore = {
  async create(session: NewSession): Promise<Session> {
    const db = await prisma();
    const { roles, scopes, ...rest } = session;
    const id = randomBytes(32).toString('base64url');
    return toSession(await db.session.create({ data: { id, ...rest, roles: [...roles], scopes: [...scopes] } }));
  },

  /** @returns null when there is none, or it has ended: by its time, without use, or by somebody */
  async find(id: string): Promise<Session | null> {
    const db = await prisma();
    // Every page asks for it, and Prisma's own query costs twice as much.
    const rows = await db.$queryRaw<WithoutTokens[]>`
      select ${columns} from "Session" where "id" = ${id} and "endedAt" is null
        and "expiresAt" > ${timestamp(new Date())} and "lastUsedAt" > ${timestamp(idleSince())}`;
    return rows[0] ? toSession(rows[0]) : null;
  },

  async findSealedReadTokens(id: string): Promise<string | null> {
    const db = await prisma();
    const row = await db.session.findUnique({ where: { id }, select: { sealedReadTokens: true } });
    return row?.sealedReadTokens ?? null;
  },

  async saveSealedReadTokens(id: string, sealedReadTokens: string): Promise<void> {
    const db = await prisma();
    await db.session.updateMany({ where: { id, endedAt: null }, data: { sealedReadTokens } });
  },

  async saveRoles(id: string, roles: readonly string[]): Promise<void> {
    const db = await prisma();
    await db.session.updateMany({ where: { id, endedAt: null }, data: { roles: [...roles], rolesReadAt: new Date() } });
  },

  async saveFindings(id: string, findings: Findings | null): Promise<void> {
    const db = await prisma();
    await db.session.updateMany({ where: { id, endedAt: null }, data: { findings: findings ?? Prisma.DbNull } });
  },

  /** Entra asked for the person's credentials meanwhile. */
  async saveAuthentication(id: string, authenticatedAt: Date): Promise<void> {
    const db = await prisma();
    const older = [{ authenticatedAt: null }, { authenticatedAt: { lt: authenticatedAt } }];
    await db.session.updateMany({ where: { id, endedAt: null, OR: older }, data: { authenticatedAt } });
  },

  /** What Microsoft said of the person. @returns false when the session has ended meanwhile */
  async saveCheck(id: string, { roles, checkedAt, sealedReadTokens }: SessionCheck): Promise<boolean> {
    const db = await prisma();
    const { count } = await db.session.updateMany({
      where: { id, endedAt: null },
      data: { roles: [...roles], rolesReadAt: checkedAt, checkedAt, sealedReadTokens },
    });
    return count === 1;
  },

  /** Those that have not ended, the one that was used last first; of one person, or of the whole tenant. */
  async listOpen(of: { readonly tenantId: string; readonly personId?: string }): Promise<readonly OpenSession[]> {
    const db = await prisma();
    const going = { endedAt: null, expiresAt: { gt: new Date() }, lastUsedAt: { gt: idleSince() } };
    const rows = await db.session.findMany({
      where: { ...of, ...going },
      omit: { sealedReadTokens: true },
      orderBy: [{ lastUsedAt: 'desc' }, { id: 'asc' }],
      take: MOST_LISTED,
    });
    return rows.map((row) => ({ ...toSession(row), address: row.address, userAgent: row.userAgent }));
  },

  /** What Entra's own session began here. */
  async findByEntraSession(tenantId: string, entraSessionId: string): Promise<readonly Session[]> {
    const db = await prisma();
    const where = { tenantId, entraSessionId, endedAt: null, expiresAt: { gt: new Date() } };
    return (await db.session.findMany({ where, omit: { sealedReadTokens: true } })).map(toSession);
  },

  /** How a session ended before its time; null for one that goes on, ran out or never was. */
  async findEnd(id: string): Promise<(SessionEnd & { readonly at: Date }) | null> {
    const db = await prisma();
    const row = await db.session.findUnique({
      where: { id },
      select: { endedAt: true, endReason: true, endedByUpn: true },
    });
    const reason = sessionEndReasons.find((known) => known === row?.endReason);
    return row?.endedAt && reason ? { at: row.endedAt, reason, byUpn: row.endedByUpn } : null;
  },

  /** The person does something: the time without use begins anew. */
  async noteUse(id: string): Promise<void> {
    const db = await prisma();
    await db.session.updateMany({ where: { id, endedAt: null }, data: { lastUsedAt: new Date() } });
  },

  /**
   * Ends a session, and with it, in one transaction, its tokens and what waits for consent in it or has got it. Work that
   * runs has its own token in hand and goes on.
   *
   * @returns false when it had ended before
   */
  async end(id: string, { reason, byUpn }: SessionEnd): Promise<boolean> {
    const db = await prisma();
    const endedAt = new Date();
    const gone = {
      sealedTransaction: null,
      stateHash: null,
      cookieHash: null,
      sealedToken: null,
      tokenExpiresAt: null,
    };
    const changed = { version: { increment: 1 } } as const;
    const unbegun = { sessionId: id, state: { in: ['waiting', 'consented'] } };
    const [{ count }] = await db.$transaction([
      db.session.updateMany({
        where: { id, endedAt: null },
        data: { endedAt, endReason: reason, endedByUpn: byUpn, sealedReadTokens: null, findings: Prisma.DbNull },
      }),
      db.operation.updateMany({ where: unbegun, data: { state: 'cancelled', endedAt, ...gone, ...changed } }),
      db.operation.updateMany({ where: { sessionId: id, state: { not: 'running' } }, data: gone }),
    ]);
    return count === 1;
  },

  async removeEnded(): Promise<number> {
    const db = await prisma();
    const { count } = await db.session.deleteMany({ where: { expiresAt: { lte: new Date() } } });
    return count;
  },
};

export type SessionStore = typeof sessionStore;
