import { describe, expect, it } from 'vitest';
import { readActionBody } from './action-body';

const ID = `7f${'a'.repeat(40)}`;
const known = new Set([ID]);

async function readForm(entries: readonly (readonly [string, string | File])[], action?: string) {
  const form = new FormData();
  for (const [name, value] of entries) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value);
  }
  const sent = new Response(form);
  const contentType = sent.headers.get('content-type') ?? '';
  return readActionBody({ action, contentType, body: Buffer.from(await sent.arrayBuffer()) }, known);
}

const readText = (text: string | Buffer) =>
  readActionBody({ action: ID, contentType: 'text/plain;charset=UTF-8', body: Buffer.from(text) }, known);

describe('readActionBody', () => {
  it.each(
    [
      ['', '{', 'null', '{}', '"[]"', '[1]]', '["\\u0000"]', '[{"a\\u0000":1}]', '[{"__proto__":1}]'],
      ['["$@0"]', '["$1"]', '["$F1"]', '["$B1"]', '["$T"]', '["$Q1"]', '["$W1"]', '["$i1"]', '["$n1"]', '["$D2020"]'],
      ['['.repeat(30_000), `${'['.repeat(20)}${']'.repeat(20)}`, '[1,2,3,4,5,6,7,8,9]', '["$K1:then"]', '["$Kx"]'],
      ['["$L1"]', '["$R1"]', '["$1:__proto__:then"]', '[{"then":"$1:constructor"}]'],
    ].flat(),
  )('refuses %s', async (text) => {
    expect(await readText(text)).toEqual({ ok: false, error: 'malformed' });
  });

  it('refuses bytes that are no text', async () => {
    expect((await readText(Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]))).ok).toBe(false);
  });

  it('writes plain values anew', async () => {
    const values = ['a', '$$a', 1, true, null, { a: [{ b: '$undefined' }] }];
    const read = await readText(` ${JSON.stringify(values)}\n`);
    expect(read.ok && JSON.parse(read.value.body.toString())).toEqual(values);
  });

  it('takes a form without script that names one action, and its texts', async () => {
    const read = await readForm([
      [`$ACTION_ID_${ID}`, ''],
      ['token', 'a\u00e5b'],
    ]);
    if (!read.ok) throw new Error(read.error);
    const form = await new Response(new Uint8Array(read.value.body), {
      headers: { 'content-type': read.value.contentType },
    }).formData();
    expect([...form]).toEqual([
      [`$ACTION_ID_${ID}`, ''],
      ['token', 'a\u00e5b'],
    ]);
  });

  it.each([
    [[['token', 'a']], 'malformed'],
    [[[`$ACTION_ID_${ID}`, 'x']], 'malformed'],
    [
      [
        [`$ACTION_ID_${ID}`, ''],
        [`$ACTION_ID_${ID}`, ''],
      ],
      'malformed',
    ],
    [
      [
        [`$ACTION_ID_${ID}`, ''],
        ['$ACTION_REF_1', ''],
      ],
      'malformed',
    ],
    [
      [
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', '{}'],
      ],
      'malformed',
    ],
    [
      [
        [`$ACTION_ID_${ID}`, ''],
        ['token', '\u0000'],
      ],
      'malformed',
    ],
    [
      [
        [`$ACTION_ID_${ID}`, ''],
        ['token', new File(['x'], 'x')],
      ],
      'malformed',
    ],
    [[['$ACTION_ID_nobody', '']], 'action'],
  ] as const)('refuses the form %j', async (entries, error) => {
    expect(await readForm(entries)).toEqual({ ok: false, error });
  });

  it('takes a call with a form, and refuses one with parts that nothing names', async () => {
    expect(
      (
        await readForm(
          [
            ['_1_token', 'a'],
            ['0', '["$K1"]'],
          ],
          ID,
        )
      ).ok,
    ).toBe(true);
    expect((await readForm([['0', '["$K1"]']], ID)).ok).toBe(true);
    for (const more of ['1', '_0_x', '_1', 'x', '0']) {
      expect(
        (
          await readForm(
            [
              ['0', '["$K1"]'],
              [more, '"$@0"'],
            ],
            ID,
          )
        ).ok,
      ).toBe(false);
    }
  });

  it.each([
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=a', '--a\r\nnothing'],
    ['application/x-www-form-urlencoded', 'a=b'],
    ['text/plain', '[]'],
  ])('refuses %s without an action', async (contentType, body) => {
    const sent = { action: undefined, contentType, body: Buffer.from(body) };
    expect((await readActionBody(sent, known)).ok).toBe(false);
  });

  it('refuses an action that the page does not have', async () => {
    const sent = { action: 'f'.repeat(42), contentType: 'text/plain', body: Buffer.from('[]') };
    expect(await readActionBody(sent, known)).toEqual({ ok: false, error: 'action' });
  });
});
