import 'server-only';
import { currentPath, currentRequestId } from '@/lib/request/current-request';
import { getShell, type Shell } from './session-queries';

export type Refusal = { readonly shell: Shell; readonly requestId: string; readonly path: string };

/**
 * For the page that says why somebody may not look. Null for everybody else: Next draws that page behind every other
 * one, to have it at hand.
 */
export async function getRefusal(): Promise<Refusal | null> {
  const shell = await getShell();
  if (shell?.access !== 'none') return null;
  return { shell, requestId: await currentRequestId(), path: await currentPath() };
}
