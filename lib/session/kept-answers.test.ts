import { describe, expect, it } from 'vitest';
import { forgetAllAnswers, forgetAnswers, keepAnswers } from './kept-answers';

type Said = { readonly text: string; readonly ok: boolean };

/** A keeper with a clock of its own, and somebody who answers with the number of the question. */
function setUpTest() {
  const clock = { now: 1_000_000 };
  const asked: string[] = [];
  const keeper = keepAnswers<Said>({ isAnswer: ({ ok }) => ok, now: () => clock.now });
  const ask = (said: Partial<Said> = {}) => {
    const text = `answer ${asked.length + 1}`;
    asked.push(text);
    return Promise.resolve({ text, ok: true, ...said });
  };
  const read = async (sessionId: string, said?: Partial<Said>) =>
    (await keeper.read({ sessionId }, () => ask(said))).text;
  const readAbout = async (about: string) => (await keeper.read({ sessionId: 'one', about }, () => ask())).text;
  return { clock, keeper, read, readAbout };
}

describe('an answer of Graph', () => {
  it('is never told to another session', async () => {
    const { read } = setUpTest();
    expect(await read('one')).toBe('answer 1');
    expect(await read('other')).toBe('answer 2');
    expect(await read('one')).toBe('answer 1');
  });

  it('is not told to a question about something else', async () => {
    const { readAbout } = setUpTest();
    expect(await readAbout('first page')).toBe('answer 1');
    expect(await readAbout('second page')).toBe('answer 2');
    expect(await readAbout('second page')).toBe('answer 2');
    expect(await readAbout('first page')).toBe('answer 3');
  });

  it('is asked for anew when some seconds have passed', async () => {
    const { clock, read } = setUpTest();
    await read('one');
    clock.now += 4_999;
    expect(await read('one')).toBe('answer 1');
    clock.now += 2;
    expect(await read('one')).toBe('answer 2');
  });

  it('is not kept when it is a failure', async () => {
    const { read } = setUpTest();
    expect(await read('one', { ok: false })).toBe('answer 1');
    expect(await read('one')).toBe('answer 2');
  });

  it('is not kept when asking threw', async () => {
    const { keeper, read } = setUpTest();
    await expect(keeper.read({ sessionId: 'one' }, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await read('one')).toBe('answer 1');
  });

  it('is asked for once by many who ask at the same time', async () => {
    const { read } = setUpTest();
    expect(await Promise.all([read('one'), read('one'), read('one')])).toEqual(['answer 1', 'answer 1', 'answer 1']);
  });

  it('goes with its session, and with no other', async () => {
    const { read } = setUpTest();
    await read('one');
    await read('other');
    forgetAnswers('one');
    expect(await read('other')).toBe('answer 2');
    expect(await read('one')).toBe('answer 3');
  });

  it('goes for everybody when the tenant was changed', async () => {
    const { read } = setUpTest();
    await read('one');
    await read('other');
    forgetAllAnswers();
    expect(await read('one')).toBe('answer 3');
    expect(await read('other')).toBe('answer 4');
  });

  it('stays forgotten when it was asked for before and arrives after', async () => {
    const { keeper, read } = setUpTest();
    const { promise, resolve } = Promise.withResolvers<Said>();
    const early = keeper.read({ sessionId: 'one' }, () => promise);
    forgetAllAnswers();
    expect(await read('one')).toBe('answer 1');
    resolve({ text: 'of before', ok: true });
    expect((await early).text).toBe('of before');
    expect(await read('one')).toBe('answer 1');
  });

  it('takes nothing from a newer answer when it fails late', async () => {
    const { keeper, read } = setUpTest();
    const { promise, resolve } = Promise.withResolvers<Said>();
    const early = keeper.read({ sessionId: 'one' }, () => promise);
    forgetAnswers('one');
    await read('one');
    resolve({ text: 'of before', ok: false });
    await early;
    expect(await read('one')).toBe('answer 1');
  });

  it('of the session that asked the longest ago gives way when there are many', async () => {
    const { read } = setUpTest();
    for (let count = 0; count <= 200; count += 1) await read(`session ${count}`);
    expect(await read('session 200')).toBe('answer 201');
    expect(await read('session 0')).toBe('answer 202');
  });
});
