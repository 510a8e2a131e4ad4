import 'server-only';
import { portalKeys } from '@/lib/seal/portal-keys';
import { createOwnership, type Ownership } from './ownership';

let ownership: Ownership | undefined;

export function portalOwnership(): Ownership {
  ownership ??= createOwnership(portalKeys('ownership'));
  return ownership;
}
