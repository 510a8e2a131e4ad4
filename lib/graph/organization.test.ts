import { describe, expect, it } from 'vitest';
import { readOrganization } from './organization';
import { answer, scriptedGraph } from './testing/scripted-graph';

describe('readOrganization', () => {
  it('names the tenant and its default domain', async () => {
    const verifiedDomains = [
      { name: 'contoso.onmicrosoft.example', isDefault: false },
      { name: 'contoso.example', isDefault: true },
    ];
    const { context } = scriptedGraph(answer({ value: [{ displayName: 'Contoso', verifiedDomains }] }));
    expect(await readOrganization(context)).toEqual({
      ok: true,
      value: { name: 'Contoso', domain: 'contoso.example' },
    });
  });

  it.each([[{ value: [] }], [{ value: [{ displayName: null, verifiedDomains: null }] }]])(
    'makes nothing up for a tenant that does not tell: %j',
    async (body) => {
      const { context } = scriptedGraph(answer(body));
      expect(await readOrganization(context)).toEqual({ ok: true, value: { name: null, domain: null } });
    },
  );
});
