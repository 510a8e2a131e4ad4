import { randomUUID } from 'node:crypto';
import { pathOf } from '../support/built-portal';
import type { Answer } from '../support/send';
import type { Group, World } from '../support/world';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'];

/** What libraries would answer, and edges of what exists. */
const absent = [
  ...['/_next/image?url=/favicon.svg&w=64&q=75', '/_next/data/x/index.json', '/_next/static/', '/_next/webpack-hmr'],
  ...['/api/auth/_log', '/api/auth/error?error=x%0A%7B%22level%22:30%7D', '/api/auth/session', '/api/auth/signout'],
  ...['/api/auth/signin', '/api/auth/callback/other', '/api/auth/verify-request', '/api/auth/signin/entra/x'],
  ...['/favicon.svgx', '/_next/imagex', '/api/x', '/api', '/.env', '/.git/config', '/server/main.mjs', '/_not-found'],
  ...['/_global-error', '/settings', '/SETTINGS/siem', '/settings/siem/a/b', '/settings/siem.rsc', '/index', '/404'],
  ...[
    '/api/health/x',
    '/__nextjs_original-stack-frame',
    '/robots.txt.gz',
    '/metrics/x',
    '/.well-known',
    '/package.json',
  ],
];

/** Every path that the build has, and edges of it, by every method, from every kind of origin. */
export const doorMatrix: Group = {
  id: 'B',
  title: 'Paths, methods, origins, hosts and headers',
  async run(world, count) {
    const { built, some } = world;
    const known = new Map<string, readonly string[]>([
      ...built.pages.map((route) => [route, pageMethods(world, route)] as const),
      ...built.handlers,
      ...some(built.files, 6).map((file) => [file, ['GET', 'HEAD']] as const),
    ]);
    for (const [route, methods] of known) {
      for (const method of METHODS) {
        for (const origin of origins(world, method)) {
          const answer = await ask(world, { path: pathOf(route, randomUUID()), method, origin });
          const expected = isExpected(answer, { methods, method, isOwn: origin === world.servers.portalUrl });
          count(`${method} ${route} from ${origin ?? 'nowhere'}`, expected && isWhole(answer), describe(answer));
        }
      }
    }
    for (const path of absent) {
      for (const method of some(METHODS, 3)) {
        const answer = await ask(world, { path, method, origin: world.servers.portalUrl });
        count(`${method} ${path}`, answer.status === 404 && isWhole(answer), describe(answer));
      }
    }
    await otherHosts(world, count);
  },
};

function pageMethods({ built }: World, route: string): readonly string[] {
  return built.actions.length > 0 && route !== '/_' ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD'];
}

/** All kinds where it matters; elsewhere two. */
function origins({ servers, some }: World, method: string): readonly (string | undefined)[] {
  const { portalUrl } = servers;
  const { host, port } = new URL(portalUrl);
  const foreign = [
    ...['null', 'https://evil.example', `https://${host}`, `http://localhost:${Number(port) + 1}`, 'http://localhost'],
    ...[
      `http://localhost.evil.example:${port}`,
      `http://127.0.0.1:${port}`,
      `${portalUrl}.evil.example`,
      `${portalUrl}/`,
    ],
    ...[`${portalUrl} https://evil.example`, 'file://', portalUrl.toUpperCase()],
  ];
  if (!['POST', 'PUT', 'PATCH', 'DELETE'].includes(method)) return [portalUrl, ...some(foreign, 1).slice(0, 1)];
  return [portalUrl, undefined, ...some(foreign, 2)];
}

type Asked = { readonly path: string; readonly method: string; readonly origin: string | undefined };

function ask({ send }: World, { path, method, origin }: Asked): Promise<Answer> {
  return send(path, { method, headers: origin === undefined ? {} : { origin } });
}

type Rule = { readonly methods: readonly string[]; readonly method: string; readonly isOwn: boolean };

function isExpected({ status, headers }: Answer, { methods, method, isOwn }: Rule): boolean {
  if (!methods.includes(method)) return status === 405 && headers.allow === methods.join(', ');
  const isHarmless = ['GET', 'HEAD'].includes(method);
  return isHarmless || isOwn ? ![403, 405].includes(status) && status < 500 : status === 403;
}

const onEveryAnswer: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /script-src 'self' 'nonce-[^']{22,}' 'strict-dynamic';.*frame-ancestors 'none'/,
  'referrer-policy': /^no-referrer$/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'permissions-policy': /camera=\(\)/,
  'cross-origin-resource-policy': /^same-origin$/,
  'x-request-id': /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
};

/** Has all that every answer carries, and nothing that lets another origin read it. */
function isWhole({ headers }: Answer): boolean {
  if (headers['access-control-allow-origin'] !== undefined || headers['x-powered-by'] !== undefined) return false;
  return Object.entries(onEveryAnswer).every(([name, pattern]) => pattern.test(String(headers[name])));
}

const describe = ({ status, headers }: Answer) => `${status} ${Object.keys(headers).join(' ')}`;

async function otherHosts({ send, servers, built }: World, count: Parameters<Group['run']>[1]): Promise<void> {
  const { host, port } = new URL(servers.portalUrl);
  const hosts = [
    ...['evil.example', `evil.example:${port}`, 'localhost', `127.0.0.1:${port}`, `${host}.evil.example`, `${host}.`],
    ...[`x@${host}`, `${host}/x`, `${host},evil.example`, '', ' ', `localhost:0${port}x`, '[::1]', `${host}#`],
  ];
  for (const other of hosts) {
    for (const path of ['/sign-in', '/api/operations', '/nothing', ...built.files.slice(0, 1)]) {
      const answer = await send(path, { headers: { host: other, 'x-forwarded-host': host } });
      const named = answer.text.includes('PORTAL_URL') && answer.text.includes('proxy_set_header Host');
      count(`Host ${other} for ${path}`, answer.status === 421 && named && isWhole(answer), describe(answer));
    }
    const health = await send('/api/health', { headers: { host: other } });
    count(`Host ${other} for the health`, health.status === 200, health.status);
  }
  for (const name of ['x-request-id', 'x-nonce', 'x-request-path', 'content-security-policy']) {
    const forged = `forged-${randomUUID()}`;
    const answer = await send('/sign-in', { headers: { [name]: forged } });
    const isOurs = !JSON.stringify(answer.headers).includes(forged) && !answer.text.includes(forged);
    count(`a client’s own ${name}`, isOurs && isWhole(answer), describe(answer));
  }
}
