'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { currentAudit } from '@/lib/audit/audit-request';
import { onConnector } from '@/lib/connector/connector-access-queries';
import { environment } from '@/lib/env';
import { fail, succeed } from '@/lib/result';
import { defineAction, definePublicAction } from '@/lib/session/define-action';
import { setTransactionCookie } from '@/lib/session/transaction-cookie';
import { findSession } from '@/lib/session/session-queries';
import type { Session } from '@/lib/session/session';
import { approvalLimit, countAgainst } from '@/lib/rate-limit/rate-limit-store';
import { APPROVAL_MINUTES, approvalCookieId, approvalTokenSchema } from './approval';
import { approvalPath } from './approval-path';
import { approvalStore } from './approval-store';
import { approvalSources, completionDependencies, startDependencies } from './approval-dependencies';
import { askAdministrator } from './ask-administrator';
import { findApproval, type OpenedApproval } from './find-approval';
import { decideApproval } from './complete-approval';
import { startApproval } from './start-approval';
import { verifyGrant } from './verify-grant';

/** `Create a link`: the only answer that ever holds it. */
export const makeApprovalLink = defineAction(
  { access: onConnector, input: z.tuple([z.guid()]) },
  async ({ caller: { connector, operator }, audit }) => {
    const asked = await askAdministrator({ approvals: approvalStore, audit, now: Date.now }, operator, connector);
    return asked ? succeed(environment().PORTAL_URL + approvalPath(asked.token)) : fail('notYet');
  },
);

const input = z.tuple([z.instanceof(FormData)]);
/** A token of another form was made nowhere; its page says what an unknown one's does. */
const formSchema = z.object({ token: approvalTokenSchema.catch('unknown') });

/** `Continue to Entra ID`: nothing is decided yet. Whoever may not is told so by the page. */
export const goToApprove = definePublicAction({ input }, async (form) => {
  const session = await findSession();
  const { token } = formSchema.parse(Object.fromEntries(form));
  const opened = session && (await findApproval(approvalSources, session, token));
  if (!session || !opened?.ok) redirect(approvalPath(token));
  await leaveWhenTooMany(session, token);
  const started = await startApproval(startDependencies(), opened.value, token);
  if (started.ok) {
    const { url, cookie } = started.value;
    await setTransactionCookie(approvalCookieId(opened.value.link.tokenHash), cookie, APPROVAL_MINUTES);
    redirect(url);
  }
  const { kind } = started.error;
  if (kind === 'changed') await recordChanged(opened.value);
  redirect(approvalPath(token, kind === 'closed' ? null : kind));
});

/** Somebody asked an administrator for one thing while the registration asks for another. */
async function recordChanged({ connector, approver, approval }: OpenedApproval): Promise<void> {
  const audit = await currentAudit(approver.session);
  await audit.record({
    action: 'approval-open',
    outcome: 'refused',
    target: connector.id,
    detail: { reason: 'registration changed', appId: connector.appId, askedBy: approval.askedByUpn },
  });
}

/** Each asks Entra or Microsoft Graph, some four times. */
async function leaveWhenTooMany({ personId }: Session, token: string): Promise<void> {
  if ((await countAgainst(approvalLimit, personId)) !== null) redirect(approvalPath(token, 'tooMany'));
}

export const declineApproval = definePublicAction({ input }, async (form) => {
  const session = await findSession();
  const { token } = formSchema.parse(Object.fromEntries(form));
  const opened = session && (await findApproval(approvalSources, session, token));
  if (opened?.ok) await decideApproval(await completionDependencies(), opened.value, 'declined');
  redirect(approvalPath(token));
});

/** `Check again`: for when Entra's page was left, or the directory did not show the permission yet. */
export const checkApproval = definePublicAction({ input }, async (form) => {
  const session = await findSession();
  const { token } = formSchema.parse(Object.fromEntries(form));
  const opened = session && (await findApproval(approvalSources, session, token));
  if (!session || !opened?.ok) redirect(approvalPath(token));
  await leaveWhenTooMany(session, token);
  const dependencies = await completionDependencies();
  const verdict = await verifyGrant(await dependencies.graph(session), opened.value.connector);
  if (verdict === 'granted') await decideApproval(dependencies, opened.value, 'approved');
  redirect(approvalPath(token, verdict === 'granted' ? null : verdict));
});
