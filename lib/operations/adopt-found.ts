import 'server-only';
import { currentAudit } from '@/lib/audit/audit-request';
import { connectorStore } from '@/lib/connector/connector-store';
import { readOrphan } from '@/lib/orphan/orphan-queries';
import type { Orphan } from '@/lib/orphan/orphan';
import { fail, type Result, succeed } from '@/lib/result';
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
  const found = await lookAgain(operator, applicationId);
  if (!found.ok) return found;
  const audit = await currentAudit(operator.session);
  return adoptOrphan({ operator, connectors: connectorStore, audit, now: Date.now() }, found.value, aim);
}

/** @param applicationId object id */
export async function lookAgain(
  { session }: Operator,
  applicationId: string,
): Promise<Result<Orphan, 'unread' | 'gone'>> {
  forgetAnswers(session.id);
  const found = await readOrphan(session, applicationId);
  if (!found) return fail('gone');
  return 'requestId' in found ? fail('unread') : succeed(found);
}
