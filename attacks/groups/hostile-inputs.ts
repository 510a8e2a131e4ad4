import { randomUUID } from 'node:crypto';
import { pathOf } from '../support/built-portal';
import { callAction, submitAction } from '../support/call-action';
import { hostileJson } from '../support/hostile-json';
import { hostileValues } from '../support/hostile-values';
import type { Input } from '../support/input';
import { malformedCalls } from '../support/malformed-calls';
import type { Answer } from '../support/send';
import type { Group, World } from '../support/world';

/** Of each input in the short form. */
const SHORT = 6;

/** Every hostile value at every input, by an operator, and by nobody where that is another road. */
export const hostileInputs: Group = {
  id: 'E',
  title: 'Hostile values at every input',
  async run(world, count) {
    const before = await world.tenantState();
    const inputs = [
      ...inPaths(world),
      ...inQueries(world),
      ...inHeaders(world),
      ...inBodies(world),
      ...inActions(world),
    ];
    for (const { name, values, send } of inputs) {
      for (const value of world.some(values, SHORT)) {
        const answered = send(value);
        if (!answered) continue;
        const answer = await answered;
        const isFine =
          answer.status < 500 && !isReflected(answer, value) && (answer.headers.location ?? '').length < 8_192;
        count(
          `${name} = ${JSON.stringify(value).slice(0, 80)}`,
          isFine,
          `${answer.status} ${answer.headers.location ?? ''}`,
        );
      }
    }
    count('the tenant is as it was', (await world.tenantState()) === before);
    count('the portal is well', (await world.send('/api/health')).status === 200);
  },
};

function isReflected({ headers, text }: Answer, value: unknown): boolean {
  const isMarkup = typeof value === 'string' && /<(script|svg)/.test(value);
  return isMarkup && (headers['content-type'] ?? '').startsWith('text/html') && text.includes(value);
}

/** As addresses carry it; what no address can hold is sent as it can be. */
function encode(value: unknown): string {
  return encodeURIComponent(String(value).toWellFormed());
}

function inPaths(world: World): readonly Input[] {
  const headers = { cookie: world.cookie('operator') };
  const routes = [
    ...world.built.pages,
    ...[...world.built.handlers].flatMap(([route, methods]) => (methods.includes('GET') ? [route] : [])),
  ];
  return routes
    .filter((route) => route.includes('['))
    .flatMap((route) => [
      {
        name: `path of ${route}`,
        values: hostileValues,
        send: (value) => world.send(pathOf(route, encode(value)), { headers }),
      },
      {
        name: `path of ${route}, not encoded`,
        values: hostileValues,
        send: (value) =>
          /^[!-~]*$/.test(String(value)) ? world.send(pathOf(route, String(value)), { headers }) : null,
      },
    ]);
}

const queries: readonly (readonly [string, readonly string[]])[] = [
  ['/settings/siem', ['q', 'status', 'siem', 'sort', 'after', 'before', 'operation']],
  [`/settings/siem/${randomUUID()}`, ['operation']],
  ['/settings/troubleshooting', ['code']],
  ['/sign-in', ['from', 'callbackUrl', 'problem', 'error', 'code', 'correlation', 'signedOut', 'limited']],
  ['/approve/unknown', ['problem']],
  ['/approve/status', ['connector']],
  ['/approve/events', ['connector']],
  ['/consent/callback', ['state', 'code', 'error', 'error_description', 'admin_consent', 'tenant']],
  ['/consent/done', ['outcome', 'operation']],
  ['/api/auth/callback/entra', ['state', 'code', 'error', 'error_description', 'session_state']],
  ['/api/auth/csrf', ['x']],
  ['/api/front-channel-logout', ['iss', 'sid']],
  ['/settings/sessions', ['from']],
  [
    '/api/alerts',
    ['sinceTimeUtc', 'untilTimeUtc', 'ago', 'limit', 'machineGroups', '$filter', 'DeviceCreatedMachineTags'],
  ],
];

function inQueries(world: World): readonly Input[] {
  return queries.flatMap(([path, names]) =>
    names.map((name) => ({
      name: `${path}?${name}`,
      values: hostileValues,
      send: (value: unknown) => {
        const cookie = world.cookie(path === '/sign-in' ? 'nobody' : 'operator');
        return world.send(`${path}?${name}=${encode(value)}`, { headers: { cookie } });
      },
    })),
  );
}

