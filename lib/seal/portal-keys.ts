import 'server-only';
import { environment } from '@/lib/env';
import { deriveKeyRing, type KeyRing, type KeyUse } from './derive-key';
import { createSealer, type Sealer } from './seal';

const rings = new Map<KeyUse, KeyRing>();

/** The portal's keys for one use: from SESSION_SECRET, and while it is being rotated from SESSION_SECRET_PREVIOUS too. */
export function portalKeys(use: KeyUse): KeyRing {
  const ring = rings.get(use) ?? deriveKeyRing(portalSecrets(), use);
  rings.set(use, ring);
  return ring;
}

/** The secret in use, then the one before it. For what derives keys of its own from them. */
export function portalSecrets(): readonly [string, ...string[]] {
  const { SESSION_SECRET, SESSION_SECRET_PREVIOUS } = environment();
  return SESSION_SECRET_PREVIOUS ? [SESSION_SECRET, SESSION_SECRET_PREVIOUS] : [SESSION_SECRET];
}

let sealer: Sealer | undefined;

/** Seals with the secret in use, and opens what the one before it has sealed. */
export function portalSealer(): Sealer {
  sealer ??= createSealer(...portalSecrets());
  return sealer;
}
