/** One message of an event stream. */
export type StreamEvent = { readonly event: string; readonly id?: string; readonly data: unknown };

/** How soon a browser comes back after the connection ended; milliseconds. */
const RETRY_MS = 500;
/** Comments keep proxies from taking a quiet connection for a dead one; milliseconds. */
const KEEP_ALIVE_MS = 10_000;

/**
 * Answers a request with server-sent events. Whatever ends the stream, its reader or its own failure, stops what tells.
 *
 * @param tell is given the signal that comes when the reader has gone
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function eventStream(request: Request, tell: (gone: AbortSignal) => AsyncGenerator<StreamEvent>): Response {
  const encoder = new TextEncoder();
  const gone = new AbortController();
  request.signal.addEventListener('abort', () => gone.abort());
  const events = tell(gone.signal);
  let keepAlive: ReturnType<typeof setInterval> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`));
      keepAlive = setInterval(() => controller.enqueue(encoder.encode(': still here\n\n')), KEEP_ALIVE_MS);
    },
    async pull(controller) {
      let next: IteratorResult<StreamEvent> | null = null;
      try {
        next = await events.next();
      } finally {
        // A stream that has ended or failed takes no comment any more: the timer would throw where nobody catches.
        if (next === null || next.done) clearInterval(keepAlive);
      }
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(encode(next.value)));
    },
    cancel() {
      clearInterval(keepAlive);
      gone.abort();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // Neither this server nor a proxy may hold messages back to compress or collect them.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

function encode({ event, id, data }: StreamEvent): string {
  const lines = [...(id === undefined ? [] : [`id: ${id}`]), `event: ${event}`, `data: ${JSON.stringify(data)}`];
  return `${lines.join('\n')}\n\n`;
}
