import 'server-only';
import type { z } from 'zod';
import type { AuditTrail } from '@/lib/audit/audit';
import { currentAudit } from '@/lib/audit/audit-request';
import { fail, type Result, succeed } from '@/lib/result';
import { authorizeOperator, authorizeViewer, type Operator, type Viewer } from './access';
import type { Session } from './session';
import { findSession, refuse } from './session-queries';

/** Why an action was not begun. `unknown`: what it is about was never made, was removed, or is another tenant's. */
export type ActionRefusal = 'signedOut' | 'input' | 'unknown';

/** Who may call. What it makes of a session is all that the handler is given of the caller. */
export type Access<Input, Caller> = (
  session: Session,
  input: Input,
) => Promise<Result<Caller, 'forbidden' | 'unknown'>>;

export type ActionCall<Caller> = {
  readonly caller: Caller;
  /** Of this person and this request. */
  readonly audit: AuditTrail;
};

type Definition<Input, Sent, Caller> = {
  readonly access: Access<Input, Caller>;
  /** Judges the arguments, which are a stranger's: an action is a public POST. */
  readonly input: z.ZodType<Input, Sent>;
};

/**
 * Makes a server action of a handler: nobody reaches it without a session of this tenant, without the right, or with
 * arguments of another shape. Who has no right gets a 403, which is recorded.
 */
export function defineAction<
  Input extends readonly unknown[],
  Sent extends readonly unknown[],
  Caller,
  Value,
  Problem extends string = never,
>(
  { access, input }: Definition<Input, Sent, Caller>,
  handler: (call: ActionCall<Caller>, ...input: Input) => Promise<Result<Value, Problem>>,
): (...sent: Sent) => Promise<Result<Value, Problem | ActionRefusal>> {
  return async (...sent) => {
    const session = await findSession();
    if (!session) return fail('signedOut');
    const parsed = input.safeParse(sent);
    if (!parsed.success) return fail('input');
    const admitted = await access(session, parsed.data);
    if (!admitted.ok) return admitted.error === 'forbidden' ? refuse(session) : fail(admitted.error);
    return handler({ caller: admitted.value, audit: await currentAudit(session) }, ...parsed.data);
  };
}

/** The same for what anybody may do, signed in or not, and for forms whose answer is always another page. */
export function definePublicAction<Input extends readonly unknown[]>(
  { input }: { readonly input: z.ZodType<Input> },
  handler: (...input: Input) => Promise<void>,
): (...sent: Input) => Promise<void> {
  return async (...sent) => {
    const parsed = input.safeParse(sent);
    if (parsed.success) await handler(...parsed.data);
  };
}

export const asViewer: Access<unknown, Viewer> = (session) => admitted(authorizeViewer(session));

export const asOperator: Access<unknown, Operator> = (session) => admitted(authorizeOperator(session));

function admitted<Caller>(caller: Caller | null): Promise<Result<Caller, 'forbidden'>> {
  return Promise.resolve(caller === null ? fail('forbidden') : succeed(caller));
}
