import 'server-only';
import { currentPath, currentRequestId } from '@/lib/request/current-request';
import { getShell, type Shell } from './session-queries';

export type Refusal = { readonly shell: Shell | null; readonly requestId: string; readonly path: string };

/** For the page that says why somebody may not look. */
export async function getRefusal(): Promise<Refusal> {
  return { shell: await getShell(), requestId: await currentRequestId(), path: await currentPath() };
}
