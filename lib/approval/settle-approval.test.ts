import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { directoryRoles } from '@/lib/session/directory-roles';
import type { Session } from '@/lib/session/session';
import { APPROVAL_PURPOSE } from './approval';
import { findApproval } from './find-approval';
import { type ConsentAnswer, decideApproval, settleApproval } from './settle-approval';
import { sealer, stage, type Staged } from './testing/approval-stage';

beforeAll(database);
afterAll(closeDatabase);

/** What Entra's redirect brings back for this person. */
function answerFor(token: string, { tenantId, personId }: Session, given: Partial<ConsentAnswer> = {}): ConsentAnswer {
  const state = sealer.seal(APPROVAL_PURPOSE, JSON.stringify({ token, tenantId, personId }));
  return { state, error: null, errorDescription: null, ...given };
}

describe('settleApproval', () => {
  const settle = (on: Staged, who: Session | null, what: ConsentAnswer) => settleApproval(on.dependencies, who, what);

  it.each([null, 'some-state', sealer.seal('consent-passage', '{}')])('leaves state %j to others', async (state) => {
    const staged = await stage();
    const answer = { state, error: null, errorDescription: null };
    expect(await settle(staged, staged.administrator, answer)).toEqual({ ok: false, error: { kind: 'notOurs' } });
  });

  it('takes an answer only from the person who went', async () => {
    const staged = await stage();
    staged.directory.granted = true;
    const answer = answerFor(await staged.ask(), staged.administrator);
    const others = [null, staged.person(directoryRoles.globalAdministrator)];
    for (const session of [...others, { ...staged.administrator, tenantId: randomUUID() }]) {
      expect(await settle(staged, session, answer)).toEqual({ ok: false, error: { kind: 'refused' } });
    }
    expect(await staged.stateOf()).toBe('waiting');
    const reasons = staged.audited.filter(({ outcome }) => outcome === 'refused').map(({ detail }) => detail?.reason);
    expect(reasons).toEqual(['session', 'person', 'person']);
  });

  it('does not believe a redirect that says yes', async () => {
    const staged = await stage();
    const answer = answerFor(await staged.ask(), staged.administrator);
    expect(await settle(staged, staged.administrator, answer)).toMatchObject({ value: { problem: 'missing' } });
    staged.directory.status = 403;
    expect(await settle(staged, staged.administrator, answer)).toMatchObject({ value: { problem: 'unread' } });
    expect(await staged.stateOf()).toBe('waiting');
  });

  it('does not decide for a person who lost the role meanwhile', async () => {
    const staged = await stage();
    staged.directory.granted = true;
    const answer = answerFor(await staged.ask(), staged.administrator);
    const demoted = { ...staged.administrator, roles: [] };
    expect(await settle(staged, demoted, answer)).toMatchObject({ ok: true, value: { problem: null } });
    expect(await staged.stateOf()).toBe('waiting');
  });

  it.each([
    ['consent_required', 'AADSTS65004: The resource owner or authorization server denied the request.', 'declined'],
    ['access_denied', 'AADSTS65004: User declined to consent to access the app.', 'declined'],
    ['permission_denied', 'The admin canceled the request', 'declined'],
    ['access_denied', 'AADSTS90094: an administrator is needed', 'waiting'],
    ['server_error', 'AADSTS90033: A transient error has occurred.', 'waiting'],
  ] as const)('after %s with "%s" it is %s', async (error, errorDescription, state) => {
    const staged = await stage();
    const answer = answerFor(await staged.ask(), staged.administrator, { error, errorDescription });
    await settle(staged, staged.administrator, answer);
    expect(await staged.stateOf()).toBe(state);
  });

  it('records an approval that the directory bears out, once, with who and for whom', async () => {
    const staged = await stage();
    staged.directory.granted = true;
    const answer = answerFor(await staged.ask(), staged.administrator);
    for (const settled of await Promise.all([0, 1].map(() => settle(staged, staged.administrator, answer))))
      expect(settled).toMatchObject({ value: { problem: null } });
    expect(await staged.stateOf()).toBe('approved');
    const decided = staged.audited.filter(({ action }) => action === 'approval-decide');
    expect(decided.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
    expect(decided[0]).toMatchObject({ personId: staged.administrator.personId, detail: { decision: 'approved' } });
  });

  it('changes nothing once it is decided', async () => {
    const staged = await stage();
    const token = await staged.ask();
    const opened = await findApproval(staged.dependencies, staged.administrator, token);
    if (!opened.ok) throw new Error(opened.error.kind);
    expect(await decideApproval(staged.dependencies, opened.value, 'declined')).toBe(true);
    staged.directory.granted = true;
    await settle(staged, staged.administrator, answerFor(token, staged.administrator));
    expect(await staged.stateOf()).toBe('declined');
  });
});
