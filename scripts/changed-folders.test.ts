import { describe, expect, it } from 'vitest';
import { folderOf } from './changed-folders.mjs';

describe('folderOf', () => {
  it.each([
    ['README.md', []],
    ['e2e/access.spec.ts', []],
    ['instrumentation.ts', []],
    ['lib/env.ts', ['lib']],
    ['lib/seal/seal.ts', ['lib/seal/']],
    ['lib/operation/testing/sample-operation.ts', ['lib/operation/']],
    ['tenant/control/control-app.ts', ['tenant/control/']],
    ['app/layout.tsx', ['app/']],
    ['scripts/runtime/package.json', ['scripts/']],
  ])('%s: %j', (file, folders) => {
    expect(folderOf(file)).toEqual(folders);
  });
});