function inHeaders(world: World): readonly Input[] {
  const session = world.cookie('operator').split(';')[0]?.split('=')[0] ?? '';
  const headers: readonly (readonly [string, string, (value: string) => string])[] = [
    ['/settings/siem', 'cookie', (value) => `${session}=${value}`],
    ['/sign-in', 'cookie', (value) => `siem-connect.locale=${value}`],
    ['/sign-in', 'cookie', (value) => `next-auth.callback-url=${value}; next-auth.csrf-token=${value}`],
    ['/api/auth/callback/entra?error=x', 'cookie', (value) => `next-auth.callback-url=${value}`],
    ['/api/auth/callback/entra?state=x&code=x', 'cookie', (value) => `next-auth.state=${value}`],
    ['/api/alerts', 'authorization', (value) => `Bearer ${value}`],
    ...[
      'accept',
      'accept-language',
      'user-agent',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
      'range',
    ].map((name) => ['/sign-in', name, String] as const),
    ...['rsc', 'next-router-state-tree', 'next-router-prefetch', 'next-router-segment-prefetch', 'next-url'].map(
      (name) => ['/sign-in', name, String] as const,
    ),
    ...['x-middleware-subrequest', 'x-nextjs-data', 'x-matched-path', 'if-none-match', 'content-type', 'expect'].map(
      (name) => ['/sign-in', name, String] as const,
    ),
    ['/approve/events?connector=x', 'last-event-id', String],
    ['/favicon.svg', 'range', (value) => `bytes=${value}`],
  ];
  return headers.map(([path, name, write]) => ({
    name: `${name} of ${path}`,
    values: hostileValues,
    // Node sends no header that its own parser would refuse; the raw tricks do.
    send: (value) =>
      /^[\t -~\u0080-\u00ff]*$/.test(String(value))
        ? world.send(path, { headers: { [name]: write(String(value)) } })
        : null,
  }));
}

function inBodies(world: World): readonly Input[] {
  const base = { cookie: world.cookie('operator'), origin: world.servers.portalUrl };
  const post = (path: string, body: string, type = 'application/json'): Promise<Answer> =>
    world.send(path, { method: 'POST', headers: { ...base, 'content-type': type }, body });
  const begun = { id: randomUUID(), displayMode: 'popup', operation: { kind: 'verify', connectorId: randomUUID() } };
  const fields: readonly (readonly [string, (value: unknown) => object])[] = [
    ['id', (id) => ({ ...begun, id })],
    ['displayMode', (displayMode) => ({ ...begun, displayMode })],
    ['operation', (operation) => ({ ...begun, operation })],
    ['kind', (kind) => ({ ...begun, operation: { kind } })],
    ['connectorId', (connectorId) => ({ ...begun, operation: { kind: 'verify', connectorId } })],
    [
      'secretId',
      (secretId) => ({ ...begun, operation: { kind: 'remove-secret', connectorId: randomUUID(), secretId } }),
    ],
    ['operationId', (operationId) => ({ ...begun, operation: { kind: 'repeat', operationId } })],
    ['applicationId', (applicationId) => ({ ...begun, operation: { kind: 'remove-orphan', applicationId } })],
    ['use', (use) => ({ ...begun, operation: { kind: 'permissions', connectorId: randomUUID(), use } })],
    [
      'region',
      (region) => ({
        ...begun,
        operation: { kind: 'enable', name: 'n', api: 'defender-alerts', region, secretDays: 30 },
      }),
    ],
    [
      'secretDays',
      (secretDays) => ({ ...begun, operation: { kind: 'enable', name: 'n', api: 'x', region: 'eu', secretDays } }),
    ],
  ];
  return [
    ...fields.map(([name, body]) => ({
      name: `${name} of /api/operations`,
      values: hostileJson,
      send: (value: unknown) => post('/api/operations', JSON.stringify(body(value))),
    })),
    { name: 'body of /api/operations', values: hostileValues, send: (value) => post('/api/operations', String(value)) },
    ...['application/x-www-form-urlencoded', 'application/json', 'multipart/form-data; boundary=x'].map((type) => ({
      name: `body of sign-in as ${type}`,
      values: hostileValues,
      send: (value: unknown) => post('/api/auth/signin/entra', `csrfToken=x&callbackUrl=${String(value)}`, type),
    })),
  ];
}

function inActions(world: World): readonly Input[] {
  // Once somebody is signed out, nothing further in is reached.
  const actions = world.built.actions.filter(({ name }) => name !== 'signOut' && name !== 'switchAccount');
  return [
    ...actions.flatMap((action) => [
      ...[
        (value: unknown) => [value],
        (value: unknown) => [randomUUID(), value],
        (value: unknown) => [value, value, value],
      ].map((args, place) => ({
        name: `${action.name}, arguments ${place + 1}`,
        values: hostileJson,
        send: (value: unknown) => callAction(world, action, { kind: 'operator', args: args(value) }),
      })),
      ...['token', 'from'].map((field) => ({
        name: `${action.name}, field ${field}`,
        values: hostileValues,
        send: (value: unknown) => submitAction(world, action, { kind: 'operator', fields: { [field]: String(value) } }),
      })),
    ]),
    ...malformedCalls(world),
  ];
}
