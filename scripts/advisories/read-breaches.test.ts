import { describe, expect, it } from 'vitest';
import { readBreaches, type Registry } from './read-breaches';

const now = Date.UTC(2026, 11, 1);
const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString();

/** A registry with one package, as far as it is asked. Shapes: docs.npmjs.com, `npm audit`, and the package metadata. */
function registryOf(severity: string, time: Readonly<Record<string, string>>): Registry {
  const advisory = {
    id: 1,
    url: 'https://example.org',
    title: 'Reads too much',
    severity,
    vulnerable_versions: '<1.2.3',
  };
  return {
    address: 'https://registry.example',
    fetch: (input) => {
      const { pathname } = new URL(new Request(input).url);
      if (pathname === '/-/npm/v1/security/advisories/bulk')
        return Promise.resolve(Response.json({ '@a/b': [advisory] }));
      if (pathname === '/@a%2fb') return Promise.resolve(Response.json({ time }));
      return Promise.resolve(new Response(null, { status: 404 }));
    },
  };
}

describe('readBreaches', () => {
  it.each([
    ['critical', 7],
    ['high', 7],
    ['moderate', 30],
    ['low', 90],
    ['unheard of', 7],
  ])('counts from the repair, and allows %s %i days', async (severity, allowed) => {
    const time = { created: daysAgo(900), '1.0.0': daysAgo(800), '1.3.0-beta.1': daysAgo(500), '1.2.3': daysAgo(12) };
    const found = await readBreaches(registryOf(severity, time), { '@a/b': ['1.0.0', '1.2.3'] }, now);
    expect(found).toMatchObject([{ version: '1.0.0', repairedIn: '1.2.3', days: 12, allowed }]);
  });

  it('says that there is no repair, which is not late', async () => {
    const found = await readBreaches(registryOf('high', { '1.0.0': daysAgo(800) }), { '@a/b': ['1.0.0'] }, now);
    expect(found).toMatchObject([{ repairedIn: null, days: 0 }]);
  });

  it('fails where the registry does not answer, instead of finding nothing', async () => {
    const silent = {
      address: 'https://registry.example',
      fetch: () => Promise.resolve(new Response(null, { status: 405 })),
    };
    await expect(readBreaches(silent, { a: ['1.0.0'] }, now)).rejects.toThrow('answered 405');
  });
});
