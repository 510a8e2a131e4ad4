import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Answer } from '@siem-connect/testing/http-browser';
import type { ServerActions } from './server-actions';

/** What the administrator does with a link: `cancel` on Entra's page before they decline, or `decline` at once. */
export type ApprovalAnswer = 'approve' | 'cancel' | 'decline';

type Person = {
  readonly portalUrl: string;
  readonly actions: ServerActions;
  /** A page of the portal, after a sign-in where one is needed. */
  readonly open: (path: string) => Promise<string>;
  readonly passEntra: (page: Answer, decision: 'accept' | 'cancel') => Promise<Answer>;
  readonly reload: () => Promise<Answer | null>;
};

const statusSchema = z.object({ state: z.enum(['none', 'waiting', 'expired', 'approved', 'declined']) });

/** As often as a person would come back to a page whose tenant lags. */
const LOOKS = 15;
const LOOK_EVERY_MS = 1_000;

/** What requester and administrator click on the way of `Ask an administrator`. */
export function approvalClicks({ portalUrl, actions, open, passEntra, reload }: Person) {
  const decision = async (connectorId: string) =>
    statusSchema.parse(JSON.parse(await open(`/approve/status?connector=${connectorId}`))).state;

  /** Goes to Entra ID by the link, and back. Entra may not have heard of the application yet. */
  async function visitEntra(page: string, answer: 'approve' | 'cancel'): Promise<void> {
    const link = page.slice(page.lastIndexOf('/') + 1);
    for (let look = 1; ; look += 1) {
      const next = await actions.submit(page, 'goToApprove', { link });
      try {
        await passEntra(next, answer === 'approve' ? 'accept' : 'cancel');
        return;
      } catch (error) {
        if (look === LOOKS || !(error instanceof Error) || !error.message.startsWith('Entra refuses')) throw error;
      }
      await sleep(LOOK_EVERY_MS);
    }
  }

  return {
    decision,
    /** `Create a link`. @returns the link, which is displayed only once */
    async makeLink(connectorId: string): Promise<string> {
      const { text } = await actions.call(`/settings/siem/${connectorId}`, 'makeApprovalLink', [connectorId]);
      const link = /"value":"([^"]+)"/.exec(text)?.[1];
      if (!link) throw new Error(`No link: ${text.slice(0, 300)}`);
      return link;
    },
    /** Opens the link and answers; `Check again` until a tenant that lags shows the permission. */
    async answerLink(link: string, connectorId: string, answer: ApprovalAnswer): Promise<void> {
      const [page = '', token = ''] = link.slice(portalUrl.length).split('#');
      await open(page);
      await actions.submit(page, 'openApprovalLink', { token });
      const linkId = page.slice(page.lastIndexOf('/') + 1);
      if (answer !== 'decline') await visitEntra(page, answer);
      if (answer !== 'approve') await actions.submit(page, 'declineApproval', { link: linkId });
      for (let look = 1; look <= LOOKS && (await decision(connectorId)) === 'waiting'; look += 1) {
        if (answer === 'approve') await actions.submit(page, 'checkApproval', { link: linkId });
        await sleep(LOOK_EVERY_MS);
      }
    },
    /** The page that was open when nobody answered is loaded again, also the way back from Entra. */
    checkAgain: async (): Promise<boolean> => (await reload()) !== null,
  };
}
