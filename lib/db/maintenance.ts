import 'server-only';
import { setTimeout } from 'node:timers/promises';
import { database } from './database';
import { unavailableReason, type UnavailableReason } from './database-unavailable';

/**
 * The embedded PostgreSQL has no background workers: without this its log of changes would grow for ever. A server
 * does it by itself.
 */
export async function checkpoint(): Promise<void> {
  const { prisma, kind, restart } = await database();
  if (kind !== 'embedded') return;
  try {
    await prisma.$executeRawUnsafe('CHECKPOINT');
  } catch (error) {
    // What PGlite acknowledges after a checkpoint that failed is not kept.
    restart?.();
    throw error;
  }
  await prisma.$executeRawUnsafe('VACUUM ANALYZE');
}

/** Whoever asks whether the portal is well does not wait longer. */
const PROBE_TIMEOUT_MS = 4_500;

/** Anybody may ask: that all is well is told for as long as that. */
const KEEP_PROBE_MS = 1_000;

const WRITE = `
  insert into "DatabaseProbe" ("id", "at") values (1, now()) on conflict ("id") do update set "at" = excluded."at"`;

export type DatabaseState = 'ok' | UnavailableReason;

export type Probe = { readonly state: DatabaseState; readonly kind?: 'embedded' | 'server' };

let running: Promise<Probe> | null = null;
let lastGood: { readonly probe: Probe; readonly at: number } | null = null;

/** Writes a row, and tells whether that was possible within a time. However many ask, one writes, and once a second. */
export async function probeDatabase(): Promise<Probe> {
  if (lastGood && Date.now() < lastGood.at + KEEP_PROBE_MS) return lastGood.probe;
  running ??= Promise.race([probe(), silence()]).finally(() => (running = null));
  const found = await running;
  lastGood = found.state === 'ok' ? { probe: found, at: Date.now() } : null;
  return found;
}

async function probe(): Promise<Probe> {
  try {
    const { prisma, kind } = await database();
    try {
      await prisma.$executeRawUnsafe(WRITE);
      return { state: 'ok', kind };
    } catch (error) {
      return { state: unavailableReason(error) ?? 'damaged', kind };
    }
  } catch (error) {
    return { state: unavailableReason(error) ?? 'unreachable' };
  }
}

async function silence(): Promise<Probe> {
  await setTimeout(PROBE_TIMEOUT_MS, undefined, { ref: false });
  return { state: 'not-answering' };
}
