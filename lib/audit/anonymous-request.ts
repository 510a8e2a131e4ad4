import 'server-only';
import { log } from '@/lib/log';
import { anonymousLimit, anonymousTotalLimit, countAgainst } from '@/lib/rate-limit/rate-limit-store';
import { currentAddress } from '@/lib/request/current-request';
import type { AuditEvent } from './audit';
import { auditStore } from './audit-store';

/** Records what somebody did who is not signed in. Nobody can fill the table so: beyond a limit the log alone is told. */
export async function recordAnonymous(event: AuditEvent): Promise<void> {
  if (await isTooMuch()) log().info({ audit: event }, 'audit');
  else await auditStore.record(event);
}

async function isTooMuch(): Promise<boolean> {
  try {
    const address = await currentAddress();
    // In this order: one address that goes on must not use up what is left for everybody.
    const wait = (await countAgainst(anonymousLimit, address)) ?? (await countAgainst(anonymousTotalLimit, 'all'));
    return wait !== null;
  } catch {
    // The database is what failed; recording says so, after the line in the log.
    return false;
  }
}
