import 'server-only';
import { environment } from '@/lib/env';
import { createSealer, type Sealer } from '@/lib/seal/seal';

let sealer: Sealer | undefined;

export function portalSealer(): Sealer {
  sealer ??= createSealer(environment().SESSION_SECRET);
  return sealer;
}
