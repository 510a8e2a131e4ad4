import 'server-only';
import { forbidden, redirect } from 'next/navigation';
import { cache } from 'react';
import { currentAudit } from '@/lib/audit/audit-request';
import { asksAnew, asksByItself, currentPath } from '@/lib/request/current-request';
import { safeReturnPath } from '@/lib/request/return-path';
import {
  type AccessLevel,
  accessLevel,
  authorizeOperator,
  authorizeViewer,
  type Operator,
  type Viewer,
} from './access';
import { type DirectoryRole, knownRoles } from './directory-roles';
import { forgetAnswers } from './kept-answers';
import { findLiveSession } from './live-session';
import type { Session } from './session';
import { readSessionCookie } from './session-cookie';
import { sessionStore } from './session-store';

/** A use is written down at most so often: a page costs one statement, not two. Milliseconds. */
const NOTE_USE_EVERY_MS = 30_000;

/** The signed-in person, or null. Read once a request. What a page asks for by itself is no use of the session. */
export const findSession = cache(async (): Promise<Session | null> => {
  const id = await readSessionCookie();
  const session = id && (await findLiveSession(id));
  if (!session) return null;
  const isDue = Date.now() - session.lastUsedAt.getTime() > NOTE_USE_EVERY_MS;
  if (isDue && !(await asksByItself())) await sessionStore.noteUse(session.id);
  return session;
});

/** For pages: sends whoever is not signed in to sign-in, and back here afterwards. */
async function requireSession(): Promise<Session> {
  const session = await findSession();
  if (!session) redirect(`/sign-in?from=${encodeURIComponent(safeReturnPath(await currentPath()))}`);
  return session;
}

/** For pages and reads: whoever may not look gets the page that says which role is needed. */
export async function requireViewer(): Promise<Viewer> {
  const session = await requireSession();
  const viewer = authorizeViewer(session);
  return viewer ?? refuse(session);
}

/** For what Graph says of the tenant, which is kept for some seconds: a reload of the page asks anew. */
export const requireAsker = cache(async (): Promise<Viewer> => {
  const viewer = await requireViewer();
  if (await asksAnew()) forgetAnswers(viewer.session.id);
  return viewer;
});

export type AccessRefusal = 'signed-out' | 'forbidden';

/**
 * For actions and routes that change things: judges by the session's roles and records a refusal.
 *
 * @returns the operator, or why not
 */
export async function findOperator(): Promise<Operator | AccessRefusal> {
  const session = await findSession();
  if (!session) return 'signed-out';
  const operator = authorizeOperator(session);
  if (operator) return operator;
  await recordRefusal(session);
  return 'forbidden';
}

/** For actions: a 403, which is recorded. */
export async function refuse(session: Session): Promise<never> {
  await recordRefusal(session);
  forbidden();
}

export async function recordRefusal(session: Session): Promise<void> {
  const audit = await currentAudit(session);
  const detail = { path: await currentPath(), roles: knownRoles(session.roles).join(' ') };
  await audit.record({ action: 'access', outcome: 'refused', detail });
}

/** What the frame around every page shows. */
export type Shell = {
  readonly upn: string;
  readonly access: AccessLevel;
  readonly roles: readonly DirectoryRole[];
  readonly tenantId: string;
  readonly tenantName: string | null;
  readonly tenantDomain: string | null;
  readonly rolesReadAt: Date;
};

export async function getShell(): Promise<Shell | null> {
  const session = await findSession();
  if (!session) return null;
  return {
    upn: session.personUpn,
    access: accessLevel(session.roles),
    roles: knownRoles(session.roles),
    tenantId: session.tenantId,
    tenantName: session.tenantName,
    tenantDomain: session.tenantDomain,
    rolesReadAt: session.rolesReadAt,
  };
}
