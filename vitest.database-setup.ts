import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';

// Each test file has a process and an embedded database of its own; with DATABASE_URL all share that server, and
// keep apart by random tenant ids.
const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-test-'));
process.env.DATA_DIR = folder;
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const migratedDatabase = inject('migratedDatabase');
if (migratedDatabase) cpSync(migratedDatabase, folder, { recursive: true });
