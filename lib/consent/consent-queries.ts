import 'server-only';
import type { StepWait } from '@/lib/connector/connector';
import { findSession } from '@/lib/session/session-queries';
import { type ConsentFlow, type ConsentProblem, type FlowState, isExpired, type Surface } from './consent';
import { consentStore } from './consent-store';

/** What the page that waits is told. */
export type ConsentStatus = {
  readonly state: FlowState | 'expired';
  readonly surface: Surface;
  readonly problem: ConsentProblem | null;
  /** What work under way waits for. */
  readonly wait: StepWait | null;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
};

/** The signed-in person's own flow; null for anybody else's. */
export async function findOwnFlow(flowId: string): Promise<ConsentFlow | null> {
  const session = await findSession();
  if (!session) return null;
  return consentStore.find({ id: flowId, tenantId: session.tenantId, personId: session.personId });
}

/** A wait that has been over for so long was followed by work. */
const STALE_MS = 3_000;

export function consentStatus(flow: ConsentFlow): ConsentStatus {
  return {
    state: isExpired(flow, Date.now()) ? 'expired' : flow.state,
    surface: flow.surface,
    problem: flow.problem,
    wait: flow.state === 'running' && flow.wait && flow.wait.until + STALE_MS > Date.now() ? flow.wait : null,
    expiresAt: flow.expiresAt.toISOString(),
  };
}

export async function getConsentStatus(flowId: string): Promise<ConsentStatus | null> {
  const flow = await findOwnFlow(flowId);
  return flow && consentStatus(flow);
}
