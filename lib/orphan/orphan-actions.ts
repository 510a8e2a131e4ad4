'use server';

import { forbidden } from 'next/navigation';
import { z } from 'zod';
import { currentAudit } from '@/lib/audit/audit-request';
import { beginOnConnector, type BeginState, type PassageClick } from '@/lib/connector/begin-actions';
import { connectorStore } from '@/lib/connector/connector-store';
import { fail, type Result } from '@/lib/result';
import type { Operator } from '@/lib/session/access';
import { forgetAnswers } from '@/lib/session/kept-answers';
import { findOperator } from '@/lib/session/session-queries';
import { type AdoptionAim, adoptOrphan, type AdoptRefusal } from './adopt-orphan';
import { readOrphans } from './orphan-queries';

export type AdoptProblem = AdoptRefusal | 'signedOut' | 'unread' | 'gone';

const idSchema = z.guid();

/**
 * `Adopt`: looks the application up once more and makes a connector for it.
 *
 * @param applicationId object id
 * @returns the connector's id
 */
export async function adoptApplication(applicationId: string): Promise<Result<string, AdoptProblem>> {
  const operator = await findOperator();
  if (operator === 'signed-out') return fail('signedOut');
  if (operator === 'forbidden') forbidden();
  return adopt(operator, applicationId, 'keep');
}

async function adopt(
  operator: Operator,
  applicationId: string,
  aim: AdoptionAim,
): Promise<Result<string, AdoptProblem>> {
  const wanted = idSchema.safeParse(applicationId);
  if (!wanted.success) return fail('gone');
  forgetAnswers(operator.session.id);
  const found = await readOrphans();
  if ('requestId' in found) return fail('unread');
  const orphan = found.orphans.find(({ application }) => application.id === wanted.data);
  if (!orphan) return fail('gone');
  const audit = await currentAudit(operator.session);
  const context = { operator, connectors: connectorStore, audit, now: Date.now() };
  return adoptOrphan(context, orphan, aim);
}

export type RemovalState = BeginState | { readonly ok: false; readonly problem: AdoptProblem };

/**
 * `Remove`: the connector's row first, so that a removal that breaks off is remembered, and then the road of every
 * connector that goes.
 */
export async function beginOrphanRemoval(click: PassageClick, applicationId: string): Promise<RemovalState> {
  const operator = await findOperator();
  if (operator === 'signed-out') return { ok: false, problem: 'signedOut' };
  if (operator === 'forbidden') forbidden();
  const adopted = await adopt(operator, applicationId, 'remove');
  if (!adopted.ok) return { ok: false, problem: adopted.error };
  return beginOnConnector(click, { connectorId: adopted.value, purpose: 'undo' });
}
