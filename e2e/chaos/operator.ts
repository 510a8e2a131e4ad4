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
import { serverActions } from './server-actions';

/** A person with the role to change connectors, in a browser of their own. */
export type Operator = ReturnType<typeof operator>;

export type Passage =
  | { readonly purpose: 'enable' | 'undo' | 'secret' | 'tokens' | 'verify' | 'leftovers'; readonly connectorId: string }
  | { readonly purpose: 'permissions'; readonly connectorId: string; readonly wish: SiemWish }
  | { readonly purpose: 'secret-remove'; readonly connectorId: string; readonly secretId: string };

/** What the connector is to be for. */
type SiemWish = { readonly siemType: 'wazuh' | 'elastic-defender-endpoint'; readonly incidents: false };

export type AskedApi = 'defender-alerts' | 'graph-alerts';

/** What the dialog of `Enable SIEM integration` is filled in with. */
type AskedConnector = {
  readonly name: string;
  readonly api: AskedApi;
  /** `Ask an administrator` for the permission. */
  readonly grant?: 'ask';
};

/** Told of each flow that begins, and when the work in the tenant is about to begin. */
export type Watch = { readonly onFlow: (flowId: string) => void; readonly onWork: () => Promise<void> };

const LIST = '/settings/siem';
const csrfSchema = z.object({ csrfToken: z.string() });
const urlSchema = z.object({ url: z.string() });
const secretEvent = /"kind":"secret","connectorId":"([^"]+)","secret":\{"secretId":"([^"]+)"/;
const secretResult = /"kind":"secret","secret":\{"secretId":"([^"]+)"/;

export function operator(portalUrl: string, upn: string, browser = httpBrowser()) {
  const actions = serverActions(browser, portalUrl);
  const { call } = actions;
  const setupPage = (flowId: string) => `${LIST}/setup/${flowId}`;

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

  async function consent(flowId: string): Promise<void> {
    await passEntra(await browser.get(`${portalUrl}/consent/start?flow=${flowId}`));
  }

  async function begin(name: string, args: readonly unknown[], watch: Watch): Promise<string> {
    const flowId = randomUUID();
    watch.onFlow(flowId);
    const begun = await call(LIST, name, [{ flowId, opened: true }, ...args]);
    if (!begun.text.includes('"ok":true')) throw new Error(`${name}: ${begun.text.slice(0, 300)}`);
    await consent(flowId);
    await watch.onWork();
    return flowId;
  }

  /** Follows set-up to its end and shows the secret. @returns how it ended */
  async function follow(flowId: string): Promise<string> {
    const { text } = await call(setupPage(flowId), 'followSetup', [flowId]);
    const [, connectorId, secretId] = secretEvent.exec(text) ?? [];
    if (connectorId && secretId) await call(LIST, 'confirmSecretShown', [connectorId, secretId]);
    const states = [...text.matchAll(/"purpose":"\w+","state":"(\w+)"/g)].map(([, state]) => state);
    return states.at(-1) ?? 'gone';
  }

  async function undoOf(flowId: string): Promise<string> {
    const { text } = await call(setupPage(flowId), 'undoSetup', [flowId]);
    return /"kind":"(\w+)"/.exec(text)?.[1] ?? 'nothing';
  }

  async function complete(connectorId: string, flowId: string): Promise<string> {
    const { text } = await call(`${LIST}/${connectorId}`, 'completePassage', [flowId]);
    const secretId = secretResult.exec(text)?.[1];
    if (secretId) await call(LIST, 'confirmSecretShown', [connectorId, secretId]);
    if (text.includes('"kind":"verification"')) return text.includes('"kind":"proven"') ? 'verification' : 'unproven';
    return /"kind":"(\w+)"/.exec(text)?.[1] ?? 'nothing';
  }

  return {
    upn,
    signIn,
    ...{ follow, undoOf },
    ...approvalClicks({ portalUrl, actions, open, passEntra, reload: browser.reload }),
    retry: (flowId: string) => call(setupPage(flowId), 'retrySetup', [flowId]),
    /** Looks at the page of a flow. @returns its HTML */
    openSetup: (flowId: string) => open(setupPage(flowId)),
    /** Looks at a page of the portal. @returns its HTML */
    open,
    list: () => listFrom(LIST),
    secrets: async (connectorId: string): Promise<readonly ListedSecret[]> =>
      listedSecrets(await open(`${LIST}/${connectorId}`)),
    /** `Enable SIEM integration`, from the dialog to the secret. @returns how it ended */
    async enable(asked: AskedConnector, watch: Watch): Promise<string> {
      return follow(await begin('beginEnable', [enableForm(asked)], watch));
    },
    consent,
    /** One click of `Continue to sign-in`. @returns what the portal answers */
    clickEnable: async (flowId: string, name: string): Promise<string> =>
      (await call(LIST, 'beginEnable', [{ flowId, opened: true }, enableForm({ name, api: 'defender-alerts' })])).text,
    /** One page that follows set-up. @returns the whole stream */
    watchSetup: async (flowId: string): Promise<string> =>
      (await call(setupPage(flowId), 'followSetup', [flowId])).text,
    /** `Adopt` of an application that was found without a connector. @returns how it ended */
    adopt: async (applicationId: string): Promise<string> => {
      const { text } = await call(LIST, 'adoptApplication', [applicationId]);
      return text.includes('"ok":true') ? 'adopted' : text.slice(0, 300);
    },
    /** `Remove` of such an application. @returns how it ended */
    removeOrphan: async (applicationId: string, watch: Watch): Promise<string> =>
      undoOf(await begin('beginOrphanRemoval', [applicationId], watch)),
    /** `Resume`, and what the page then follows. @returns the flow, and how it ended */
    async resume(connectorId: string, watch: Watch): Promise<{ readonly flowId: string; readonly ended: string }> {
      const flowId = await begin('beginOnConnector', [{ purpose: 'enable', connectorId }], watch);
      return { flowId, ended: await follow(flowId) };
    },
    /** Work on a connector that exists. @returns how it ended */
    async work(passage: Passage, watch: Watch): Promise<string> {
      const flowId = await begin('beginOnConnector', [passage], watch);
      if (passage.purpose === 'enable') return follow(flowId);
      return passage.purpose === 'undo' ? undoOf(flowId) : complete(passage.connectorId, flowId);
    },
  };
}

function enableForm({ name, api, grant }: AskedConnector): FormData {
  const form = new FormData();
  const asked = { name, api, region: 'eu', secretDays: '30', ...(grant ? { grant } : {}) };
  for (const [field, value] of Object.entries(asked)) form.set(field, value);
  return form;
}
