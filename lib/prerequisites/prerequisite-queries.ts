import 'server-only';
import { cache } from 'react';
import { readGraph } from '@/lib/session/graph-access';
import { keepAnswers } from '@/lib/session/kept-answers';
import type { Session } from '@/lib/session/session';
import { requireAsker } from '@/lib/session/session-queries';
import { sessionStore } from '@/lib/session/session-store';
import { checkPrerequisites } from './check-prerequisites';
import { isRead, type PrerequisitesReport } from './prerequisite';

export type CheckedTenant = {
  readonly report: PrerequisitesReport;
  /** With what the check wrote into it. */
  readonly session: Session;
};

const keeper = keepAnswers<CheckedTenant>({ isAnswer: ({ report }) => report.checks.every(isRead) });

/** Checks the tenant, unless it was checked for this session some seconds ago. */
export const getCheckedTenant = cache(async (): Promise<CheckedTenant> => {
  const { session } = await requireAsker();
  return keeper.read({ sessionId: session.id }, () => checkTenant(session));
});

export async function getPrerequisites(): Promise<PrerequisitesReport> {
  return (await getCheckedTenant()).report;
}

async function checkTenant(session: Session): Promise<CheckedTenant> {
  const graph = await readGraph(session);
  const report = await checkPrerequisites({ graph, sessions: sessionStore, now: () => new Date() }, session);
  return { report, session: (await sessionStore.find(session.id)) ?? session };
}
