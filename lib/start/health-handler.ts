import 'server-only';
import type { LastRun } from '@/lib/background/background-job';
import { backgroundStore } from '@/lib/background/background-store';
import { type DatabaseState, probeDatabase } from '@/lib/db/maintenance';
import { environment } from '@/lib/env';
import { log } from '@/lib/log';
import { version } from '@/package.json';

export type Health = {
  readonly status: 'ok' | 'unavailable';
  readonly version: string;
  readonly database: { readonly status: DatabaseState; readonly kind?: 'embedded' | 'server' };
  /** How the work that the portal does by itself last went; none while the database cannot be asked. */
  readonly background: readonly LastRun[];
};

let lastState: DatabaseState = 'ok';

export async function getHealth(): Promise<Health> {
  const { state, ...kind } = await probeDatabase();
  if (state !== lastState) {
    const details = {
      ...kind,
      state,
      before: lastState,
      folder: kind.kind === 'embedded' ? environment().DATA_DIR : undefined,
    };
    if (state === 'ok') log().info(details, 'the database is well again');
    else log().warn(details, 'the database is not well: docs/operations.md, "Health"');
  }
  lastState = state;
  const background = await readBackground(state);
  return { status: state === 'ok' ? 'ok' : 'unavailable', version, database: { status: state, ...kind }, background };
}

/** Anybody may ask: what is told is kept for as long as that; milliseconds. */
const KEEP_RUNS_MS = 5_000;

let lastRead: { readonly runs: Promise<readonly LastRun[]>; readonly at: number } | null = null;

async function readBackground(state: DatabaseState): Promise<readonly LastRun[]> {
  if (state !== 'ok') return [];
  if (!lastRead || Date.now() > lastRead.at + KEEP_RUNS_MS || Date.now() < lastRead.at)
    lastRead = { runs: backgroundStore.listLastRuns(environment().ENTRA_TENANT_ID), at: Date.now() };
  // The probe says what the database cannot do.
  return lastRead.runs.catch(() => []);
}
