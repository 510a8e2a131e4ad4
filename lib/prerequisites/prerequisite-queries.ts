import 'server-only';
import { cache } from 'react';
import { readGraph } from '@/lib/session/graph-access';
import { requireViewer } from '@/lib/session/session-queries';
import { sessionStore } from '@/lib/session/session-store';
import { checkPrerequisites } from './check-prerequisites';
import type { PrerequisitesReport } from './prerequisite';

/** Checks the tenant now: what it says is never cached beyond the request. */
export const getPrerequisites = cache(async (): Promise<PrerequisitesReport> => {
  const { session } = await requireViewer();
  const graph = await readGraph(session);
  return checkPrerequisites({ graph, sessions: sessionStore, now: () => new Date() }, session);
});
