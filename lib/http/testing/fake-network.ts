type Forward = () => Promise<Response>;

/** What happens to a message: it may be answered otherwise, or be lost before or after it was carried out. */
type NetworkFault = (forward: Forward) => Response | Promise<Response>;

export type FakeNetwork = {
  readonly fetch: typeof fetch;
  /** Method and path of everything sent, such as `GET /v1.0/me`. */
  readonly sent: readonly string[];
  /** Lets something happen to the next message that fits, and to no other. */
  readonly next: (message: RegExp, fault: NetworkFault) => void;
};

/** The way to one service, without sockets. */
export function fakeNetwork(service: (request: Request) => Response | Promise<Response>): FakeNetwork {
  const sent: string[] = [];
  const faults: { readonly message: RegExp; readonly fault: NetworkFault }[] = [];
  return {
    sent,
    next: (message, fault) => faults.push({ message, fault }),
    async fetch(input, init) {
      const request = new Request(input, init);
      const line = `${request.method} ${new URL(request.url).pathname}`;
      sent.push(line);
      const position = faults.findIndex(({ message }) => message.test(line));
      const [found] = position < 0 ? [] : faults.splice(position, 1);
      const forward: Forward = async () => service(request);
      return found ? found.fault(forward) : forward();
    },
  };
}

/** Carried out, but nobody hears of it. */
export const loseAnswer: NetworkFault = async (forward) => {
  await forward();
  throw new TypeError('fetch failed');
};

export const loseRequest: NetworkFault = () => {
  throw new TypeError('fetch failed');
};

/** Words that must not get any further than the gateway. */
export const UPSTREAM_TEXT = 'words of the service';

/** An error as Microsoft Graph answers it, with its request id. */
export function graphRefusal(status: number, code = 'Some_Code', message = UPSTREAM_TEXT): NetworkFault {
  const headers = { 'request-id': 'their-request-id' };
  return () => Response.json({ error: { code, message } }, { status, headers });
}
