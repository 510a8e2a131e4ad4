import 'server-only';
import { currentRequestId } from '@/lib/request/current-request';
import { getShell, type Shell } from './session-queries';

export type Refusal = { readonly shell: Shell | null; readonly requestId: string };

/** For the page that says why somebody may not look. */
export async function getRefusal(): Promise<Refusal> {
  return { shell: await getShell(), requestId: await currentRequestId() };
}
