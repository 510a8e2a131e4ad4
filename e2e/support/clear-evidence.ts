import { mkdirSync, rmSync } from 'node:fs';
import { EVIDENCE } from './evidence';

/** What an earlier run left behind says nothing about this one. */
export default function clearEvidence(): void {
  rmSync(EVIDENCE, { recursive: true, force: true });
  mkdirSync(EVIDENCE, { recursive: true });
}
