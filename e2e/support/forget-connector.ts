import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Servers } from './servers';

/** As after a restored backup: the portal's row of a connector is gone, the tenant has all of it. */
export async function forgetConnector({ portal, folder }: Servers, name: string): Promise<void> {
  await portal.stop();
  const database = await PGlite.create(path.join(folder, 'data/portal'));
  const { affectedRows } = await database.query('delete from "Connector" where name = $1', [name]);
  await database.close();
  await portal.start();
  if (affectedRows !== 1) throw new Error(`${affectedRows ?? 0} connectors are named ${name}`);
}
