import 'server-only';
import { aboutOperation, auditTrail } from '@/lib/audit/audit';
import { auditStore } from '@/lib/audit/audit-store';
import { signInToConnector } from './connector-sign-in';
import { environment } from '@/lib/env';
import { countedCaller, currentRequestId } from '@/lib/request/current-request';
import { findSession } from '@/lib/session/session-queries';
import { setTransactionCookie, takeTransactionCookie } from '@/lib/session/transaction-cookie';
import { sessionStore } from '@/lib/session/session-store';
import { createConcurrencyLimit, type LimitKey } from '@/lib/rate-limit/concurrency-limit';
import { accessLevel } from '@/lib/session/access';
import { knownRoles } from '@/lib/session/directory-roles';
import type { Session } from '@/lib/session/session';
import { completeAuthorization, type CallbackOutcome } from './complete-authorization';
import type { DisplayMode } from '@/lib/operations/begin-input';
import { waitUntil } from '@/lib/signal/changes';
import { belongsToSession, type Operation, SIGN_IN_MINUTES } from './operation';
import { authorizationStore } from './authorization-store';
import type { OperationKey } from './operation-row';
import { operationStore } from './operation-store';
import { authorizationDependencies } from './authorization-dependencies';
import { startAuthorization } from './start-authorization';
import { startLimit } from './start-limit';

const DONE_PATH = '/consent/done';

/** The click opens the pop-up before the server has written the operation: it comes a moment later. */
const WAIT_FOR_ROW_MS = 30_000;

/** @returns where to send the browser */
export async function openSignIn(operationId: string | null, displayMode: DisplayMode): Promise<string> {
  const session = await findSession();
  const operation = session && operationId ? await waitForOperation(session, operationId) : null;
  if (!session || !operation) return `${DONE_PATH}?outcome=unknown`;
  const dependencies = authorizationDependencies();
  const { authenticatedAt } = session;
  const opened = await startAuthorization(dependencies, operation, { displayMode, authenticatedAt });
  if (opened.ok) {
    await setTransactionCookie(operation.id, opened.value.cookie, SIGN_IN_MINUTES);
    return opened.value.url;
  }
  if (opened.error.kind === 'entra') {
    await dependencies.authorizations.saveProblem(operation, { ...opened.error.problem, at: new Date().toISOString() });
  }
  return displayMode === 'tab' ? homeOf(operation) : `${DONE_PATH}?operation=${operation.id}`;
}

async function waitForOperation(session: Session, id: string): Promise<Operation | null> {
  const { tenantId, personId } = session;
  const key: OperationKey = { id, tenantId, personId };
  // Who can have begun nothing, or waits for enough already, is answered by what there is now.
  const leave = mayBegin(session) ? waits.acquire(waitKeys(session)) : null;
  const limitMs = leave ? WAIT_FOR_ROW_MS : 0;
  const found = await waitUntil({ subject: id, limitMs }, () => operationStore.find(key)).finally(() => leave?.());
  return found && belongsToSession(found, session) ? found : null;
}

/** Pop-ups that wait at once: nobody clicks faster, and a stranger's id is waited for in vain. */
const most = { person: 3, all: 100 } as const;
const waits = createConcurrencyLimit();

function waitKeys({ personId }: Session): readonly LimitKey[] {
  return [
    { name: personId, most: most.person },
    { name: 'all', most: most.all },
  ];
}

/** Owners of a connector are Security Administrators. */
function mayBegin({ roles }: Session): boolean {
  return accessLevel(roles) === 'operator' || knownRoles(roles).includes('securityAdministrator');
}

/** @returns where to send the browser, or null for a callback that this portal did not send for */
export async function handleCallback(query: URLSearchParams): Promise<string | null> {
  const session = await findSession();
  const dependencies = authorizationDependencies();
  const completed = await completeAuthorization(
    {
      ...dependencies,
      session,
      takeCookie: takeTransactionCookie,
      giveStartBack: startLimit(await countedCaller()).giveBack,
      noteSignIn: (id, at) => sessionStore.saveAuthentication(id, at),
    },
    {
      state: query.get('state'),
      code: query.get('code'),
      error: query.get('error'),
      errorDescription: query.get('error_description'),
    },
  );
  if (!completed.ok) {
    await recordCallback(session, { outcome: 'refused', operation: null, reason: completed.error.reason });
    return null;
  }
  const outcome = completed.value;
  const reason = outcome.kind === 'problem' ? outcome.problem.kind : outcome.kind;
  const refused = outcome.kind === 'problem' ? 'failed' : 'done';
  await recordCallback(session, { outcome: refused, operation: outcome.operation, reason });
  return nextPlace(outcome);
}

async function nextPlace(outcome: CallbackOutcome): Promise<string> {
  const { operation } = outcome;
  if (outcome.kind === 'connectorNext') {
    const opened = await signInToConnector(authorizationDependencies(), operation, outcome.elevatedToken);
    if (opened.ok) {
      await setTransactionCookie(operation.id, opened.value.cookie, SIGN_IN_MINUTES);
      return opened.value.url;
    }
    const { problem } = opened.error.kind === 'entra' ? opened.error : { problem: { kind: 'invalid' } as const };
    const unread = { aadsts: null, correlationId: null, ...problem, at: new Date().toISOString() };
    await authorizationStore.saveProblem(operation, unread);
  }
  return operation.displayMode === 'tab' ? homeOf(operation) : `${DONE_PATH}?operation=${operation.id}`;
}

/** The page that the operation belongs to, for those who went to Entra in the same tab. */
function homeOf({ id, kind, connectorId }: Operation): string {
  const onConnector = connectorId !== null && kind !== 'enable' && kind !== 'undo';
  return onConnector ? `/settings/siem/${connectorId}?operation=${id}` : `/settings/siem/setup/${id}`;
}

type CallbackRecord = {
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly operation: Operation | null;
  readonly reason: string;
};

async function recordCallback(session: Session | null, { outcome, operation, reason }: CallbackRecord): Promise<void> {
  const { ENTRA_TENANT_ID: tenantId } = environment();
  const person = { tenantId, personId: session?.personId ?? null, personUpn: session?.personUpn ?? null };
  await auditTrail(auditStore, person, await currentRequestId()).record({
    action: 'consent-callback',
    outcome,
    ...(operation ? aboutOperation(operation) : {}),
    detail: { reason },
  });
}
