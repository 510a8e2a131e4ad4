import http from 'node:http';

export type RoundRobin = { readonly close: () => Promise<void> };

/** One address in front of several; each request goes to the next. */
export async function roundRobin(port: number, targets: readonly number[]): Promise<RoundRobin> {
  let turn = 0;
  const server = http.createServer((request, response) => {
    const target = targets[turn % targets.length];
    turn += 1;
    const { method, url: path, headers } = request;
    const onward = http.request({ host: '127.0.0.1', port: target, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      // A stream arrives as it is sent.
      response.flushHeaders();
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
