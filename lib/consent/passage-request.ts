import 'server-only';
import { recordAnonymous } from '@/lib/audit/anonymous-request';
import { auditTrail } from '@/lib/audit/audit';
import { auditStore } from '@/lib/audit/audit-store';
import { signInToConnector } from '@/lib/connector/connector-sign-in';
import { environment } from '@/lib/env';
import { currentRequestId } from '@/lib/request/current-request';
import { findSession } from '@/lib/session/session-queries';
import type { Session } from '@/lib/session/session';
import { completeConsent, type CallbackOutcome } from './complete-consent';
import type { ConsentFlow, Surface } from './consent';
import { setConsentCookie, takeConsentCookie } from './consent-cookie';
import { consentStore, type FlowKey } from './consent-store';
import { consentDependencies } from './consent-wiring';
import { openConsent } from './open-consent';
import { startLimit } from './start-limit';

const DONE_PATH = '/consent/done';

/** The click opens the pop-up before the server has written the flow: it comes a moment later. */
const FLOW_WAIT_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** @returns where to send the browser */
export async function startPassage(flowId: string | null, surface: Surface): Promise<string> {
  const session = await findSession();
  const flow = session && flowId ? await waitForFlow(session, flowId) : null;
  if (!flow) return `${DONE_PATH}?outcome=unknown`;
  const dependencies = consentDependencies();
  const opened = await openConsent(dependencies, flow, surface);
  if (opened.ok) {
    await setConsentCookie(flow.id, opened.value.cookie);
    return opened.value.url;
  }
  if (opened.error.kind === 'entra') {
    await dependencies.flows.saveProblem(flow, { ...opened.error.problem, at: new Date().toISOString() });
  }
  return surface === 'tab' ? homeOf(flow) : `${DONE_PATH}?flow=${flow.id}`;
}

async function waitForFlow(session: Session, flowId: string): Promise<ConsentFlow | null> {
  const key: FlowKey = { id: flowId, tenantId: session.tenantId, personId: session.personId };
  const deadline = Date.now() + FLOW_WAIT_MS;
  while (Date.now() < deadline) {
    const flow = await consentStore.find(key);
    if (flow) return flow;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return null;
}

/** @returns where to send the browser, or null for a callback that this portal did not send for */
export async function finishPassage(query: URLSearchParams): Promise<string | null> {
  const session = await findSession();
  const dependencies = consentDependencies();
  const completed = await completeConsent(
    { ...dependencies, session, takeCookie: takeConsentCookie, giveStartBack: startLimit.giveBack },
    {
      state: query.get('state'),
      code: query.get('code'),
      error: query.get('error'),
      errorDescription: query.get('error_description'),
    },
  );
  if (!completed.ok) {
    await recordCallback(session, { outcome: 'refused', target: null, reason: completed.error.reason });
    return null;
  }
  const outcome = completed.value;
  const reason = outcome.kind === 'problem' ? outcome.problem.kind : outcome.kind;
  const refused = outcome.kind === 'problem' ? 'failed' : 'done';
  await recordCallback(session, { outcome: refused, target: outcome.flow.id, reason });
  return nextPlace(outcome);
}

async function nextPlace(outcome: CallbackOutcome): Promise<string> {
  const { flow } = outcome;
  if (outcome.kind === 'connectorNext') {
    const opened = await signInToConnector(consentDependencies(), flow, outcome.grant);
    if (opened.ok) {
      await setConsentCookie(flow.id, opened.value.cookie);
      return opened.value.url;
    }
    const { problem } = opened.error.kind === 'entra' ? opened.error : { problem: { kind: 'invalid' } as const };
    const unread = { aadsts: null, correlationId: null, ...problem, at: new Date().toISOString() };
    await consentStore.saveProblem(flow, unread);
  }
  return flow.surface === 'tab' ? homeOf(flow) : `${DONE_PATH}?flow=${flow.id}`;
}

/** The page that the flow belongs to, for those who went to Entra in the same tab. */
function homeOf({ id, purpose, connectorId }: ConsentFlow): string {
  const onConnector = connectorId !== null && purpose !== 'enable' && purpose !== 'undo';
  return onConnector ? `/settings/siem/${connectorId}?flow=${id}` : `/settings/siem/setup/${id}`;
}

type CallbackRecord = {
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly target: string | null;
  readonly reason: string;
};

async function recordCallback(session: Session | null, { outcome, target, reason }: CallbackRecord): Promise<void> {
  const { ENTRA_TENANT_ID: tenantId } = environment();
  const log = session ? auditStore : { record: recordAnonymous };
  const person = { tenantId, personId: session?.personId ?? null, personUpn: session?.personUpn ?? null };
  await auditTrail(log, person, await currentRequestId()).record({
    action: 'consent-callback',
    outcome,
    ...(target ? { target } : {}),
    detail: { reason },
  });
}
