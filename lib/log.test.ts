import { describe, expect, it } from 'vitest';
import { createLog } from './log';

function capture() {
  const lines: string[] = [];
  return { lines, log: createLog('info', { write: (line) => lines.push(line) }) };
}

describe('the log', () => {
  it('hides what is called like a credential, at every depth that callers use', () => {
    const { lines, log } = capture();
    log.info({ accessToken: 'hunter2' }, 'flat');
    log.info({ grant: { refreshToken: 'hunter2', client_secret: 'hunter2' } }, 'deeper');
    log.info({ audit: { detail: { secretText: 'hunter2', authorization: 'hunter2' } } }, 'deepest');
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain('hunter2');
  });

  it('tells of an error its name, not what it says or where it comes from', () => {
    const { lines, log } = capture();
    const cause = Object.assign(new Error('hunter2'), { detail: 'Key (state)=(hunter2)' });
    log.error({ err: new TypeError('cannot parse hunter2', { cause }) }, 'broke off');
    log.error(new TypeError('hunter2'), 'broke off');
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { err: 'TypeError', msg: 'broke off' },
      { err: 'TypeError', msg: 'broke off' },
    ]);
    expect(lines.join('')).not.toContain('hunter2');
  });

  it('keeps the rest: one line of JSON with the time in UTC, and nothing of this machine', () => {
    const { lines, log } = capture();
    log.info({ audit: { action: 'access', requestId: 'r-1' } }, 'audit');
    log.debug('below the level');
    const [line = '', ...more] = lines;
    expect(more).toEqual([]);
    const time: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(JSON.parse(line)).toEqual({
      ...{ level: 30, time, msg: 'audit', audit: { action: 'access', requestId: 'r-1' } },
    });
  });
});
