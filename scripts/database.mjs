// What an operator does with the portal's database while the portal does not run on it, with the portal's settings:
//   npm run database -- check    whether the portal can start on it, without starting it
//   npm run backup -- FILE       all of its rows into a new file; a server's may be in use meanwhile
//   npm run restore -- FILE      a backup into a new database
//   npm run move-database        the embedded database of DATA_DIR into the new one of DATABASE_URL
import { existsSync } from 'node:fs';
import { refuse, say } from './preflight.mjs';
import { ensureSupportedNode } from './runtime.mjs';

await ensureSupportedNode();
const [work, file] = process.argv.slice(2);
if (existsSync('.env')) process.loadEnvFile('.env');
await import('./typescript.mjs');
try {
  for (const line of await does()) say(line);
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error));
}

async function does() {
  if (work === 'check') return (await import('../lib/db/check-database')).checkDatabase();
  const { backupDatabase, moveDatabase, restoreDatabase } = await import('../lib/db/copy/copy-database');
  if (work === 'move') return moveDatabase();
  if (file && work === 'backup') return backupDatabase(file);
  if (file && work === 'restore') return restoreDatabase(file);
  return refuse(
    'Usage: npm run database -- check, npm run backup -- FILE, npm run restore -- FILE, npm run move-database',
  );
}
