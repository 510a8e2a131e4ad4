import { describe, expect, it } from 'vitest';
import { runInLanes } from './lanes.mjs';

/** Tasks that write down when they begin and end, and end when they are told to. */
function tasks() {
  const said: string[] = [];
  const ends = new Map<string, () => void>();
  const task = (name: string, after: readonly string[] = []) => ({
    ...{ name, after },
    async work() {
      said.push(`${name} begins`);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      said.push(`${name} ends`);
      return `output of ${name}`;
    },
  });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { said, task, end };
}

describe('runInLanes', () => {
  it('runs as many beside each other as there are lanes, and none before what it comes after', async () => {
    const { said, task, end } = tasks();
    const shown: string[] = [];
    const run = runInLanes([task('build', ['types', 'lint']), task('types'), task('lint'), task('format')], 2, (text) =>
      shown.push(text),
    );
    await end('nobody');
    expect(said).toEqual(['types begins', 'lint begins']);
    await end('types');
    expect(said.slice(2)).toEqual(['types ends', 'format begins']);
    await end('lint');
    expect(said.slice(4)).toEqual(['lint ends', 'build begins']);
    for (const name of ['build', 'format']) await end(name);
    await run;
    expect(shown.map((text) => text.split('\n').at(-1))).toEqual(
      ['types', 'lint', 'build', 'format'].map((name) => `output of ${name}`),
    );
  });

  it('says so when nothing can begin', async () => {
    const { task } = tasks();
    await expect(runInLanes([task('build', ['types'])], 2)).rejects.toThrow('Nothing can begin: build');
  });
});
