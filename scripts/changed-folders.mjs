// What a person is working on.
import { spawnSync } from 'node:child_process';

/** Folders with unit tests whose parts are worked on one at a time. */
const PARTED = ['lib', 'components', 'tenant'];
const WHOLE = ['app', 'bench', 'faults', 'foundation', 'scripts', 'testing', 'docs'];

/**
 * Folders, as `lib/seal`, in which something differs from the last commit; with nothing changed, what that commit
 * changed.
 * @returns {readonly string[]}
 */
export function changedFolders() {
  const changed = [...git('diff', '--name-only', 'HEAD'), ...git('ls-files', '--others', '--exclude-standard')];
  const files = changed.length > 0 ? changed : git('show', '--name-only', '--format=', 'HEAD');
  return [...new Set(files.flatMap(folderOf))].sort();
}

/** @param {string} file @returns {string[]} */
export function folderOf(file) {
  const [first = '', second, third] = file.split('/');
  if (PARTED.includes(first)) return [third === undefined ? first : `${first}/${second}/`];
  return WHOLE.includes(first) && second !== undefined ? [`${first}/`] : [];
}

/** @param {readonly string[]} args */
function git(...args) {
  return spawnSync('git', args, { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
}
