import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { logLine, LONGEST_LINE } from './log-line.mjs';

/** Objects in one another. */
function deeply(depth: number): unknown {
  return depth === 0 ? 1 : { a: deeply(depth - 1) };
}

const FORGED = '\n{"level":30,"audit":{"action":"secret-create"},"msg":"audit"}\n';

describe('logLine', () => {
  it.each([
    ['a long text', { msg: 'x'.repeat(100_000) }],
    ['many texts', { msg: 'm', all: Array.from({ length: 1_000 }, () => 'x'.repeat(1_000)) }],
    ['a deep object', { msg: 'm', deep: deeply(1_000) }],
    ['long names', Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}${'n'.repeat(1_000)}`, 1]))],
    ['what grows when it is escaped', { msg: '\u0001\u2028\u{1f600}'.repeat(2_000) }],
    ['a line of another', { msg: FORGED, error: FORGED }],
  ])('keeps %s to one line of JSON that is not too long', (_, record) => {
    const line = logLine({ level: 30, time: 'now', ...record });
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(LONGEST_LINE);
    expect(line.split('\n')).toHaveLength(2);
    expect(JSON.parse(line)).toMatchObject({ level: 30, time: 'now' });
  });

  it('writes nothing that steers a terminal', () => {
    expect(logLine({ msg: '\u001b[31m\u009b\u202e\u2028' })).not.toMatch(/[\u001b\u009b\u202e\u2028]/);
  });

  it('tells of an error its name and place, not what it says', () => {
    const line = logLine({ msg: 'm', err: new TypeError('hunter2') });
    expect(line).not.toContain('hunter2');
    expect(JSON.parse(line)).toMatchObject({ err: { name: 'TypeError' } });
  });
});

describe('what a library writes', () => {
  const script = `
    await import('./server/capture-output.mjs');
    console.log('plain', { token: 1 });
    console.error('a' + ${JSON.stringify(FORGED)} + 'b', new Error('hunter2'));
    process.stdout.write('x'.repeat(10000));
    process.stderr.write(${JSON.stringify(FORGED)});
    process.emitWarning('mind the gap');
    setImmediate(() => { throw new Error('hunter2'); });
  `;

  it('becomes lines of the log, to the last breath', () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, LOG_LEVEL: 'info', NODE_ENV: 'production' },
      encoding: 'utf8',
    });
    expect([stderr, status]).toEqual(['', 1]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => Buffer.byteLength(line) < LONGEST_LINE)).not.toContain(false);
    const records = lines.map((line) => z.looseObject({ source: z.string() }).parse(JSON.parse(line)));
    expect(records.map(({ source }) => source)).toEqual([
      'console',
      'console',
      'stdout',
      'stderr',
      'warning',
      'uncaughtException',
    ]);
    expect(records.every((record) => !('audit' in record))).toBe(true);
    expect(stdout).not.toContain('hunter2');
  });
});
