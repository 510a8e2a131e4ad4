import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NEXT, run } from '../scripts/prepare.mjs';

/** A folder with a dot: no tool of the project looks into it. Below the project, so that packages are found. */
const FOLDER = path.resolve('test-results/.bench/bare-app');

/**
 * Builds the Next application that does next to nothing, with the project's own packages.
 *
 * @returns its folder, for `next start`
 */
export function prepareBareApp(): string {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(path.dirname(FOLDER), { recursive: true });
  cpSync(path.join(import.meta.dirname, 'bare-app'), FOLDER, { recursive: true });
  const root = path.relative(FOLDER, path.resolve('.'));
  const settings = { extends: `${root}/tsconfig.json`, compilerOptions: { paths: { '@/*': [`${root}/*`] } } };
  writeFileSync(path.join(FOLDER, 'tsconfig.json'), JSON.stringify(settings));
  run(process.execPath, [NEXT, 'build', FOLDER], { what: 'next build', env: { NEXT_TELEMETRY_DISABLED: '1' } });
  return FOLDER;
}
