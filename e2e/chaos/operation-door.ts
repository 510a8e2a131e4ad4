import { randomUUID } from 'node:crypto';
import type { Answer, HttpBrowser } from '@siem-connect/testing/http-browser';
import { z } from 'zod';

const outcomeSchema = z.looseObject({ kind: z.string() });
const viewSchema = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'expired', 'running', 'failed', 'done', 'cancelled']),
  connectorId: z.string().nullable(),
  outcome: outcomeSchema.nullable(),
});
const secretSchema = z.object({ connectorId: z.string(), secret: z.object({ secretId: z.string() }) });
const resultSchema = z.looseObject({ kind: z.string() });

/** How an operation ended for whoever followed it. */
export type Followed = {
  readonly view: z.infer<typeof viewSchema>;
  /** What was told to this follower alone. */
  readonly result: z.infer<typeof resultSchema> | null;
};

/** While its process is dead or another's lease runs, a stream ends early, as a browser's does. */
const MOST_CONNECTIONS = 120;

/** The portal's door for operations, as a program with a signed-in browser's cookies uses it. @see docs/operations-api.md */
export function operationDoor(browser: HttpBrowser, portalUrl: string) {
  const door = `${portalUrl}/api/operations`;
  const headers = { 'content-type': 'application/json' };

  async function stream(id: string): Promise<string> {
    return good('events', await browser.get(`${door}/${id}/events`)).text;
  }

  return {
    stream,

    /** @returns what the portal answers */
    begin: (operation: object, id: string = randomUUID()): Promise<Answer> =>
      browser.post(door, { headers, body: JSON.stringify({ id, displayMode: 'popup', operation }) }),

    retry: async (id: string) => browser.post(`${door}/${id}/retry`, { headers }),
    undo: async (id: string) => good('undo', await browser.post(`${door}/${id}/undo`, { headers })),

    /** Follows an operation to its end, over as many connections as it takes. */
    async follow(id: string): Promise<Followed> {
      let view: Followed['view'] | null = null;
      let result: Followed['result'] = null;
      for (let connection = 0; connection < MOST_CONNECTIONS; connection += 1) {
        const events = parseEvents(await stream(id));
        for (const { event, data } of events) {
          if (event === 'operation') view = viewSchema.parse(data);
          if (event === 'result') result = resultSchema.parse(data);
        }
        if (view && events.some(({ event }) => event === 'end')) return { view, result };
      }
      throw new Error(`Operation ${id} does not end: ${JSON.stringify(view)}`);
    },
  };
}

/** The secret of a result, when it is one. */
export function secretOf(result: Followed['result']): z.infer<typeof secretSchema> | null {
  return result?.kind === 'secret' ? secretSchema.parse(result) : null;
}

export function good(what: string, answer: Answer): Answer {
  if (answer.status >= 400) throw new Error(`${what} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  return answer;
}

type StreamEvent = { readonly event: string; readonly data: unknown };

/** @see https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function parseEvents(text: string): readonly StreamEvent[] {
  return text.split('\n\n').flatMap((block) => {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
    const [event, data] = [field('event'), field('data')];
    return event === undefined || data === undefined ? [] : [{ event, data: parse(data) }];
  });
}

function parse(json: string): unknown {
  return JSON.parse(json);
}
