import { describe, expect, it } from 'vitest';
import { listTaggedApplications } from './tagged-applications';
import { answer, refusal, scriptedGraph } from './testing/scripted-graph';

const one = { id: '33333333-aaaa-4bbb-8ccc-000000000003', appId: '55555555-aaaa-4bbb-8ccc-000000000005' };
const other = { id: '33333333-aaaa-4bbb-8ccc-000000000004', appId: '55555555-aaaa-4bbb-8ccc-000000000006' };
const whole = (applications: readonly unknown[]) => ({ applications, isWhole: true });
const select = 'id,appId,displayName,uniqueName,createdDateTime,notes,requiredResourceAccess,passwordCredentials';

describe('listTaggedApplications', () => {
  it('gives the refusal of any page: half a list would look whole', async () => {
    const next = 'https://graph.example/v1.0/applications?$skiptoken=1';
    const { context } = scriptedGraph(
      answer({ value: [one], '@odata.nextLink': next }),
      refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'),
    );
    expect(await listTaggedApplications(context, 'siem-connect')).toMatchObject({
      ok: false,
      error: { kind: 'forbidden', requestId: 'their-request-id' },
    });
  });

  it('never takes the token to another host', async () => {
    const next = 'https://elsewhere.example/v1.0/applications';
    const { context, sent } = scriptedGraph(answer({ value: [one], '@odata.nextLink': next }));
    expect(await listTaggedApplications(context, 'siem-connect')).toEqual({ ok: true, value: whole([one]) });
    expect(sent).toHaveLength(1);
  });

  it('asks by the tag and reads on, also past an empty page', async () => {
    const next = 'https://graph.example/v1.0/applications?$skiptoken=1';
    const { context, sent } = scriptedGraph(
      answer({ value: [], '@odata.nextLink': next }),
      answer({ value: [one, other] }),
    );
    expect(await listTaggedApplications(context, 'siem-connect')).toEqual({ ok: true, value: whole([one, other]) });
    expect(sent.map(({ path }) => path)).toEqual([
      `/applications?$filter=tags/any(t:t eq 'siem-connect')&$top=999&$select=${select}`,
      '/applications?$skiptoken=1',
    ]);
  });

  it('reads no page twice', async () => {
    const link = (page: number) => `https://graph.example/v1.0/applications?$skiptoken=${page}`;
    const { context, sent } = scriptedGraph(
      answer({ value: [one], '@odata.nextLink': link(1) }),
      answer({ value: [other], '@odata.nextLink': link(1) }),
    );
    expect(await listTaggedApplications(context, 'siem-connect')).toEqual({ ok: true, value: whole([one, other]) });
    expect(sent).toHaveLength(2);
  });

  it('reads a hundred pages at most, and says that there are more', async () => {
    const link = (page: number) => `https://graph.example/v1.0/applications?$skiptoken=${page}`;
    const pages = Array.from({ length: 101 }, (_, page) => answer({ value: [one], '@odata.nextLink': link(page + 1) }));
    const { context, sent } = scriptedGraph(...pages);
    const listed = await listTaggedApplications(context, 'siem-connect');
    expect(listed).toMatchObject({ ok: true, value: { isWhole: false } });
    expect(sent).toHaveLength(100);
  });
});
