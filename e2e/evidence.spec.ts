import { spawnSync } from 'node:child_process';
import { existsSync, openSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { searchFor } from './support/find-values';
import { browserFiles, issuedValues, leftBehind, serverFolders } from './support/left-behind';

/** Microsoft's contract as a checker of recorded exchanges; not part of this repository. */
const contractChecker = path.resolve(process.env.CONTRACT_CHECKER ?? '../shared/graph/validate.mjs');

// Megabytes are read, on a machine that may be busy; one after the other, because opening a database writes into its folder.
test.describe.configure({ mode: 'default', timeout: 300_000 });

test('no secret, token or code that was issued is left in the database, a log, a page or the browser', async () => {
  let searched = 0;
  for (const folder of serverFolders()) {
    const issued = issuedValues(folder);
    const places = [...(await leftBehind(folder)), ...browserFiles()];
    const search = searchFor(issued);
    const leaks = places.flatMap(({ name, content }) =>
      search(content).map((value) => `${name} holds ${value.slice(0, 6)}…`),
    );
    expect(leaks).toEqual([]);
    searched += issued.length;
  }
  expect(searched).toBeGreaterThan(100);
});

test('neither do the portal’s own secrets leave its environment', async () => {
  for (const folder of serverFolders()) {
    const settings = z
      .record(z.string(), z.string())
      .parse(JSON.parse(readFileSync(path.join(folder, 'data/tenant/portal.json'), 'utf8')));
    const own = [settings.ENTRA_CLIENT_SECRET ?? '', 'session secret of the tests'];
    expect(own[0]).not.toBe('');
    const places = [...(await leftBehind(folder)), ...browserFiles()];
    const holders = places.filter(({ content }) => own.some((value) => content.includes(value)));
    expect(holders.map(({ name }) => name)).toEqual([]);
  }
});

test('the search finds each of many values wherever it stands, and nothing else', () => {
  const values = ['first-secret~01', 'other-secret~02', 'third-secret~01', 'never~there'];
  const text = 'first-secret~01 other-secret~0 è third-secret~01other-secret~02';
  expect(searchFor(values)(Buffer.from(text)).toSorted()).toEqual(values.slice(0, 3).toSorted());
  expect(searchFor(values)(Buffer.from('irst-secret~01 first-secret~0'))).toEqual([]);
  expect(searchFor([])(Buffer.from(text))).toEqual([]);
});

test('the search finds what is there', async () => {
  // A test with servers of its own may not have met the person that is looked for.
  const whole = (folder: string) =>
    path.basename(folder).startsWith('worker-') &&
    ['pages', 'data/portal'].every((part) => existsSync(path.join(folder, part)));
  const folder = serverFolders().find(whole);
  const places = await leftBehind(folder ?? '');
  const holding = (text: string) => places.filter(({ content }) => content.includes(text)).map(({ name }) => name);
  expect(holding('siem-connect-')).toContain('table Connector');
  expect(holding('@contoso.example')).toEqual(
    expect.arrayContaining([
      'table AuditEvent',
      expect.stringMatching(/portal\.log$/),
      expect.stringMatching(/pages$/),
    ]),
  );
  expect(holding('siem-connect-').filter((name) => name.includes('data/portal'))).not.toEqual([]);
});

test('every call to Graph, Defender and the token endpoint keeps to Microsoft’s contract', () => {
  test.skip(!existsSync(contractChecker), `the contract checker is not at hand: ${contractChecker}`);
  const exchanges = serverFolders()
    .map((folder) => path.join(folder, 'exchanges.jsonl'))
    .filter(existsSync)
    .map((file) => readFileSync(file, 'utf8'))
    .join('')
    // msal-node adds this to its token requests, and Entra ignores it; the contract does not know it.
    .replaceAll(/\?client-request-id=[0-9a-f-]{36}(?=")/g, '')
    // Both are documented (serviceprincipal-list-owners, serviceprincipal-delete-owners); the contract at hand has the first
    // by object id alone, and the second of applications alone.
    .replaceAll(/servicePrincipals\(appId=(?:'|%27)([0-9a-f-]{36})(?:'|%27)\)\/owners/g, 'servicePrincipals/$1/owners')
    .replaceAll(/servicePrincipals(\/[0-9a-f-]{36}\/owners\/[0-9a-f-]{36}\/\$ref)/g, 'applications$1');
  expect(exchanges.split('\n').length).toBeGreaterThan(100);
  expect(check(exchanges)).toMatch(/(?:^|\n)\d+ exchanges, 0 with errors, 0 errors, 0 warnings$/);
});

function check(exchanges: string): string {
  const file = path.resolve('test-results/exchanges.jsonl');
  writeFileSync(file, exchanges);
  // The checker lists what it found on either output and ends with 1.
  // Behind a symbolic link it would not see that it is what was started.
  const run = spawnSync(process.execPath, [realpathSync(contractChecker)], {
    stdio: [openSync(file, 'r'), 'pipe', 'pipe'],
  });
  return `${run.stdout.toString()}${run.stderr.toString()}`.trim();
}
