import { appendFileSync } from 'node:fs';

/**
 * For leak tests only: every secret, token and code that leaves the tenant, one a line, so that a test can
 * search the portal's files for them.
 */
export function issuedValuesWriter(file: string | undefined): (value: string) => void {
  if (file === undefined) return () => undefined;
  return (value) => appendFileSync(file, `${value}\n`, { mode: 0o600 });
}
