import 'server-only';
import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { hashSecret, matchesHash } from '@/lib/seal/hash-secret';

const HEADER = 'x-siem-connect-inner';

/** Known to this process alone: the door writes it on what it lets in, and never sends it out. */
const key = randomBytes(32).toString('base64url');
const keyHash = hashSecret(key);

/** What marks a request that has been let in. */
export const innerMark: IncomingHttpHeaders = { [HEADER]: key };

/**
 * Whether Next asks its own address, for the page that an action leads to. It takes the headers of the action along, and
 * calls the machine instead of the portal's name, which may not lead back to it from here.
 */
export function isInner({ [HEADER]: mark }: IncomingHttpHeaders): boolean {
  return typeof mark === 'string' && matchesHash(mark, keyHash);
}
