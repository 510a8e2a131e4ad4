type Forward = () => Promise<Response>;

/** What happens to a message: it may be answered otherwise, or be lost before or after it was carried out. */
type Mishap = (forward: Forward) => Response | Promise<Response>;

export type FakeNetwork = {
  readonly fetch: typeof fetch;
  /** Method and path of everything sent, such as `GET /v1.0/me`. */
  readonly sent: readonly string[];
  /** Lets something happen to the next message that fits, and to no other. */
  readonly next: (message: RegExp, mishap: Mishap) => void;
};

/** The way to one service, without sockets. */
export function fakeNetwork(service: (request: Request) => Response | Promise<Response>): FakeNetwork {
  const sent: string[] = [];
  const mishaps: { readonly message: RegExp; readonly mishap: Mishap }[] = [];
  return {
    sent,
    next: (message, mishap) => mishaps.push({ message, mishap }),
    async fetch(input, init) {
      const request = new Request(input, init);
      const line = `${request.method} ${new URL(request.url).pathname}`;
      sent.push(line);
      const position = mishaps.findIndex(({ message }) => message.test(line));
      const [found] = position < 0 ? [] : mishaps.splice(position, 1);
      const forward: Forward = async () => service(request);
      return found ? found.mishap(forward) : forward();
    },
  };
}

/** Carried out, but nobody hears of it. */
export const loseAnswer: Mishap = async (forward) => {
  await forward();
  throw new TypeError('fetch failed');
};

export const loseRequest: Mishap = () => {
  throw new TypeError('fetch failed');
};

/** Words that must not get any further than the gateway. */
export const UPSTREAM_WORDS = 'words of the service';

/** An error as Microsoft Graph answers it, with its request id. */
export function graphRefusal(status: number, code = 'Some_Code', message = UPSTREAM_WORDS): Mishap {
  const headers = { 'request-id': 'their-request-id' };
  return () => Response.json({ error: { code, message } }, { status, headers });
}
