import { createHash, randomBytes } from 'node:crypto';

/** Same name, same GUID: seed objects keep their ids over every reset and machine. */
export function guidFor(name: string): string {
  const digest = createHash('sha256').update(`siem-connect/tenant/${name}`).digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `5${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}

/** Grants and role assignments have 43 characters of base64url as their key, not a GUID. */
export function mintRelationKey(): string {
  return randomBytes(32).toString('base64url');
}
