import 'server-only';
import type { z } from 'zod';
import type { AuditTrail } from '@/lib/audit/audit';
import { currentAudit } from '@/lib/audit/audit-request';
import { currentRequestId } from '@/lib/request/current-request';
import { jsonBody } from '@/lib/request/json-body';
import { fail, type Result, succeed } from '@/lib/result';
import { authorizeViewer, type Viewer } from './access';
import type { Session } from './session';
import { findSession, recordRefusal } from './session-queries';

/** What a route is sent, as far as one may read it. */
export type Sent = {
  readonly params: Readonly<Record<string, unknown>>;
  /** Of a name that stands there twice, the first. */
  readonly query: Readonly<Record<string, string>>;
  /** Where a stream was cut. */
  readonly lastEventId: string | null;
  /** Undefined where it is no JSON, or too long. */
  readonly body: unknown;
};

type Context = { readonly params: Promise<Readonly<Record<string, unknown>>> };
type Route = (request: Request, context: Context) => Promise<Response>;

/** Who may ask. What it makes of a session is all that the handler is given of the caller. */
export type RouteAccess<Caller> = (session: Session) => Result<Caller, 'forbidden'>;

export type RouteCall<Caller> = {
  readonly caller: Caller;
  /** Of this person and this request. */
  readonly audit: AuditTrail;
  readonly request: Request;
};

type Definition<Input, Caller> = {
  readonly access: RouteAccess<Caller>;
  /** Judges what was sent. A path that it does not take is one that never was. */
  readonly input: z.ZodType<Input>;
};

/**
 * Makes a route handler: nobody reaches it without a session of this tenant, without the right, or with what it cannot
 * read. 401, 403 (which is recorded), 404 for the path, 400 with the field for the rest.
 */
export function defineRoute<Input, Caller>(
  { access, input }: Definition<Input, Caller>,
  handler: (call: RouteCall<Caller>, input: Input) => Promise<Response>,
): Route {
  return async (request, context) => {
    const session = await findSession();
    if (!session) return refusal(401, { code: 'signedOut' });
    const admitted = access(session);
    if (!admitted.ok) {
      await recordRefusal(session);
      return refusal(403, { code: 'forbidden' });
    }
    const parsed = input.safeParse(await readSent(request, context));
    if (!parsed.success) return unreadable(parsed.error);
    return handler({ caller: admitted.value, audit: await currentAudit(session), request }, parsed.data);
  };
}

/** The same for what anybody may ask. */
export function definePublicRoute<Input>(
  { input }: { readonly input: z.ZodType<Input> },
  handler: (request: Request, input: Input) => Promise<Response>,
): Route {
  return async (request, context) => {
    const parsed = input.safeParse(await readSent(request, context));
    return parsed.success ? handler(request, parsed.data) : unreadable(parsed.error);
  };
}

/** Whoever is signed in; what belongs to whom is judged by the handler. */
export const asPerson: RouteAccess<Session> = succeed;

export const asRouteViewer: RouteAccess<Viewer> = (session) => {
  const viewer = authorizeViewer(session);
  return viewer ? succeed(viewer) : fail('forbidden');
};

async function readSent(request: Request, { params }: Context): Promise<Sent> {
  const query: [string, string][] = [...new URL(request.url).searchParams];
  return {
    params: await params,
    query: Object.fromEntries(query.reverse()),
    lastEventId: request.headers.get('last-event-id'),
    body: request.method === 'POST' ? await jsonBody(request) : undefined,
  };
}

function unreadable({ issues }: z.ZodError): Promise<Response> {
  const [part, ...field] = issues[0]?.path ?? [];
  if (part === 'params') return refusal(404, { code: 'unknown' });
  return refusal(400, { code: 'input', field: field.length > 0 ? field.join('.') : null });
}

type Refusal = { readonly code: string; readonly field?: string | null };

async function refusal(status: number, error: Refusal): Promise<Response> {
  return Response.json({ error: { ...error, requestId: await currentRequestId() } }, { status });
}
