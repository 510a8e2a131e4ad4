import type { ConsentFlow, ConsentProblem, Leftover, Surface } from '@/lib/consent/consent';
import { type EnableInput, enableInputSchema } from './connector-input';
import { type Connector, type SetupStep, type StepName, stepNames, type StepProblem, type StepWait } from './connector';

/** One row of `Set-up progress`. */
export type StepView = {
  readonly name: StepName;
  readonly state: 'later' | 'running' | 'ended' | 'failed';
  readonly wait: StepWait | null;
  readonly problem: StepProblem | null;
  /** ISO 8601, UTC. */
  readonly endedAt: string | null;
};

export type SetupState = 'waiting' | 'expired' | 'running' | 'failed' | 'done' | 'cancelled';

/** All that the set-up page shows; the same for a reload, a second tab and `Continue in this tab`. */
export type SetupView = {
  readonly flowId: string;
  readonly purpose: 'enable' | 'undo';
  readonly state: SetupState;
  readonly surface: Surface;
  readonly problem: ConsentProblem | null;
  readonly expiresAt: string;
  readonly personUpn: string;
  readonly scopes: readonly string[];
  readonly consentedAt: string | null;
  readonly asked: EnableInput;
  readonly secretExpires: string;
  readonly connectorId: string | null;
  /** The connector was made, and is gone. */
  readonly removed: boolean;
  readonly appId: string | null;
  /** Its removal began and has not ended: set-up cannot go on. */
  readonly removing: boolean;
  /** What an undo deleted and could not remove for good. */
  readonly leftInRecycleBin: readonly Leftover[];
  readonly steps: readonly StepView[];
};

export type SetupSource = {
  readonly flow: ConsentFlow;
  readonly connector: Connector | null;
  readonly now: number;
};

const DAY_MS = 86_400_000;

/** Null for a flow that has no set-up page, or asks for what cannot be read. */
export function buildSetupView({ flow, connector, now }: SetupSource): SetupView | null {
  const asked = askedFor(flow, connector);
  if (!asked || (flow.purpose !== 'enable' && flow.purpose !== 'undo')) return null;
  return {
    flowId: flow.id,
    purpose: flow.purpose,
    state: setupState(flow, now),
    surface: flow.surface,
    problem: flow.problem,
    expiresAt: flow.expiresAt.toISOString(),
    personUpn: flow.personUpn,
    scopes: flow.scopes,
    consentedAt: flow.consentedAt?.toISOString() ?? null,
    asked,
    secretExpires: new Date((flow.consentedAt ?? flow.createdAt).getTime() + asked.secretDays * DAY_MS).toISOString(),
    connectorId: connector?.id ?? null,
    removed: flow.connectorId !== null && connector === null,
    appId: connector?.appId ?? null,
    removing: connector?.state === 'removing',
    leftInRecycleBin: flow.leftovers,
    steps: stepNames.map((name) => stepView(name, connector)),
  };
}

function askedFor(flow: ConsentFlow, connector: Connector | null): EnableInput | null {
  if (connector) {
    // Named one by one: the view goes to a browser, and a connector holds more.
    const { name, api, region, detections, secretDays } = connector;
    return { name, api, region, detections, secretDays };
  }
  return enableInputSchema.safeParse(flow.input).data ?? null;
}

function setupState(flow: ConsentFlow, now: number): SetupState {
  switch (flow.state) {
    case 'waiting':
      return flow.expiresAt.getTime() <= now ? 'expired' : 'waiting';
    case 'consented':
      return 'running';
    case 'running':
    case 'done':
    case 'failed':
    case 'cancelled':
      return flow.state;
  }
}

function stepView(name: StepName, connector: Connector | null): StepView {
  const step = connector?.steps.find((candidate) => candidate.name === name);
  return {
    name,
    state: step ? viewState(step) : 'later',
    wait: step?.detail?.kind === 'wait' ? step.detail : null,
    problem: step?.detail?.kind === 'problem' ? step.detail : null,
    endedAt: step?.endedAt?.toISOString() ?? null,
  };
}

function viewState({ state }: SetupStep): StepView['state'] {
  return state === 'started' ? 'running' : state;
}
