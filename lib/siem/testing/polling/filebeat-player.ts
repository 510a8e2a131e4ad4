import { parse } from 'yaml';
import { z } from 'zod';
import type { AlertWorld } from './alert-world';
import { fillTemplate } from './go-template';
import type { Player } from './player';

const setSchema = z.object({
  set: z.object({ target: z.string(), value: z.coerce.string(), default: z.string().optional() }),
});
const inputSchema = z.tuple([
  z.object({
    'request.transforms': z.array(setSchema),
    'response.pagination': z.array(setSchema).default([]),
    cursor: z.record(z.string(), z.object({ value: z.string() })),
    processors: z.array(z.object({ fingerprint: z.object({ fields: z.tuple([z.literal('message')]) }) })).default([]),
  }),
]);

/** Filebeat's input httpjson with the file that the portal makes, before an Elasticsearch that keeps an id once. */
export function filebeatPlayer(file: string, world: AlertWorld): Player {
  const [input] = inputSchema.parse(parse(file));
  const hasIds = input.processors.length > 0;
  const kept: string[] = [];
  const ids = new Set<string>();
  // Filebeat keeps it on the disk: a restart begins with it.
  let cursor: Readonly<Record<string, string>> = {};

  const keep = (message: string) => {
    if (hasIds && ids.has(message)) return;
    ids.add(message);
    kept.push(message);
  };
  const advance = (lastEvent: unknown) => {
    const members = { last_event: lastEvent, cursor };
    const next = Object.entries(input.cursor).flatMap(([name, { value }]): [string, string][] => {
      const text = fillTemplate(value, { now: world.now, members });
      return text === null ? [] : [[name, text]];
    });
    cursor = { ...cursor, ...Object.fromEntries(next) };
  };
  return {
    poll() {
      const query = new URLSearchParams();
      for (const { set } of input['request.transforms']) {
        const asked = fillTemplate(set.value, { now: world.now, members: { cursor } });
        const value = asked ?? fillTemplate(set.default ?? '', { now: world.now, members: {} });
        if (value !== null && set.target.startsWith('url.params.')) query.set(set.target.slice(11), value);
      }
      for (let pages = 0; pages < 100; pages += 1) {
        const page = world.read(query);
        if (!page) return;
        for (const row of page.value) {
          keep(JSON.stringify(row));
          advance(row);
        }
        const members = { last_response: { body: page } };
        const further = input['response.pagination'].map(({ set }) => ({
          name: set.target.slice(11),
          value: fillTemplate(set.value, { now: world.now, members }),
        }));
        if (further.length === 0 || further.some(({ value }) => value === null)) return;
        for (const { name, value } of further) query.set(name, value ?? '');
      }
      throw new Error('pages without end');
    },
    restart: () => undefined,
    events: () => kept,
  };
}
