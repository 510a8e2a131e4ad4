import { z } from 'zod';

/** Delegated scopes of Microsoft Graph that the checks read with. Nothing here can change the tenant. */
export const readScopes = [
  'User.Read',
  'RoleManagement.Read.Directory',
  'Organization.Read.All',
  'Application.Read.All',
  'Policy.Read.All',
] as const;

export type ReadScope = (typeof readScopes)[number];

const resourceSchema = z.object({
  /** Object id of the API's service principal; null when this tenant has none. */
  servicePrincipalId: z.guid().nullable(),
  /** Id of the application permission that a connector needs; null when the API does not offer it. */
  appRoleId: z.guid().nullable(),
});

/** What the last prerequisites check found and enabling needs; null where it could not be read. */
export const findingsSchema = z.object({
  checkedAt: z.iso.datetime(),
  secrets: z.object({ allowed: z.boolean(), maxDays: z.number().int().nullable() }).nullable(),
  resources: z.object({
    'defender-alerts': resourceSchema.nullable(),
    'graph-alerts': resourceSchema.nullable(),
  }),
});

export type Findings = z.infer<typeof findingsSchema>;

/** A signed-in person. Ids are the identity; name and upn are for people to read. */
export type Session = {
  readonly id: string;
  readonly tenantId: string;
  readonly personId: string;
  readonly personName: string;
  readonly personUpn: string;
  /** For people to read; null when the tenant does not tell. */
  readonly tenantName: string | null;
  readonly tenantDomain: string | null;
  /** Role template ids that were active at rolesReadAt. */
  readonly roles: readonly string[];
  readonly rolesReadAt: Date;
  /** Read scopes that the tenant has consented to. */
  readonly scopes: readonly string[];
  readonly findings: Findings | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** When the person last did something with it. */
  readonly lastUsedAt: Date;
  /** When Entra last asked the person for their credentials; null when its token did not say. */
  readonly authenticatedAt: Date | null;
  /** When Microsoft last said that the account may work, and with which roles. */
  readonly checkedAt: Date;
};

/** Graph tokens of a session. They stay on the server and go with it. */
export const readTokensSchema = z.object({
  accessToken: z.string(),
  /** Milliseconds since the epoch. */
  expiresAt: z.number(),
  refreshToken: z.string().nullable(),
});

export type ReadTokens = z.infer<typeof readTokensSchema>;

/** What the session's tokens are sealed for. */
export const READ_TOKENS_PURPOSE = 'read-tokens';

/** From sign-in, whatever is done meanwhile. */
export const SESSION_HOURS = 8;
/** Without use. */
export const IDLE_MINUTES = 60;

/** Why a session ended before its time. */
export const sessionEndReasons = [
  /** By its own button. */
  'signedOut',
  /** Somebody signed in anew in the same browser. */
  'replaced',
  /** The person signed in elsewhere too often. */
  'tooMany',
  /** By the person, from another session. */
  'person',
  /** By an operator. */
  'operator',
  /** Entra no longer lets the account in. */
  'account',
  /** A role was lost. */
  'role',
  /** The person signed out of Microsoft. */
  'entra',
] as const;
export type SessionEndReason = (typeof sessionEndReasons)[number];

/** Who waits for what happens to a session, waits for this. @see announceChange */
export function sessionSubject(sessionId: string): string {
  return `session ${sessionId}`;
}
