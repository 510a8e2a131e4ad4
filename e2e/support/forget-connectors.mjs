// Loaded into the portal before anything else: between two tests the connectors of the first are forgotten, by
// laying a file. What stood in the rows is kept for the last look.
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const asked = process.env.FORGET_FILE ?? '';
const rowsFolder = path.join(path.dirname(asked), 'rows');
/** A connector's row takes the others with it. */
const tables = ['ConnectorSecret', 'OperationStep', 'Approval', 'Connector'];

async function forget() {
  // As lib/db/database.ts keeps it; before the first question there is none, and nothing to forget.
  const database = await globalThis.siemConnectDatabase;
  if (!database) return;
  const { prisma } = database;
  mkdirSync(rowsFolder, { recursive: true });
  for (const table of tables) {
    /** @type {{ row: string }[]} */
    const rows = await prisma.$queryRawUnsafe(`select row_to_json(t)::text as row from "${table}" t`);
    for (const { row } of rows) appendFileSync(path.join(rowsFolder, table), `${row}\n`);
  }
  await prisma.$executeRawUnsafe('delete from "Connector"');
}

let busy = false;

setInterval(() => {
  if (busy || !existsSync(asked)) return;
  busy = true;
  const taken = `${asked}.taken`;
  renameSync(asked, taken);
  void forget().finally(() => {
    rmSync(taken);
    busy = false;
  });
}, 50).unref();
