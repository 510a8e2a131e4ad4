import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Answer, HttpBrowser } from './http-browser';

const manifestSchema = z.object({
  node: z.record(z.string(), z.object({ exportedName: z.string() })),
});

/** A server action of the built portal, by its exported name. */
export type CallAction = (page: string, name: string, args: readonly unknown[]) => Promise<Answer>;

/**
 * Calls server actions as the portal's own pages do: by the ids of its build, with arguments as React sends them.
 *
 * @param portalUrl whose pages the calls come from
 */
export function serverActions(browser: HttpBrowser, portalUrl: string): CallAction {
  const manifest = manifestSchema.parse(
    JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')),
  );
  const ids = new Map(Object.entries(manifest.node).map(([id, { exportedName }]) => [exportedName, id]));
  return async (page, name, args) => {
    const id = ids.get(name);
    if (!id) throw new Error(`The build has no action ${name}`);
    const answer = await browser.post(portalUrl + page, {
      headers: { 'next-action': id, accept: 'text/x-component' },
      body: encode(args),
    });
    if (answer.status >= 400) throw new Error(`${name} answered ${answer.status}`);
    return answer;
  };
}

/** A form goes beside the other arguments, which name it by its number. */
function encode(args: readonly unknown[]): FormData {
  const body = new FormData();
  const plain = args.map((arg, index) => {
    if (!(arg instanceof FormData)) return arg;
    const part = String(index + 1);
    for (const [name, value] of arg) body.append(`_${part}_${name}`, value);
    return `$K${part}`;
  });
  body.set('0', JSON.stringify(plain));
  return body;
}
