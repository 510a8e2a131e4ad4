import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const unit = readFileSync(path.join(import.meta.dirname, 'siem-connect.service'), 'utf8');
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

/** What systemd's own judge says of the unit, with the programs of this machine. */
function analyze(...options: readonly string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-unit-'));
  // A name that no unit of the machine has.
  const file = path.join(folder, 'siem-connect-judged.service');
  writeFileSync(file, unit.replace('/usr/bin/node', process.execPath));
  const { status, stdout, stderr } = spawnSync('systemd-analyze', [...options, file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return { status, told: stdout + stderr };
}

describe('the unit of systemd', () => {
  it('starts the portal as package.json does, and can be enabled', () => {
    expect(unit).toMatch(/^ExecStart=\/usr\/bin\/node scripts\/start\.mjs$/m);
    expect(unit).toMatch(/^\[Install\]\nWantedBy=multi-user\.target$/m);
    // V8 makes code while it runs.
    expect(unit).not.toMatch(/^MemoryDenyWriteExecute=yes/m);
  });

  it.runIf(hasSystemd)('is one that systemd takes, and finds well closed', () => {
    expect(analyze('verify')).toEqual({ status: 0, told: '' });
    // In tenths: 28 when this was written; a plain service has 96.
    expect(analyze('security', '--offline=true', '--threshold=30').told).toContain('Overall exposure level');
    expect(analyze('security', '--offline=true', '--threshold=30').status).toBe(0);
  });
});
