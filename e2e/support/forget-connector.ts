import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Servers } from './servers';

/** As after a restored backup: the portal's row of a connector is gone, the tenant has all of it. */
export async function forgetConnector({ portal, folder }: Servers, name: string): Promise<void> {
  await portal.stop();
  await deleteRow(folder, { column: 'name', value: name });
  await portal.start();
}

type Row = { readonly column: 'id' | 'name'; readonly value: string };

/** For a portal with the embedded database, while it is down. */
export async function deleteRow(folder: string, { column, value }: Row): Promise<void> {
  const database = await PGlite.create(path.join(folder, 'data/portal'));
  const { affectedRows } = await database.query(`delete from "Connector" where "${column}" = $1`, [value]);
  await database.close();
  if (affectedRows !== 1) throw new Error(`${affectedRows ?? 0} connectors have the ${column} ${value}`);
}
