import 'server-only';
import { currentAudit } from '@/lib/audit/audit-request';
import { connectorStore } from '@/lib/connector/connector-store';
import { readOrphans } from '@/lib/orphan/orphan-queries';
import { fail, type Result } from '@/lib/result';
import type { Operator } from '@/lib/session/access';
import { forgetAnswers } from '@/lib/session/kept-answers';
import { type AdoptionAim, adoptOrphan, type AdoptRefusal } from './adopt';

/** unread: the directory did not say. gone: the application is there no longer. */
export type AdoptProblem = AdoptRefusal | 'unread' | 'gone';

/**
 * Looks the application up once more and makes a connector for it.
 *
 * @param applicationId object id
 * @returns the connector's id
 */
export async function adoptFound(
  operator: Operator,
  applicationId: string,
  aim: AdoptionAim,
): Promise<Result<string, AdoptProblem>> {
  forgetAnswers(operator.session.id);
  const found = await readOrphans();
  if ('requestId' in found) return fail('unread');
  const orphan = found.orphans.find(({ application }) => application.id === applicationId);
  if (!orphan) return fail('gone');
  const audit = await currentAudit(operator.session);
  return adoptOrphan({ operator, connectors: connectorStore, audit, now: Date.now() }, orphan, aim);
}
