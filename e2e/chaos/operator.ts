import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { approvalClicks } from './approval-clicks';
import { type Answer, httpBrowser } from '@siem-connect/testing/http-browser';
import {
  type ListedConnector,
  listedConnectors,
  listedSecrets,
  type ListedSecret,
  nextListPage,
  words,
} from './portal-pages';
import { good, operationDoor, secretOf } from './operation-door';
import { serverActions } from './server-actions';

/** A person with the role to change connectors, in a browser of their own. */
export type Operator = ReturnType<typeof operator>;

export type Work =
  | {
      readonly kind: 'enable' | 'undo' | 'new-secret' | 'tokens' | 'verify' | 'clean-up';
      readonly connectorId: string;
    }
  | { readonly kind: 'permissions'; readonly connectorId: string; readonly use: SiemUse }
  | { readonly kind: 'remove-secret'; readonly connectorId: string; readonly secretId: string };

/** What the connector is to be for. */
type SiemUse = { readonly siemType: 'wazuh' | 'elastic-defender-endpoint'; readonly incidents: false };

export type AskedApi = 'defender-alerts' | 'graph-alerts';

/** What the dialog of `Enable SIEM integration` is filled in with. */
type AskedConnector = {
  readonly name: string;
  readonly api: AskedApi;
  /** `Ask an administrator` for the permission. */
  readonly grant?: 'ask';
};

/** Told of each operation that begins, and when its work in the tenant is about to begin. */
export type Watch = { readonly onBegin: (operationId: string) => void; readonly onWork: () => Promise<void> };

const LIST = '/settings/siem';
const csrfSchema = z.object({ csrfToken: z.string() });
const urlSchema = z.object({ url: z.string() });
export function operator(portalUrl: string, upn: string, browser = httpBrowser()) {
  const actions = serverActions(browser, portalUrl);
  const { call } = actions;
  const door = operationDoor(browser, portalUrl);
  const setupPage = (operationId: string) => `${LIST}/setup/${operationId}`;

  /** Goes through Entra's pages, as many as there are, until the portal has the browser again. */
  async function passEntra(page: Answer, decision: 'accept' | 'cancel' = 'accept'): Promise<Answer> {
    if (page.url.startsWith(portalUrl)) return page;
    if (!page.text.includes('<form')) throw new Error(`Entra refuses: ${words(page.text)}`);
    const asked = page.text.includes('value="accept"');
    return passEntra(await browser.press(page, asked ? { decision } : { account: upn }), decision);
  }

  async function signIn(): Promise<void> {
    const { csrfToken } = csrfSchema.parse(JSON.parse((await browser.get(`${portalUrl}/api/auth/csrf`)).text));
    const form = new URLSearchParams({ csrfToken, json: 'true', callbackUrl: portalUrl + LIST });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const started = await browser.post(`${portalUrl}/api/auth/signin/entra`, { headers, body: form.toString() });
    await passEntra(await browser.get(urlSchema.parse(JSON.parse(started.text)).url));
  }

  async function open(path: string): Promise<string> {
    const page = await browser.get(portalUrl + path);
    if (!new URL(page.url).pathname.startsWith('/sign-in')) return page.text;
    await signIn();
    return (await browser.get(portalUrl + path)).text;
  }

  async function listFrom(path: string): Promise<readonly ListedConnector[]> {
    const html = await open(path);
    const next = nextListPage(html);
    return [...listedConnectors(html), ...(next ? await listFrom(next) : [])];
  }

  async function consent(operationId: string): Promise<void> {
    await passEntra(await browser.get(`${portalUrl}/consent/start?operation=${operationId}`));
  }

  async function begin(operation: object, watch: Watch): Promise<string> {
    const operationId = randomUUID();
    watch.onBegin(operationId);
    good('begin', await door.begin(operation, operationId));
    await consent(operationId);
    await watch.onWork();
    return operationId;
  }

  /** Follows an operation to its end and shows its secret. @returns how it ended */
  async function follow(operationId: string): Promise<string> {
    const { view, result } = await door.follow(operationId);
    const secret = secretOf(result);
    if (secret) {
      const { connectorId } = secret;
      await call(`${LIST}/${connectorId}`, 'confirmSecretShown', [connectorId, secret.secret.secretId]);
    }
    if (view.state !== 'done' && view.outcome?.kind !== 'undone') return view.state;
    if (result?.kind === 'verification')
      return JSON.stringify(result).includes('"kind":"proven"') ? 'verified' : 'unproven';
    return view.outcome?.kind ?? 'nothing';
  }

  async function undoOf(operationId: string): Promise<string> {
    await door.undo(operationId);
    return follow(operationId);
  }

  return {
    upn,
    signIn,
    ...{ follow, undoOf },
    ...approvalClicks({ portalUrl, actions, open, passEntra, reload: browser.reload }),
    retry: door.retry,
    /** Looks at the page of a set-up. @returns its HTML */
    openSetup: (operationId: string) => open(setupPage(operationId)),
    /** Looks at a page of the portal. @returns its HTML */
    open,
    list: () => listFrom(LIST),
    secrets: async (connectorId: string): Promise<readonly ListedSecret[]> =>
      listedSecrets(await open(`${LIST}/${connectorId}`)),
    /** `Enable SIEM integration`, from the dialog to the secret. @returns how it ended */
    async enable(asked: AskedConnector, watch: Watch): Promise<string> {
      return follow(await begin(enableRequest(asked), watch));
    },
    consent,
    /** One click of `Continue to sign-in`. @returns what the portal answers */
    clickEnable: (operationId: string, name: string) =>
      door.begin(enableRequest({ name, api: 'defender-alerts' }), operationId),
    /** One page that follows an operation, by one connection. @returns the whole stream */
    watch: door.stream,
    /** `Adopt` of an application that was found without a connector. @returns how it ended */
    adopt: async (applicationId: string): Promise<string> => {
      const { text } = await call(LIST, 'adoptApplication', [applicationId]);
      return text.includes('"ok":true') ? 'adopted' : text.slice(0, 300);
    },
    /** `Remove` of such an application. @returns how it ended */
    removeOrphan: async (applicationId: string, watch: Watch): Promise<string> =>
      follow(await begin({ kind: 'remove-orphan', applicationId }, watch)),
    /** `Resume`, and what the page then follows. @returns the operation, and how it ended */
    async resume(connectorId: string, watch: Watch): Promise<{ readonly operationId: string; readonly ended: string }> {
      const operationId = await begin({ kind: 'resume', connectorId }, watch);
      return { operationId, ended: await follow(operationId) };
    },
    /** Work on a connector that exists. @returns how it ended */
    work: async (work: Work, watch: Watch): Promise<string> =>
      follow(await begin(work.kind === 'enable' ? { ...work, kind: 'resume' } : work, watch)),
  };
}

function enableRequest({ name, api, grant }: AskedConnector): object {
  return { kind: 'enable', name, api, region: 'eu', secretDays: 30, ...(grant ? { grant } : {}) };
}
