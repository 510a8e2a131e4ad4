import 'server-only';
import { database, type PortalPrismaClient } from './database';

/** The client that stores read and write with. */
export async function prisma(): Promise<PortalPrismaClient> {
  return (await database()).prisma;
}
