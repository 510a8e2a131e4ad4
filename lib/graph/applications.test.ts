import { describe, expect, it } from 'vitest';
import { addPassword, createApplication, deleteApplication, findApplication, removePassword } from './applications';
import { isNameTaken, isPasswordUnknown, isPolicyRefusal } from './graph-error';
import { answer, noContent, refusal, scriptedGraph } from './testing/scripted-graph';

const id = '33333333-aaaa-4bbb-8ccc-000000000003';
const keyId = '44444444-aaaa-4bbb-8ccc-000000000004';
const endDateTime = '2027-01-01T00:00:00.000Z';
const password = { keyId, displayName: 'first', hint: 'abc', endDateTime };
const application = { id, appId: '55555555-aaaa-4bbb-8ccc-000000000005' };
const plan = {
  ...{ displayName: 'ArcSight', uniqueName: 'siem-connect-1', tags: ['siem-connect'], notes: 'Made by a test.' },
  serviceManagementReference: null,
  redirectUris: ['http://localhost:3000/consent/callback'],
  resourceAppId: 'fc780465-2017-40d4-a0c5-307022471b92',
  access: [{ id: '71fe6b80-7034-4028-9ed8-0f316df9c3ff', type: 'Role' }],
  password: { displayName: 'first', endDateTime },
} as const;

describe('createApplication', () => {
  it('asks in one request for a single-tenant application with one secret', async () => {
    const created = { ...application, passwordCredentials: [{ ...password, secretText: 'the-secret' }] };
    const { context, sent } = scriptedGraph(answer(created, 201));
    expect(await createApplication(context, plan)).toEqual({ ok: true, value: created });
    expect(sent).toMatchObject([{ method: 'POST', path: '/applications' }]);
    expect(sent[0]?.headers.get('content-type')).toBe('application/json');
    expect(sent[0]?.body).toEqual({
      ...{ displayName: 'ArcSight', uniqueName: 'siem-connect-1', signInAudience: 'AzureADMyOrg' },
      ...{ notes: 'Made by a test.', tags: ['siem-connect'] },
      web: { redirectUris: ['http://localhost:3000/consent/callback'] },
      requiredResourceAccess: [
        {
          resourceAppId: 'fc780465-2017-40d4-a0c5-307022471b92',
          resourceAccess: [{ id: '71fe6b80-7034-4028-9ed8-0f316df9c3ff', type: 'Role' }],
        },
      ],
      passwordCredentials: [{ displayName: 'first', endDateTime }],
    });
  });

  it.each([
    ['no secret', { ...application, passwordCredentials: [] }],
    ['a secret without its text', { ...application, passwordCredentials: [{ ...password, secretText: null }] }],
  ])('takes an application with %s for a malformed answer', async (_, created) => {
    const { context } = scriptedGraph(answer(created, 201));
    expect(await createApplication(context, plan)).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });

  it('tells a name that is taken from a policy that forbids the secret', async () => {
    const taken = 'Another object with the same value for property uniqueName already exists.';
    const { context } = scriptedGraph(
      refusal(400, 'Request_BadRequest', taken),
      refusal(400, 'CredentialTypeNotAllowedAsPerAppPolicy', 'Credential type not allowed as per assigned policy'),
    );
    const [name, policy] = [await createApplication(context, plan), await createApplication(context, plan)];
    if (name.ok || policy.ok) throw new Error('not refused');
    expect([isNameTaken(name.error), isPolicyRefusal(name.error)]).toEqual([true, false]);
    expect([isNameTaken(policy.error), isPolicyRefusal(policy.error)]).toEqual([false, true]);
  });
});

describe('findApplication', () => {
  it('looks by the unique name and reads which passwords there are, without their text', async () => {
    const found = { ...application, passwordCredentials: [{ ...password, displayName: null, secretText: null }] };
    const { context, sent } = scriptedGraph(answer(found));
    expect(await findApplication(context, 'siem-connect-1')).toEqual({
      ok: true,
      value: { ...application, passwordCredentials: [{ ...password, displayName: null }] },
    });
    expect(sent[0]?.path).toBe("/applications(uniqueName='siem-connect-1')?$select=id,appId,passwordCredentials");
  });
});

describe('passwords', () => {
  it('are added with name and end', async () => {
    const { context, sent } = scriptedGraph(answer({ ...password, secretText: 'the-secret' }));
    const added = await addPassword(context, id, plan.password);
    expect(added).toMatchObject({ ok: true, value: { keyId, secretText: 'the-secret' } });
    expect(sent).toMatchObject([
      {
        method: 'POST',
        path: `/applications/${id}/addPassword`,
        body: { passwordCredential: { displayName: 'first', endDateTime } },
      },
    ]);
  });

  it('are removed by their key; an unknown one is told', async () => {
    const words = `No password credential found with keyId '${keyId}'.`;
    const { context, sent } = scriptedGraph(noContent, refusal(400, 'Request_BadRequest', words));
    expect(await removePassword(context, id, keyId)).toEqual({ ok: true, value: undefined });
    expect(sent).toMatchObject([{ method: 'POST', path: `/applications/${id}/removePassword`, body: { keyId } }]);
    const again = await removePassword(context, id, keyId);
    expect(!again.ok && isPasswordUnknown(again.error)).toBe(true);
  });
});

describe('deleteApplication', () => {
  it('names the object and nothing else', async () => {
    const { context, sent } = scriptedGraph(noContent);
    expect((await deleteApplication(context, id)).ok).toBe(true);
    expect(sent).toMatchObject([{ method: 'DELETE', path: `/applications/${id}`, body: undefined }]);
  });
});
