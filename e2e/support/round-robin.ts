import http from 'node:http';

export type RoundRobin = {
  /** Which of the targets is answering a request for such a path; null when none is. */
  readonly answering: (path: RegExp) => number | null;
  readonly close: () => Promise<void>;
};

/** One address in front of several; each request goes to the next that can be reached. */
export async function roundRobin(port: number, targets: readonly number[]): Promise<RoundRobin> {
  let turn = 0;
  // A connection that is used again may have been closed meanwhile, which no balancer shows its clients.
  const agent = new http.Agent({ keepAlive: false });
  const open = new Map<http.IncomingMessage, number>();

  /** Sends the request on; to the one after when nobody listens, which is known before anything was sent. */
  function sendOn(request: http.IncomingMessage, response: http.ServerResponse, left: number): void {
    const chosen = turn % targets.length;
    turn += 1;
    open.set(request, chosen);
    const { method, url: path, headers } = request;
    const target = { host: '127.0.0.1', port: targets[chosen] };
    const onward = http.request({ ...target, agent, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      // A stream arrives as it is sent.
      response.flushHeaders();
      // Without its end, what arrived must not look complete.
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    });
    onward.on('error', (error) => {
      if (left > 0 && 'code' in error && error.code === 'ECONNREFUSED') sendOn(request, response, left - 1);
      else response.destroy();
    });
    onward.once('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => request.pipe(onward));
      else request.pipe(onward);
    });
    response.on('close', () => onward.destroy());
  }

  const server = http.createServer((request, response) => {
    response.on('close', () => open.delete(request));
    sendOn(request, response, targets.length - 1);
  });
  // Longer than clients are told that a replica keeps theirs: it is never this end that closes first.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    answering: (path) => [...open].find(([{ url }]) => path.test(url ?? ''))?.[1] ?? null,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
