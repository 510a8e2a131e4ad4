import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { directoryRoles } from '@/lib/session/directory-roles';
import { hashSecret, newCookieValue } from '@/lib/seal/hash-secret';
import type { Session } from '@/lib/session/session';
import { APPROVAL_PURPOSE, type ApprovalTransaction } from './approval';
import { findApproval } from './find-approval';
import { type ConsentAnswer, decideApproval, completeApproval } from './complete-approval';
import { sealer, setUpTest, type TestContext } from './testing/approval-test-context';

beforeAll(database);
afterAll(closeDatabase);

type Given = Partial<ConsentAnswer> & { readonly transaction?: Partial<ApprovalTransaction> };

/** The administrator went to Entra, whose redirect brings this back. */
async function answerFor(
  { dependencies, administrator, browser, clock }: TestContext,
  token: string,
  { transaction, ...given }: Given = {},
): Promise<ConsentAnswer> {
  const { tenantId, personId, id: sessionId } = administrator;
  browser.cookie = newCookieValue();
  const whole: ApprovalTransaction = {
    ...{ tokenHash: hashSecret(token), tenantId, personId, sessionId, cookieHash: hashSecret(browser.cookie) },
    ...{ expiresAt: clock.now + 60_000, ...transaction },
  };
  const state = sealer.seal(APPROVAL_PURPOSE, JSON.stringify(whole));
  await dependencies.approvals.beginTransaction({ tenantId, tokenHash: hashSecret(token) }, hashSecret(state));
  return { state, error: null, errorDescription: null, ...given };
}

describe('completeApproval', () => {
  const complete = (on: TestContext, who: Session | null, what: ConsentAnswer) =>
    completeApproval(on.dependencies, who, what);

  it.each([null, 'some-state', sealer.seal('consent-passage', '{}')])('leaves state %j to others', async (state) => {
    const testContext = await setUpTest();
    const answer = { state, error: null, errorDescription: null };
    expect(await complete(testContext, testContext.administrator, answer)).toEqual({
      ok: false,
      error: { kind: 'notOurs' },
    });
  });

  it('takes an answer only from the person who went', async () => {
    const testContext = await setUpTest();
    testContext.directory.granted = true;
    const answer = await answerFor(testContext, await testContext.ask());
    const others = [null, testContext.person(directoryRoles.globalAdministrator)];
    for (const session of [...others, { ...testContext.administrator, tenantId: randomUUID() }]) {
      expect(await complete(testContext, session, answer)).toEqual({ ok: false, error: { kind: 'refused' } });
    }
    expect(await testContext.stateOf()).toBe('waiting');
    const reasons = testContext.audited
      .filter(({ outcome }) => outcome === 'refused')
      .map(({ detail }) => detail?.reason);
    expect(reasons).toEqual(['session', 'person', 'person']);
  });

  it('does not believe a redirect that says yes', async () => {
    const testContext = await setUpTest();
    const token = await testContext.ask();
    const first = await answerFor(testContext, token);
    expect(await complete(testContext, testContext.administrator, first)).toMatchObject({
      value: { problem: 'missing' },
    });
    testContext.directory.status = 403;
    const second = await answerFor(testContext, token);
    expect(await complete(testContext, testContext.administrator, second)).toMatchObject({
      value: { problem: 'unread' },
    });
    expect(await testContext.stateOf()).toBe('waiting');
  });

  it('does not decide for a person who lost the role meanwhile', async () => {
    const testContext = await setUpTest();
    testContext.directory.granted = true;
    const answer = await answerFor(testContext, await testContext.ask());
    const demoted = { ...testContext.administrator, roles: [] };
    expect(await complete(testContext, demoted, answer)).toMatchObject({ ok: true, value: { problem: null } });
    expect(await testContext.stateOf()).toBe('waiting');
  });

  it.each([
    ['consent_required', 'AADSTS65004: The resource owner or authorization server denied the request.', 'cancelled'],
    ['access_denied', 'AADSTS65004: User declined to consent to access the app.', 'cancelled'],
    ['permission_denied', 'The admin canceled the request', 'cancelled'],
    ['access_denied', 'AADSTS90094: an administrator is needed', 'adminApproval'],
    ['server_error', 'AADSTS90033: A transient error has occurred.', 'entra'],
  ] as const)('after %s with "%s" says %s and decides nothing', async (error, errorDescription, problem) => {
    const testContext = await setUpTest();
    const answer = await answerFor(testContext, await testContext.ask(), { error, errorDescription });
    expect(await complete(testContext, testContext.administrator, answer)).toMatchObject({ value: { problem } });
    expect(await testContext.stateOf()).toBe('waiting');
  });

  it.each([
    ['otherSession', { sessionId: 'another' }],
    ['expired', { expiresAt: 0 }],
    ['cookie', { cookieHash: hashSecret('another') }],
  ] as const)('refuses what is not the return that it waits for: %s', async (reason, transaction) => {
    const testContext = await setUpTest();
    testContext.directory.granted = true;
    const answer = await answerFor(testContext, await testContext.ask(), { transaction });
    const refused = { ok: false, error: { kind: 'refused' } };
    expect(await complete(testContext, testContext.administrator, answer)).toEqual(refused);
    expect(await testContext.stateOf()).toBe('waiting');
    expect(testContext.audited.at(-1)).toMatchObject({ outcome: 'refused', detail: { reason } });
  });

  it('believes only the newest return, and that once', async () => {
    const testContext = await setUpTest();
    const token = await testContext.ask();
    const older = await answerFor(testContext, token);
    const { cookie } = testContext.browser;
    const newest = await answerFor(testContext, token);
    const problems = [];
    for (const answer of [newest, newest])
      problems.push(await complete(testContext, testContext.administrator, answer));
    testContext.browser.cookie = cookie;
    problems.push(await complete(testContext, testContext.administrator, older));
    expect(problems.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(testContext.audited.at(-1)).toMatchObject({ detail: { reason: 'replayed' } });
  });

  it('records an approval that the directory bears out, once, with who and for whom', async () => {
    const testContext = await setUpTest();
    testContext.directory.granted = true;
    const answer = await answerFor(testContext, await testContext.ask());
    const both = [0, 1].map(() => complete(testContext, testContext.administrator, answer));
    expect((await Promise.all(both)).map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await testContext.stateOf()).toBe('approved');
    const ended = testContext.audited.filter(({ outcome }) => outcome !== 'begun');
    const decided = ended.filter(({ action }) => action === 'approval-decide');
    expect(decided.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
    expect(decided.find(({ outcome }) => outcome === 'done')).toMatchObject({
      personId: testContext.administrator.personId,
      detail: { decision: 'approved' },
    });
  });

  it('changes nothing once it is decided', async () => {
    const testContext = await setUpTest();
    const token = await testContext.ask();
    const opened = await findApproval(testContext.dependencies, testContext.administrator, hashSecret(token));
    if (!opened.ok) throw new Error(opened.error.kind);
    expect(await decideApproval(testContext.dependencies, opened.value, 'declined')).toBe(true);
    testContext.directory.granted = true;
    await complete(testContext, testContext.administrator, await answerFor(testContext, token));
    expect(await testContext.stateOf()).toBe('declined');
  });
});
