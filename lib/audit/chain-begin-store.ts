import 'server-only';
import { prisma } from '@/lib/db/prisma-client';
import { portalKeys } from '@/lib/seal/portal-keys';
import { chainTable } from './audit-store';
import { type ChainPosition, FIRST_HASH, hashEvent, signHead } from './chain-link';
import { portalQuery, readChain, readEnds } from './chain-reader-store';

const NUMBER = `
  update "AuditEvent" event set "seq" = given."seq", "hash" = given."hash"
  from json_to_recordset($1::json) as given ("id" text, "seq" int, "hash" text)
  where event."id" = given."id" and event."seq" is null`;

/**
 * Gives what an earlier release wrote its places in the chain, in the order in which it was written: once, before a chain has
 * a head. Several processes that do so at once number alike.
 *
 * @returns how many events
 */
export async function beginChains(): Promise<number> {
  let count = 0;
  for (const { tenantId, head } of await readEnds(portalQuery)) {
    if (!head) count += await beginChain(tenantId);
  }
  return count;
}

async function beginChain(tenantId: string): Promise<number> {
  const db = await prisma();
  let end: ChainPosition = { tenantId, seq: 0, hash: FIRST_HASH };
  let count = 0;
  for (;;) {
    const numbered: { readonly id: string; readonly seq: number; readonly hash: string }[] = [];
    for await (const event of readChain(portalQuery, { tenantId, after: end.seq, upTo: MOST })) {
      const { id } = event;
      const seq = end.seq + 1;
      const hash = event.hash ?? hashEvent(end.hash, { ...event, seq });
      if (event.seq === null) numbered.push({ id, seq, hash });
      end = { tenantId, seq, hash };
    }
    if (numbered.length === 0) break;
    count += await db.$executeRawUnsafe(NUMBER, JSON.stringify(numbered));
  }
  await chainTable.begin(signHead(portalKeys('audit').current, end));
  return count;
}

const MOST = 2_147_483_647;
