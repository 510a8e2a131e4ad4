import 'server-only';
import { writeSync } from 'node:fs';
import { leaseStore } from '@/lib/operation/lease-store';
import { writeCountedRefusals } from '@/lib/audit/audit-store';
import { beginChains } from '@/lib/audit/chain-begin-store';
import { checkChains, tellHeads } from '@/lib/audit/chain-check';
import { closeDatabase, database } from '@/lib/db/database';
import { openDoor } from '@/lib/door/door';
import { environment, EnvironmentProblem, processEnvironment } from '@/lib/env';
import { watchNetwork } from '@/lib/http/outgoing-fetch';
import { log } from '@/lib/log';
import { writeLogLine } from '@/server/log-line.mjs';
import { startBackground } from './background-jobs';
import { takeProxy } from './take-proxy';

const LOOK_AT_AUDIT_EVERY_MS = 15 * 60_000;
const LOOKS_PER_WHOLE = 24;

/**
 * Checks the settings, opens the database and brings it up to date, or ends the process with one clear sentence.
 * Never calls Microsoft: the portal starts without them.
 */
export async function startPortal(): Promise<void> {
  try {
    const { LOG_LEVEL, ALLOW_INSECURE } = environment();
    const openTo = globalThis.siemConnectOpenDoor;
    if (!openTo) throw new Error('SIEM Connect starts by npm start, which puts its door before Next.');
    takeProxy(processEnvironment());
    watchNetwork((network) => log().warn({ ...network }, 'Microsoft could not be reached'));
    const { kind } = await database();
    // No other process opens the embedded database: what runs there died with the last one.
    if (kind === 'embedded') await leaseStore.failAllRunning();
    if (ALLOW_INSECURE.length > 0) log().warn({ allowed: ALLOW_INSECURE }, 'insecure by ALLOW_INSECURE');
    await beginChains();
    log().info({ database: kind, logLevel: LOG_LEVEL }, 'portal started');
    openTo(openDoor);
  } catch (error) {
    endWith(error);
  }
  watchAudit();
  const stopBackground = startBackground();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void stop(stopBackground));
  }
}

function endWith(error: unknown): never {
  const known = error instanceof EnvironmentProblem || error instanceof Error;
  const sentence = known ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? ` ${error.cause.message}` : '';
  tellWhoStarts(`${sentence}${cause}`);
  process.exit(1);
}

/** Looks at the whole audit log now and every six hours, and at what is new in between; and lets its head leave. */
function watchAudit(): void {
  let looks = 0;
  const look = async () => {
    try {
      await tellHeads();
      await checkChains(looks % LOOKS_PER_WHOLE === 0 ? 'whole' : 'new');
    } catch (error) {
      log().warn({ err: error instanceof Error ? error.name : 'unknown' }, 'the audit log could not be read');
    }
    looks += 1;
  };
  void look();
  setInterval(() => void look(), LOOK_AT_AUDIT_EVERY_MS).unref();
}

/** A person at a terminal reads the sentence as it is; whatever collects the log gets a line of it. */
function tellWhoStarts(sentence: string): void {
  if (process.stderr.isTTY) writeSync(process.stderr.fd, `${sentence}\n`);
  else writeLogLine({ level: 60, msg: sentence });
}

/** An embedded database that is closed properly opens at once; one that is not has to recover first. */
async function stop(stopBackground: () => Promise<void>): Promise<never> {
  try {
    await stopBackground();
    await writeCountedRefusals();
    await tellHeads();
    await closeDatabase();
  } finally {
    process.exit(0);
  }
}
