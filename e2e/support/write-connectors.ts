import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';
import { manyConnectors } from '../../scripts/many-connectors.mjs';
import type { Servers } from './servers';

const settingsSchema = z.object({ ENTRA_TENANT_ID: z.string() });

/** Gives a portal with the embedded database many connectors, which it finds when it is back. */
export async function writeConnectors({ portal, folder }: Servers, count: number): Promise<void> {
  const data = path.join(folder, 'data');
  const { ENTRA_TENANT_ID } = settingsSchema.parse(
    JSON.parse(readFileSync(path.join(data, 'tenant/portal.json'), 'utf8')),
  );
  await portal.stop();
  const database = await PGlite.create(path.join(data, 'portal'));
  await database.transaction(async (within) => {
    for (const { text, values } of manyConnectors(ENTRA_TENANT_ID, count)) await within.query(text, [...values]);
  });
  await database.exec('vacuum analyze');
  await database.close();
  await portal.start();
}
