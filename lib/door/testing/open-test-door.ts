import { once } from 'node:events';
import http, { type IncomingHttpHeaders } from 'node:http';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { environment } from '@/lib/env';
import type { ListedRoute } from '../listed-paths';
import { openDoor } from '../door';

export const ACTION = `7f${'a'.repeat(40)}`;

const route = (path: string, pattern: RegExp, rest: Partial<ListedRoute>): ListedRoute => ({
  ...{ path, pattern, kind: 'page', methods: ['GET', 'HEAD', 'POST'], actions: new Set([ACTION]) },
  ...rest,
});

const routes = [
  route('/settings/siem', /^\/settings\/siem\/?$/, {}),
  route('/settings/siem/[connector]', /^\/settings\/siem\/([^/]+?)\/?$/, {}),
  route('/approve/[link]', /^\/approve\/([^/]+?)\/?$/, {}),
  route('/approve/events', /^\/approve\/events\/?$/, { kind: 'handler', methods: ['GET'] }),
  route('/api/health', /^\/api\/health\/?$/, { kind: 'handler', methods: ['GET', 'HEAD'] }),
  route('/metrics', /^\/metrics\/?$/, { kind: 'handler', methods: ['GET', 'HEAD'] }),
  route('/api/operations', /^\/api\/operations\/?$/, { kind: 'handler', methods: ['POST'] }),
];

export type Inner = {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** A door before a framework that writes down what reaches it. */
export async function openTestDoor() {
  const reached: Inner[] = [];
  const server = openDoor({
    paths: () => ({ routes, files: new Set(['/favicon.svg']), isOpen: () => false }),
    async framework(request, response) {
      const body = await text(request);
      reached.push({ method: request.method, url: request.url, headers: request.headers, body });
      if (request.url === '/settings/siem?fails') throw new Error('hunter2');
      response.end('inside');
    },
    upgrade: null,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The door has no port');
  const { port } = address;
  const host = new URL(environment().PORTAL_URL).host;
  return { reached, port, close: () => server.close(), send: sender(port, host), sendRaw: rawSender(port, host) };
}

type Sent = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};

function sender(port: number, host: string) {
  return async (path: string, { method = 'GET', headers = {}, body }: Sent = {}) => {
    const request = http.request({
      port,
      host: '127.0.0.1',
      path,
      method,
      headers: { host, ...headers },
      agent: false,
    });
    request.end(body);
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      request.once('error', reject);
    });
    return { status: answer.statusCode, headers: answer.headers, text: await text(answer) };
  };
}

/** Bytes as they are. HOST in them stands for the portal's own. */
function rawSender(port: number, host: string) {
  return async (bytes: string): Promise<string> => {
    const socket = net.connect(port, '127.0.0.1');
    socket.end(bytes.replaceAll('HOST', host));
    return text(socket);
  };
}
