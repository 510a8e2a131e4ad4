import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Answer, HttpBrowser } from '@siem-connect/testing/http-browser';

const manifestSchema = z.object({
  node: z.record(z.string(), z.object({ exportedName: z.string() })),
});

/** Server actions of the built portal, by their exported names. */
export type ServerActions = {
  /** As a script of the page calls it. */
  readonly call: (page: string, name: string, args: readonly unknown[]) => Promise<Answer>;
  /** As a form that needs no script sends it; follows where it leads. */
  readonly submit: (page: string, name: string, fields: Readonly<Record<string, string>>) => Promise<Answer>;
};

/**
 * Calls server actions as the portal's own pages do: by the ids of its build, as React sends them.
 *
 * @param portalUrl whose pages the calls come from
 */
export function serverActions(browser: HttpBrowser, portalUrl: string): ServerActions {
  const manifest = manifestSchema.parse(
    JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')),
  );
  const ids = new Map(Object.entries(manifest.node).map(([id, { exportedName }]) => [exportedName, id]));
  const idOf = (name: string): string => {
    const id = ids.get(name);
    if (!id) throw new Error(`The build has no action ${name}`);
    return id;
  };
  return {
    async call(page, name, args) {
      const headers = { 'next-action': idOf(name), accept: 'text/x-component' };
      return good(name, await browser.post(portalUrl + page, { headers, body: encode(args) }));
    },
    async submit(page, name, fields) {
      const body = new FormData();
      body.set(`$ACTION_ID_${idOf(name)}`, '');
      for (const [field, value] of Object.entries(fields)) body.set(field, value);
      return good(name, await browser.post(portalUrl + page, { body }));
    },
  };
}

function good(name: string, answer: Answer): Answer {
  if (answer.status >= 400) throw new Error(`${name} answered ${answer.status}`);
  return answer;
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
