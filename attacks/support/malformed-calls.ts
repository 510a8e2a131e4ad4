import { hostileValues } from './hostile-values';
import type { Input } from './input';
import type { Sent } from './send';
import type { World } from './world';

const noHeaders: Readonly<Record<string, string>> = {};

/** Bodies that React's own reader would fail on. */
export function malformedCalls(world: World): readonly Input[] {
  const [action] = world.built.actions;
  if (!action) return [];
  const boundary = 'x';
  const part = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const texts = [
    '',
    '[',
    '{',
    '[1',
    '["$@0"]',
    '["$Q1"]',
    '["$B1"]',
    '["$F1"]',
    '["$T"]',
    '['.repeat(20_000),
    '[]x',
    '"',
  ];
  const forms = [
    ...[
      '',
      '--x',
      '--x--',
      part('0', '["$K1"]'),
      `${part('0', '["$1"]')}${part('1', '"$@0"')}--x--`,
      `${part('1', 'x')}--x--`,
    ],
    ...[`${part('$ACTION_REF_1', '')}--x--`, `${part('$ACTION_1:0', '{')}--x--`, `${part('$ACTION_ID_x', '')}--x--`],
    ...[
      `${part('__proto__', 'x')}--x--`,
      `${part('0', '[]').repeat(500)}--x--`,
      part('0', '[]').replace('name=', 'nam='),
    ],
  ];
  const send = (sent: Sent) => world.send('/sign-in', { method: 'POST', ...sent });
  const headers = { origin: world.servers.portalUrl };
  return [
    {
      name: 'text of an action',
      values: texts,
      send: (body) =>
        send({ headers: { ...headers, 'next-action': action.id, 'content-type': 'text/plain' }, body: String(body) }),
    },
    ...[{ 'next-action': action.id }, noHeaders].map((named) => ({
      name: `form of an action ${Object.keys(named).join('')}`,
      values: forms,
      send: (body: unknown) =>
        send({
          headers: { ...headers, ...named, 'content-type': 'multipart/form-data; boundary=x' },
          body: String(body),
        }),
    })),
    {
      name: 'id of an action',
      values: hostileValues,
      send: (value) =>
        /^[!-~]*$/.test(String(value))
          ? send({ headers: { ...headers, 'next-action': String(value), 'content-type': 'text/plain' }, body: '[]' })
          : null,
    },
  ];
}
