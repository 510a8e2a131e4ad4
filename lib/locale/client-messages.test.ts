import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readClientMessages } from '../../scripts/client-messages';
import { english } from './english';
import type { MessageTree } from './messages';

const root = path.resolve(import.meta.dirname, '../..');
const messages = readClientMessages(root);
const all = leaves(english);

function leaves(tree: MessageTree, prefix = ''): readonly string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : leaves(value, `${prefix}${key}.`),
  );
}

/** Lists of messages stand beside the component that they are for. */
const lists = readdirSync(path.join(root, 'components'), { recursive: true, encoding: 'utf8' })
  .filter(
    (file) =>
      file.endsWith('-messages.ts') &&
      readFileSync(path.join(root, 'components', file), 'utf8').includes('satisfies readonly MessagePath[]'),
  )
  .map((file) => `components/${file.replaceAll(path.sep, '/')}`);

async function listed(file: string): Promise<readonly string[]> {
  const exported: unknown = await import(path.join(root, file));
  const paths = Object.values(z.record(z.string(), z.array(z.string())).parse(exported)).flat();
  return all.filter((key) => paths.some((one) => key === one || key.startsWith(`${one}.`)));
}

describe('messages for the browser', () => {
  it.each(lists)('%s lists all that its component could draw, and nothing else', async (file) => {
    const needed = messages.neededBy(file.replace(/-messages[.]ts$/, '.tsx'));
    expect([...(await listed(file))].sort()).toEqual([...needed].sort());
  });

  it('are looked for in components that draw some', () => {
    expect(lists.length).toBeGreaterThan(0);
    expect(messages.neededBy('components/session/sign-in-button.tsx')).toContain('signIn.button');
    // A key that is put together of two choices, and one of a component that comes later.
    expect(messages.neededBy('components/ui/copy-button.tsx')).not.toContain('signIn.button');
    expect(messages.neededBy('components/enable/enable-dialog.tsx')).toContain('enable.apis.detections.details');
  });

  it('of the doctor come with a chunk of their own where few need them', () => {
    const needed = [...messages.neededBy('components/connector/connector-sections.tsx')];
    expect(needed.filter((key) => key.startsWith('doctor.'))).toEqual([]);
  });
});
