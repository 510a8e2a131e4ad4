import { reloadWhenRefused } from '@/components/session/refused-action';
import { beginOperation as begin, type BeginState } from '@/lib/operation/operation-actions';
import type { OperationInput } from '@/lib/operations/begin-input';
import { openPopUp } from './open-pop-up';

/** refused: the action answered 403, and the page is on its way to be loaded anew. */
type Unanswered = { readonly ok: false; readonly problem: 'unreachable' | 'refused' };

export type BegunOperation = {
  readonly id: string;
  /** Whether the browser opened the pop-up. */
  readonly opened: boolean;
  readonly state: BeginState | Unanswered;
};

/** Why an operation was not begun. */
export type BeginProblem = Extract<BegunOperation['state'], { ok: false }>['problem'];

/**
 * Opens the pop-up and tells the server what for; in this order and in the click, or the browser blocks it. The
 * pop-up waits a moment for the server to know.
 *
 * @param send the server action
 */
export async function beginOperation(operation: OperationInput, send = begin): Promise<BegunOperation> {
  const id = newId();
  const opened = openPopUp(id);
  try {
    return { id, opened, state: await send({ id, displayMode: opened ? 'popup' : 'blocked', operation }) };
  } catch (error) {
    return { id, opened, state: { ok: false, problem: reloadWhenRefused(error) ? 'refused' : 'unreachable' } };
  }
}

export function setupPath(operationId: string): string {
  return `/settings/siem/setup/${operationId}`;
}

/** A random UUID; crypto.randomUUID is missing on plain http hosts. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
