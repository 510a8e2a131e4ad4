import { describe, expect, it } from 'vitest';
import { listRoles } from './members';
import { answer, refusal, scriptedGraph } from './testing/scripted-graph';

const role = (roleTemplateId: string | null) => ({ '@odata.type': '#microsoft.graph.directoryRole', roleTemplateId });
const group = { '@odata.type': '#microsoft.graph.group', displayName: 'All staff' };
const page = (value: readonly unknown[], next?: string) => answer({ value, ...(next && { '@odata.nextLink': next }) });
const nextPage = 'https://graph.example/v1.0/me/transitiveMemberOf?$skiptoken=abc';

describe('listRoles', () => {
  it('finds roles on every page, and leaves groups out', async () => {
    const { context, sent } = scriptedGraph(page([group, role('one')], nextPage), page([role('two')]));
    expect(await listRoles(context)).toEqual({ ok: true, value: { templateIds: ['one', 'two'], complete: true } });
    expect(sent.map(({ path }) => path)).toEqual(['/me/transitiveMemberOf', '/me/transitiveMemberOf?$skiptoken=abc']);
  });

  it('knows that it does not know all when Graph hides which roles they are', async () => {
    const { context } = scriptedGraph(page([role('one'), role(null)]));
    expect(await listRoles(context)).toMatchObject({ ok: true, value: { complete: false } });
  });

  it('never takes the token to another host, and knows that it has not read all', async () => {
    const { context, sent } = scriptedGraph(page([role('one')], 'https://evil.example/v1.0/me/transitiveMemberOf?x'));
    expect(await listRoles(context)).toEqual({ ok: true, value: { templateIds: ['one'], complete: false } });
    expect(sent).toHaveLength(1);
  });

  it('fails as a whole when a page fails: a missing role would lock somebody out', async () => {
    const { context } = scriptedGraph(page([role('one')], nextPage), refusal(403, 'Authorization_RequestDenied', ''));
    expect(await listRoles(context)).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  });
});
