'use server';

import { redirect, RedirectType } from 'next/navigation';
import { z } from 'zod';
import { currentAudit } from '@/lib/audit/audit-request';
import { onConnector } from '@/lib/connector/connector-access-queries';
import { environment } from '@/lib/env';
import { fail, succeed } from '@/lib/result';
import { defineAction, definePublicAction } from '@/lib/session/define-action';
import { setTransactionCookie } from '@/lib/session/transaction-cookie';
import { findSession } from '@/lib/session/session-queries';
import type { Session } from '@/lib/session/session';
import { approvalSteps, countShared } from '@/lib/rate-limit/count-shared';
import { countedCaller } from '@/lib/request/current-request';
import { APPROVAL_MINUTES, approvalCookieId, approvalLinkIdSchema, approvalTokenSchema } from './approval';
import { approvalLink, approvalPath } from './approval-path';
import { approvalStore } from './approval-store';
import { approvalSources, completionDependencies, startDependencies } from './approval-dependencies';
import { askAdministrator } from './ask-administrator';
import { findApproval, type OpenedApproval } from './find-approval';
import { decideApproval } from './complete-approval';
import { openedLink, rememberLink } from './opened-link-cookie';
import { startApproval } from './start-approval';
import { verifyGrant } from './verify-grant';

/** `Create a link`: the only answer that ever holds it. */
export const makeApprovalLink = defineAction(
  { access: onConnector, input: z.tuple([z.guid()]) },
  async ({ caller: { connector, operator }, audit }) => {
    const asked = await askAdministrator({ approvals: approvalStore, audit, now: Date.now }, operator, connector);
    return asked ? succeed(environment().PORTAL_URL + approvalLink(asked.token)) : fail('notYet');
  },
);

const input = z.tuple([z.instanceof(FormData)]);
/** What has another form was made nowhere; its page says what an unknown one's does. */
const UNKNOWN = 'unknown';
const tokenSchema = z.object({ token: approvalTokenSchema });
const formSchema = z.object({ link: approvalLinkIdSchema.catch(UNKNOWN) });

/**
 * Takes what stood behind the link's `#`, from whoever opens it, and goes on without it: neither address bar nor history
 * keep it.
 */
export const openApprovalLink = definePublicAction({ input }, async (form) => {
  const { data } = tokenSchema.safeParse(Object.fromEntries(form));
  redirect(approvalPath(data ? await rememberLink(data.token) : UNKNOWN), RedirectType.replace);
});

/** The form's link, as far as this browser opened it and this person may decide. */
async function openForm(form: FormData) {
  const session = await findSession();
  const { link } = formSchema.parse(Object.fromEntries(form));
  const tokenHash = await openedLink(link);
  const opened = session && tokenHash !== null && (await findApproval(approvalSources, session, tokenHash));
  return { link, opened: opened && opened.ok ? opened.value : null };
}

/** `Continue to Entra ID`: nothing is decided yet. Whoever may not is told so by the page. */
export const goToApprove = definePublicAction({ input }, async (form) => {
  const { link, opened } = await openForm(form);
  if (!opened) redirect(approvalPath(link));
  await leaveWhenTooMany(opened.approver.session, link);
  const started = await startApproval(startDependencies(), opened);
  if (started.ok) {
    const { url, cookie } = started.value;
    await setTransactionCookie(approvalCookieId(opened.link.tokenHash), cookie, APPROVAL_MINUTES);
    redirect(url);
  }
  const { kind } = started.error;
  if (kind === 'changed') await recordChanged(opened);
  redirect(approvalPath(link, kind === 'closed' ? null : kind));
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
async function leaveWhenTooMany({ personId }: Session, link: string): Promise<void> {
  const counted = { key: personId, address: await countedCaller() };
  if ((await countShared(approvalSteps, counted)) !== null) redirect(approvalPath(link, 'tooMany'));
}

export const declineApproval = definePublicAction({ input }, async (form) => {
  const { link, opened } = await openForm(form);
  if (opened) await decideApproval(await completionDependencies(), opened, 'declined');
  redirect(approvalPath(link));
});

/** `Check again`: for when Entra's page was left, or the directory did not show the permission yet. */
export const checkApproval = definePublicAction({ input }, async (form) => {
  const { link, opened } = await openForm(form);
  if (!opened) redirect(approvalPath(link));
  await leaveWhenTooMany(opened.approver.session, link);
  const dependencies = await completionDependencies();
  const verdict = await verifyGrant(await dependencies.graph(opened.approver.session), opened.connector);
  if (verdict === 'granted') await decideApproval(dependencies, opened, 'approved');
  redirect(approvalPath(link, verdict === 'granted' ? null : verdict));
});
