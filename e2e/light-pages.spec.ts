import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { readClientMessages } from '../scripts/client-messages';
import { expect, test } from './fixtures';
import { messagesIn, scriptBytes } from './support/page-payload';

const KIB = 1_024;

/** What a page is made of. Next keeps at hand, behind every page, how it would fail and that it is not there. */
const around = ['app/layout.tsx', 'app/error.tsx', 'app/not-found.tsx', 'components/shell/language-menu.tsx'];
const portal = ['app/(portal)/layout.tsx'];
const pages = {
  signIn: ['components/session/sign-in-panel.tsx'],
  siem: ['app/(portal)/settings/siem/page.tsx', ...portal],
  connector: ['app/(portal)/settings/siem/[connector]/page.tsx', ...portal],
  setUp: ['app/(portal)/settings/siem/setup/[operation]/page.tsx', ...portal],
  troubleshooting: ['app/(portal)/settings/troubleshooting/page.tsx', ...portal],
  approve: ['app/approve/[link]/page.tsx'],
  consentDone: ['app/consent/done/page.tsx'],
  popUpTest: ['app/pop-up-test/page.tsx'],
  forbidden: ['app/forbidden.tsx'],
  notFound: ['app/(portal)/not-found.tsx', ...portal],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const sources = readClientMessages(process.cwd());

/** The page's HTML, after a look at the messages in it. */
async function checkMessages(request: APIRequestContext, page: keyof typeof pages, path: string): Promise<string> {
  const html = await (await request.get(path)).text();
  const needed = new Set([...around, ...pages[page]].flatMap((file) => [...sources.neededBy(file)]));
  const idle = [...messagesIn(html)].filter((message) => !needed.has(message));
  expect(idle, `${page} carries messages that nothing on it draws`).toEqual([]);
  expect([...messagesIn(html)], `${page} can say that it failed`).toContain('app.failed.title');
  return html;
}

test('no page carries a message that nothing on it draws, and the three most used are light', async ({
  page,
  request,
  people,
  signIn,
  siem,
  anotherBrowser,
}) => {
  const signedOut = await checkMessages(request, 'signIn', '/sign-in');
  await signIn(people.globalAdmin);
  await siem.enableConnector({ name: 'One' }, people.globalAdmin);
  await siem.open();
  const setUp = page.waitForURL(/setup/).then(() => new URL(page.url()).pathname);
  await siem.enableConnector({ name: 'Two' }, people.globalAdmin);
  const connector = await checkMessages(page.request, 'connector', new URL(page.url()).pathname);
  const list = await checkMessages(page.request, 'siem', '/settings/siem');

  await checkMessages(page.request, 'setUp', await setUp);
  await checkMessages(page.request, 'troubleshooting', '/settings/troubleshooting');
  await checkMessages(page.request, 'approve', '/approve/nothing');
  await checkMessages(page.request, 'consentDone', '/consent/done');
  await checkMessages(page.request, 'popUpTest', '/pop-up-test');
  await checkMessages(page.request, 'notFound', `/settings/siem/${randomUUID()}`);
  await checkMessages((await anotherBrowser(people.user)).request, 'forbidden', '/settings/siem');

  expect(Buffer.byteLength(signedOut)).toBeLessThanOrEqual(20 * KIB);
  expect(scriptBytes(signedOut)).toBeLessThanOrEqual(150 * KIB);
  expect(Buffer.byteLength(list)).toBeLessThanOrEqual(60 * KIB);
  expect(scriptBytes(list)).toBeLessThanOrEqual(178 * KIB);
  expect(Buffer.byteLength(connector)).toBeLessThanOrEqual(90 * KIB);
  expect(scriptBytes(connector)).toBeLessThanOrEqual(210 * KIB);
});
