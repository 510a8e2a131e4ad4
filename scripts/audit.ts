// npm run audit -- verify [--file EXPORT] [--heads LOG]...          exits with 2 when something is wrong
// npm run audit -- export [--format jsonl|cef|ocsf] [--out FILE]
//
// Without --file it reads the database that DATABASE_URL or DATA_DIR names, and changes nothing there; the portal must not
// have an embedded one open. With --file it needs no database. Heads are checked with the keys of SESSION_SECRET and
// SESSION_SECRET_PREVIOUS, where they are set.
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import {
  type ExportFormat,
  exportFormats,
  exportLine,
  headLine,
  readExport,
  readLoggedHeads,
  segmentLine,
} from '@/lib/audit/audit-export';
import { reportLines } from '@/lib/audit/audit-report';
import { type AuditQuery, readChain, readEnds, readSegments } from '@/lib/audit/chain-reader-store';
import { type Chain, verifyChain } from '@/lib/audit/verify-chain';
import { openEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { openServerPostgres } from '@/lib/db/server-postgres';
import { readDatabaseAddress } from '@/lib/settings/database-address';
import { version } from '@/package.json';
import { readSecretFiles } from '@/lib/secret-files';
import { deriveKey, type Key } from '@/lib/seal/derive-key';

const USAGE = `Usage: npm run audit -- verify [--file EXPORT] [--heads LOG]...
       npm run audit -- export [--format ${exportFormats.join('|')}] [--out FILE]`;

/** A sentence for whoever runs the command. */
class Refusal extends Error {}

function settings() {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const read = readSecretFiles(given, ['SESSION_SECRET', 'SESSION_SECRET_PREVIOUS', 'DATABASE_URL']);
  if (read.problems.length > 0) throw new Refusal(read.problems.join('\n'));
  return read.given;
}

type Settings = ReturnType<typeof settings>;

function auditKeys({ SESSION_SECRET, SESSION_SECRET_PREVIOUS }: Settings): readonly Key[] {
  return [SESSION_SECRET, SESSION_SECRET_PREVIOUS].flatMap((secret) => (secret ? [deriveKey(secret, 'audit')] : []));
}

async function withDatabase<Value>(given: Settings, work: (query: AuditQuery) => Promise<Value>): Promise<Value> {
  const { pool, close } = await openDatabase(given);
  try {
    return await work(async (sql, ...values) => {
      const { rows }: { readonly rows: unknown[] } = await pool.query({ text: sql, values: [...values] });
      return rows;
    });
  } finally {
    await close();
  }
}

async function openDatabase({ DATABASE_URL, DATA_DIR }: Settings) {
  if (DATABASE_URL) {
    const address = readDatabaseAddress(DATABASE_URL);
    if (!address.ok) throw new Refusal(`DATABASE_URL ${address.error}`);
    return openServerPostgres(address.value);
  }
  const folder = path.resolve(DATA_DIR ?? './data', 'portal');
  // Opening a folder without one would make a database.
  if (!existsSync(path.join(folder, 'PG_VERSION'))) throw new Refusal(`There is no database in ${folder}.`);
  return openEmbeddedPostgres(folder);
}

async function* chainsOf(query: AuditQuery): AsyncGenerator<Chain> {
  const segments = await readSegments(query);
  for (const { tenantId, head, lastSeq } of await readEnds(query)) {
    const events = readChain(query, { tenantId, upTo: Math.max(head?.seq ?? 0, lastSeq) });
    yield { tenantId, events, head, heads: [], segments: segments.filter((segment) => segment.tenantId === tenantId) };
  }
}

const readLines = (file: string) => readFileSync(file, 'utf8').split('\n');

type Heads = Chain['heads'];

/** @returns whether nothing is wrong */
async function verifyAll(chains: AsyncIterable<Chain> | Iterable<Chain>, heads: Heads, keys: readonly Key[]) {
  let isSound = true;
  const left = Map.groupBy(heads, ({ tenantId }) => tenantId);
  const tell = async (chain: Chain) => {
    const report = await verifyChain({ ...chain, heads: left.get(chain.tenantId) ?? [] }, keys);
    left.delete(chain.tenantId);
    console.log(reportLines(report).join('\n'));
    isSound &&= report.findings.length === 0;
  };
  for await (const chain of chains) await tell(chain);
  // Of these tenants nothing is left but what had left the machine.
  for (const tenantId of [...left.keys()])
    await tell({ tenantId, events: none(), head: null, segments: [], heads: [] });
  return isSound;
}

async function* none(): AsyncGenerator<never> {
  // Nothing stands there.
}

async function verify(file: string | undefined, logs: readonly string[]): Promise<number> {
  const given = settings();
  const keys = auditKeys(given);
  if (keys.length === 0) console.log('SESSION_SECRET is not set: signatures are not checked.');
  const heads = logs.flatMap((log) => readLoggedHeads(readLines(log)));
  if (logs.length === 0) console.log('No --heads: what was cut from the end, or all of it, may not be found.');
  if (file === undefined)
    return (await withDatabase(given, (query) => verifyAll(chainsOf(query), heads, keys))) ? 0 : 2;
  const { chains, strange } = readExport(readLines(file));
  for (const line of strange) console.log(`Line ${String(line)} of ${file} is none of an export.`);
  return (await verifyAll(chains, heads, keys)) && strange.length === 0 ? 0 : 2;
}

async function exportAll(format: ExportFormat, file: string | undefined): Promise<number> {
  const out = file === undefined ? process.stdout : createWriteStream(file, { mode: 0o600 });
  const write = async (line: string) => {
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  };
  await withDatabase(settings(), async (query) => {
    for await (const { events, head, segments } of chainsOf(query)) {
      if (format === 'jsonl') for (const segment of segments) await write(segmentLine(segment));
      for await (const event of events) await write(exportLine(event, format, version));
      if (format === 'jsonl' && head) await write(headLine(head));
    }
  });
  if (file !== undefined) await new Promise<void>((resolve) => out.end(resolve));
  return 0;
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      file: { type: 'string' },
      heads: { type: 'string', multiple: true },
      format: { type: 'string', default: 'jsonl' },
      out: { type: 'string' },
    },
  });
  const format = exportFormats.find((known) => known === values.format);
  if (positionals[0] === 'verify') return verify(values.file, values.heads ?? []);
  if (positionals[0] === 'export' && format) return exportAll(format, values.out);
  throw new Refusal(USAGE);
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
