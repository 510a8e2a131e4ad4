import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Program, program } from '../e2e/support/program';
import type { PortalPlan } from '../e2e/support/servers';
import { PORTAL, portalMemorySettings, portalProcessSettings } from '../scripts/companions.mjs';
import { NEXT } from '../scripts/prepare.mjs';

const settingsSchema = z.record(z.string(), z.string());

/** Where a server that a benchmark runs writes what memory it has. */
export function memoryFile(folder: string): string {
  return path.join(folder, 'memory');
}

/**
 * A built Next application as `npm start` runs it, with the settings of a portal.
 *
 * @param application its folder
 */
export function nextProgram({ folder, port, settings, sessionSecret }: PortalPlan, application: string): Program {
  const data = path.join(folder, 'data');
  mkdirSync(data, { recursive: true });
  // Another application has no door.
  const bare = [NEXT, 'start', application, '-p', String(port), '-H', '127.0.0.1'];
  const next = application === '.' ? [PORTAL, 'start'] : bare;
  return program({
    log: path.join(folder, 'portal.log'),
    // For a profile: BENCH_NODE_OPTIONS=--cpu-prof.
    args: [...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? []), '--import', './bench/report-memory.mjs', ...next],
    env: () => ({
      ...settingsSchema.parse(JSON.parse(readFileSync(path.join(data, 'tenant/portal.json'), 'utf8'))),
      ...{
        ALLOW_INSECURE: 'unrepaired-node',
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: data,
        SESSION_SECRET: sessionSecret,
        MEMORY_FILE: memoryFile(folder),
      },
      ...portalProcessSettings,
      ...portalMemorySettings,
      ...settings,
    }),
    // The door knows the portal by its name alone.
    address: `http://localhost:${port}/`,
  });
}
