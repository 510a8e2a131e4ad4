import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject } from 'vitest';
// Next's server does this first: what it keeps of a request lives there.
import 'next/dist/server/node-environment-baseline';

// Each test file has a process and an embedded database of its own; with DATABASE_URL all share that server, and
// keep apart by random tenant ids.
process.env.PORTAL_URL ??= 'http://localhost:3000';
process.env.ENTRA_TENANT_ID ??= '11111111-2222-4333-8444-555555555555';
process.env.ENTRA_CLIENT_ID ??= 'aaaaaaaa-0000-4000-8000-000000000001';
process.env.ENTRA_CLIENT_SECRET ??= 'portal-secret';
process.env.SESSION_SECRET ??= 'a session secret for tests, long enough';
process.env.LOG_LEVEL ??= 'silent';
const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-test-'));
process.env.DATA_DIR = folder;
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const emptyDatabase = inject('emptyDatabase');
// What is pure has no use for a database.
const needsDatabase = /\/lib\/(?!siem\/)/.test(expect.getState().testPath ?? '');
if (emptyDatabase && needsDatabase) cpSync(emptyDatabase, folder, { recursive: true });
