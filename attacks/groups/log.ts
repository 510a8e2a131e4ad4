import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Group } from '../support/world';

const LONGEST_LINE = 4_096;
const FLOOD = 300;
const lineSchema = z.looseObject({ level: z.number(), time: z.string() });
const auditSchema = z.object({ audit: z.object({ action: z.string() }) });

/** What all of it left in the log. Runs last. */
export const logAfterwards: Group = {
  id: 'G',
  title: 'The log afterwards, and small floods',
  async run({ servers, send }, count) {
    const lines = () => readFileSync(path.join(servers.folder, 'portal.log'), 'utf8').split('\n').slice(0, -1);
    const before = lines().length;
    const headers = { origin: 'https://evil.example' };
    await send('/sign-in', { method: 'POST', headers, body: Buffer.alloc(9_000_000, ' ') });
    count('a POST of 9 MB writes at most one line', lines().length - before <= 1, lines().length - before);
    const calm = lines().length;
    for (let sent = 0; sent < FLOOD; sent += 1) await send(`/nothing-${sent}`);
    count(`${FLOOD} requests for nothing write few lines`, lines().length - calm < 50, lines().length - calm);
    for (const [index, line] of lines().entries()) count(`line ${index + 1}`, isLine(line), line);
  },
};

function isLine(line: string): boolean {
  if (Buffer.byteLength(line) >= LONGEST_LINE) return false;
  try {
    const record: unknown = JSON.parse(line);
    return (
      lineSchema.safeParse(record).success && auditSchema.safeParse(record).data?.audit.action !== 'forged-by-attack'
    );
  } catch {
    return false;
  }
}
