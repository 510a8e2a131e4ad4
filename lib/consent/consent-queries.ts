import 'server-only';
import { findSession } from '@/lib/session/session-queries';
import { type ConsentFlow, type ConsentProblem, type FlowState, isExpired, type Surface } from './consent';
import { consentStore } from './consent-store';

/** What the page that waits is told. */
export type ConsentStatus = {
  readonly state: FlowState | 'expired';
  readonly surface: Surface;
  readonly problem: ConsentProblem | null;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
};

/** The signed-in person's own flow; null for anybody else's. */
export async function findOwnFlow(flowId: string): Promise<ConsentFlow | null> {
  const session = await findSession();
  if (!session) return null;
  return consentStore.find({ id: flowId, tenantId: session.tenantId, personId: session.personId });
}

export function consentStatus(flow: ConsentFlow): ConsentStatus {
  return {
    state: isExpired(flow, Date.now()) ? 'expired' : flow.state,
    surface: flow.surface,
    problem: flow.problem,
    expiresAt: flow.expiresAt.toISOString(),
  };
}

export async function getConsentStatus(flowId: string): Promise<ConsentStatus | null> {
  const flow = await findOwnFlow(flowId);
  return flow && consentStatus(flow);
}
