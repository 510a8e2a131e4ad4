import 'server-only';
import { Prisma, type Session as SessionRow } from '@/generated/prisma/client';
import { prisma } from '@/lib/db/prisma-client';
import { type Findings, findingsSchema, type Session } from './session';

export type NewSession = Omit<Session, 'id' | 'findings'> & { readonly sealedReadTokens: string };

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
  const { roles, rolesReadAt, scopes, expiresAt } = row;
  const findings = findingsSchema.safeParse(row.findings).data ?? null;
  return {
    ...{ id, tenantId, personId, personName, personUpn, tenantName, tenantDomain },
    ...{ roles, rolesReadAt, scopes, expiresAt, findings },
  };
}

export const sessionStore = {
  async create(session: NewSession): Promise<Session> {
    const db = await prisma();
    const { roles, scopes, ...rest } = session;
    return toSession(await db.session.create({ data: { ...rest, roles: [...roles], scopes: [...scopes] } }));
  },

  /** @returns null when there is none, or it has ended */
  async find(id: string): Promise<Session | null> {
    const db = await prisma();
    // Every page asks for it, and Prisma's own query costs twice as much.
    // The column holds UTC without saying so.
    const now = Prisma.sql`cast(${new Date().toISOString()} as timestamp)`;
    const rows = await db.$queryRaw<WithoutTokens[]>`
      select ${columns} from "Session" where "id" = ${id} and "expiresAt" > ${now}`;
    return rows[0] ? toSession(rows[0]) : null;
  },

  async findSealedReadTokens(id: string): Promise<string | null> {
    const db = await prisma();
    const row = await db.session.findUnique({ where: { id }, select: { sealedReadTokens: true } });
    return row?.sealedReadTokens ?? null;
  },

  async saveSealedReadTokens(id: string, sealedReadTokens: string): Promise<void> {
    const db = await prisma();
    await db.session.updateMany({ where: { id }, data: { sealedReadTokens } });
  },

  async saveRoles(id: string, roles: readonly string[]): Promise<void> {
    const db = await prisma();
    await db.session.updateMany({ where: { id }, data: { roles: [...roles], rolesReadAt: new Date() } });
  },

  async saveFindings(id: string, findings: Findings | null): Promise<void> {
    const db = await prisma();
    await db.session.updateMany({ where: { id }, data: { findings: findings ?? Prisma.DbNull } });
  },

  async remove(id: string): Promise<void> {
    const db = await prisma();
    await db.session.deleteMany({ where: { id } });
  },

  async removeEnded(): Promise<number> {
    const db = await prisma();
    const { count } = await db.session.deleteMany({ where: { expiresAt: { lte: new Date() } } });
    return count;
  },
};

export type SessionStore = typeof sessionStore;
