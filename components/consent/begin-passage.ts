import { reloadWhenRefused } from '@/components/session/refused-action';
import { beginEnable, beginOnConnector, type BeginState, type PassageClick } from '@/lib/connector/begin-actions';
import { ASK } from '@/lib/connector/connector-name-input';
import type { SetupView } from '@/lib/connector/setup-view';
import { openPopUp } from './open-pop-up';

/** refused: the action answered 403, and the page is on its way to be loaded anew. */
type Unanswered = { readonly ok: false; readonly problem: 'unreachable' | 'refused' };

export type BegunPassage<State = BeginState> = {
  readonly flowId: string;
  readonly state: State | Unanswered;
};

/** Why a passage was not begun. */
export type BeginProblem = Extract<BegunPassage['state'], { ok: false }>['problem'];

/**
 * Opens the pop-up and tells the server what for; in this order and in the click, or the browser blocks it. The
 * pop-up waits a moment for the server to know.
 */
export async function beginPassage<State = BeginState>(
  begin: (click: PassageClick) => Promise<State>,
): Promise<BegunPassage<State>> {
  const flowId = newFlowId();
  const opened = openPopUp(flowId);
  try {
    return { flowId, state: await begin({ flowId, opened }) };
  } catch (error) {
    return { flowId, state: { ok: false, problem: reloadWhenRefused(error) ? 'refused' : 'unreachable' } };
  }
}

/** Repeats a set-up whose sign-in expired or whose consent has ended. */
export function beginAgain(view: SetupView): Promise<BegunPassage> {
  const { connectorId, purpose, asked } = view;
  return beginPassage((click) => {
    if (connectorId) return beginOnConnector(click, { connectorId, purpose });
    const form = new FormData();
    for (const name of ['name', 'api', 'region', 'secretDays'] as const) form.set(name, String(asked[name]));
    form.set('grant', ASK);
    return beginEnable(click, form);
  });
}

export function setupPath(flowId: string): string {
  return `/settings/siem/setup/${flowId}`;
}

/** A random UUID; crypto.randomUUID is missing on plain http hosts. */
function newFlowId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
