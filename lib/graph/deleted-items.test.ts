import { expect, it } from 'vitest';
import { purgeDeletedItem } from './deleted-items';
import { noContent, refusal, scriptedGraph } from './testing/scripted-graph';

it('purges one object by its id, and tells a person who may not', async () => {
  const id = '33333333-aaaa-4bbb-8ccc-000000000003';
  const { context, sent } = scriptedGraph(noContent, refusal(403, 'Authorization_RequestDenied', 'no'));
  expect(await purgeDeletedItem(context, id)).toEqual({ ok: true, value: undefined });
  expect(sent).toMatchObject([{ method: 'DELETE', path: `/directory/deletedItems/${id}` }]);
  expect(await purgeDeletedItem(context, id)).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
});
