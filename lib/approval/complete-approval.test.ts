import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { directoryRoles } from '@/lib/session/directory-roles';
import type { Session } from '@/lib/session/session';
import { APPROVAL_PURPOSE } from './approval';
import { findApproval } from './find-approval';
import { type ConsentAnswer, decideApproval, completeApproval } from './complete-approval';
import { sealer, setUpTest, type TestContext } from './testing/approval-test-context';

beforeAll(database);
afterAll(closeDatabase);

/** What Entra's redirect brings back for this person. */
function answerFor(token: string, { tenantId, personId }: Session, given: Partial<ConsentAnswer> = {}): ConsentAnswer {
  const state = sealer.seal(APPROVAL_PURPOSE, JSON.stringify({ token, tenantId, personId }));
  return { state, error: null, errorDescription: null, ...given };
}

describe('settleApproval', () => {
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
    const answer = answerFor(await testContext.ask(), testContext.administrator);
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
    const answer = answerFor(await testContext.ask(), testContext.administrator);
    expect(await complete(testContext, testContext.administrator, answer)).toMatchObject({
      value: { problem: 'missing' },
    });
    testContext.directory.status = 403;
    expect(await complete(testContext, testContext.administrator, answer)).toMatchObject({
      value: { problem: 'unread' },
    });
    expect(await testContext.stateOf()).toBe('waiting');
  });

  it('does not decide for a person who lost the role meanwhile', async () => {
    const testContext = await setUpTest();
    testContext.directory.granted = true;
    const answer = answerFor(await testContext.ask(), testContext.administrator);
    const demoted = { ...testContext.administrator, roles: [] };
    expect(await complete(testContext, demoted, answer)).toMatchObject({ ok: true, value: { problem: null } });
    expect(await testContext.stateOf()).toBe('waiting');
  });

  it.each([
    ['consent_required', 'AADSTS65004: The resource owner or authorization server denied the request.', 'declined'],
    ['access_denied', 'AADSTS65004: User declined to consent to access the app.', 'declined'],
    ['permission_denied', 'The admin canceled the request', 'declined'],
    ['access_denied', 'AADSTS90094: an administrator is needed', 'waiting'],
    ['server_error', 'AADSTS90033: A transient error has occurred.', 'waiting'],
  ] as const)('after %s with "%s" it is %s', async (error, errorDescription, state) => {
    const testContext = await setUpTest();
    const answer = answerFor(await testContext.ask(), testContext.administrator, { error, errorDescription });
    await complete(testContext, testContext.administrator, answer);
    expect(await testContext.stateOf()).toBe(state);
  });

  it('records an approval that the directory bears out, once, with who and for whom', async () => {
    const testContext = await setUpTest();
    testContext.directory.granted = true;
    const answer = answerFor(await testContext.ask(), testContext.administrator);
    for (const completed of await Promise.all(
      [0, 1].map(() => complete(testContext, testContext.administrator, answer)),
    ))
      expect(completed).toMatchObject({ value: { problem: null } });
    expect(await testContext.stateOf()).toBe('approved');
    const ended = testContext.audited.filter(({ outcome }) => outcome !== 'begun');
    const decided = ended.filter(({ action }) => action === 'approval-decide');
    expect(decided.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
    expect(decided[0]).toMatchObject({
      personId: testContext.administrator.personId,
      detail: { decision: 'approved' },
    });
  });

  it('changes nothing once it is decided', async () => {
    const testContext = await setUpTest();
    const token = await testContext.ask();
    const opened = await findApproval(testContext.dependencies, testContext.administrator, token);
    if (!opened.ok) throw new Error(opened.error.kind);
    expect(await decideApproval(testContext.dependencies, opened.value, 'declined')).toBe(true);
    testContext.directory.granted = true;
    await complete(testContext, testContext.administrator, answerFor(token, testContext.administrator));
    expect(await testContext.stateOf()).toBe('declined');
  });
});
