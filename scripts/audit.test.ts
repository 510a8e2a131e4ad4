import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportLine, headLine } from '@/lib/audit/audit-export';
import { signHead } from '@/lib/audit/chain-link';
import { memoryPortal, memoryTable, sampleEvent, sampleKeys, sampleSecret } from '@/lib/audit/testing/sample-chain';

const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-audit-'));

function file(name: string, lines: readonly string[]): string {
  writeFileSync(path.join(folder, name), `${lines.join('\n')}\n`);
  return path.join(folder, name);
}

function audit(...args: readonly string[]) {
  const env = { ...process.env, SESSION_SECRET: sampleSecret, DATA_DIR: folder };
  const program = ['--conditions=react-server', '--import', 'tsx', 'scripts/audit.ts'];
  return spawnSync(process.execPath, [...program, ...args], { env, encoding: 'utf8' });
}

describe('npm run audit', () => {
  it('verifies an export without a database: exit code 0, and 2 with what was cut from it', async () => {
    const table = memoryTable();
    const { append } = memoryPortal(table);
    for (let count = 0; count < 9; count += 1) await append(sampleEvent());
    const lines = table.rows.map((row) => exportLine(row, 'jsonl', '1'));
    const left = table.rows.at(-1);
    const early = table.rows[3];
    if (!left || !early) throw new Error('nothing was written');
    const log = file('portal.log', ['{"level":30}', headLine(signHead(sampleKeys.current, left))]);
    const whole = audit(
      'verify',
      '--file',
      file('whole.jsonl', [...lines, headLine(table.head ?? signHead(sampleKeys.current, left))]),
    );
    expect(whole.stdout).toContain('Tenant contoso: 9 events, verified up to event 9');
    expect(whole.status).toBe(0);
    const cut = file('cut.jsonl', [...lines.slice(0, 4), headLine(signHead(sampleKeys.current, early))]);
    const found = audit('verify', '--file', cut, '--heads', log);
    expect(found.stdout).toContain('cut: events 5 to 9 are gone from the end');
    expect(found.status).toBe(2);
  });

  it('makes no database where there is none, and says so', () => {
    const refused = audit('verify');
    expect(refused.stderr).toBe(`There is no database in ${path.join(folder, 'portal')}.\n`);
    expect(refused.status).toBe(1);
  });
});
