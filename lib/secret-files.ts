import 'server-only';
import { readFileSync } from 'node:fs';

type Given = Readonly<Record<string, string | undefined>>;

/** Settings with the secrets that files hold, and a sentence for each that could not be had. */
export type SecretFiles = { readonly given: Given; readonly problems: readonly string[] };

/**
 * Puts in place of every NAME_FILE what that file holds, without the line break at its end: a process shows its
 * environment to whoever may look at it, a file has rights of its own.
 *
 * @param names settings that may be secret
 */
export function readSecretFiles(given: Given, names: readonly string[]): SecretFiles {
  const problems: string[] = [];
  const read: Record<string, string> = {};
  for (const name of names) {
    const file = given[fileSetting(name)];
    if (file === undefined) continue;
    const found = given[name] === undefined ? readSecret(file) : { problem: `is set, and ${name} is too: keep one` };
    if ('problem' in found) problems.push(`${fileSetting(name)} ${found.problem}`);
    // Whatever is wrong with the file, the setting itself is not missing.
    read[name] = 'text' in found ? found.text : (given[name] ?? '');
  }
  return { given: { ...given, ...read }, problems };
}

function fileSetting(name: string): string {
  return `${name}_FILE`;
}

function readSecret(file: string): { readonly text: string } | { readonly problem: string } {
  try {
    const text = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    return text === '' ? { problem: `names a file that is empty: ${file}` } : { text };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return { problem: `names a file that cannot be read: ${file} (${code})` };
  }
}
