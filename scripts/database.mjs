// npm run database -- check: whether the portal can start on its database, without starting it.
import { existsSync } from 'node:fs';
import { refuse, say } from './preflight.mjs';
import { ensureSupportedNode } from './runtime.mjs';

await ensureSupportedNode();
if (process.argv[2] !== 'check') refuse('Usage: npm run database -- check');
if (existsSync('.env')) process.loadEnvFile('.env');
await import('./typescript.mjs');
const { checkDatabase } = await import('../lib/db/check-database');
try {
  for (const line of await checkDatabase()) say(line);
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error));
}
