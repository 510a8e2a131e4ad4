import { describe, expect, it } from 'vitest';
import { isApplicationNotReplicated } from './graph-error';
import { ensureServicePrincipal, findServicePrincipal, listOwners } from './service-principals';
import { answer, noContent, refusal, scriptedGraph } from './testing/scripted-graph';

const appId = '55555555-aaaa-4bbb-8ccc-000000000005';
const id = '44444444-aaaa-4bbb-8ccc-000000000004';

const marks = { tag: 'siem-connect', notes: 'n' };

describe('ensureServicePrincipal', () => {
  it('makes it only when it is missing, hidden from people', async () => {
    const { context, sent } = scriptedGraph(answer({ id, appId }, 201));
    expect(await ensureServicePrincipal(context, appId, marks)).toEqual({ ok: true, value: id });
    expect(sent).toMatchObject([{ method: 'PATCH', path: `/servicePrincipals(appId='${appId}')` }]);
    expect(sent[0]?.body).toEqual({ tags: ['HideApp', 'siem-connect'], notes: 'n' });
    expect(sent[0]?.headers.get('prefer')).toBe('create-if-missing');
  });

  it('finds the one that is there, whose answer has no body', async () => {
    const { context, sent } = scriptedGraph(noContent, answer({ id }));
    expect(await ensureServicePrincipal(context, appId, marks)).toEqual({ ok: true, value: id });
    expect(sent[1]).toMatchObject({ method: 'GET', path: `/servicePrincipals(appId='${appId}')?$select=id` });
  });

  it.each([
    [400, `The appId '${appId}' of the service principal does not reference a valid application object.`, true],
    [
      403,
      'When using this permission, the backing application of the service principal being created must in the local tenant',
      true,
    ],
    [403, 'Insufficient privileges to complete the operation.', false],
  ])('tells by status %i and words whether the application is only not known yet', async (status, words, isNew) => {
    const { context } = scriptedGraph(refusal(status, 'Some_Code', words));
    const refused = await ensureServicePrincipal(context, appId, marks);
    expect(!refused.ok && isApplicationNotReplicated(refused.error)).toBe(isNew);
  });
});

describe('findServicePrincipal', () => {
  it('tells one that is missing from one that cannot be read', async () => {
    const { context } = scriptedGraph(refusal(404, 'Request_ResourceNotFound', ''), answer({ id: 'no guid' }));
    expect(await findServicePrincipal(context, appId)).toMatchObject({ ok: false, error: { kind: 'notFound' } });
    expect(await findServicePrincipal(context, appId)).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });
});

describe('listOwners', () => {
  it('gives the object ids of people and applications alike', async () => {
    const { context, sent } = scriptedGraph(
      answer({
        value: [
          { '@odata.type': '#microsoft.graph.user', id },
          { '@odata.type': '#microsoft.graph.servicePrincipal', id: appId },
        ],
      }),
    );
    expect(await listOwners(context, id)).toEqual({ ok: true, value: [id, appId] });
    expect(sent[0]?.path).toBe(`/servicePrincipals/${id}/owners?$select=id`);
  });
});
