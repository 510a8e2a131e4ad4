import { type EnableInput, enableInputSchema } from '@/lib/connector/connector-input';
import {
  type Connector,
  type JournalName,
  type OperationStep,
  stepNames,
  type StepProblem,
  type StepWait,
} from '@/lib/connector/connector';
import type { DisplayMode } from '@/lib/operations/begin-input';
import type { OperationKind } from '@/lib/operations/operation-kind';
import type { OperationState } from '@/lib/operations/operation-state';
import type { Outcome } from '@/lib/operations/outcome';
import type { PossibleRequest } from '@/lib/operations/refusal';
import { type AuthorizationProblem, isExpired, isUndoable, type Operation } from './operation';

/** One step of an operation. */
export type StepView = {
  readonly name: JournalName;
  readonly state: 'later' | 'running' | 'ended' | 'failed';
  readonly wait: StepWait | null;
  readonly problem: StepProblem | null;
  /** ISO 8601, UTC. */
  readonly endedAt: string | null;
};

/** All that a page or a program is told of an operation; the same for a reload, a second tab and `Continue in this tab`. */
export type OperationView = {
  readonly id: string;
  readonly kind: OperationKind;
  readonly state: Exclude<OperationState, 'consented'> | 'expired';
  /** What it made is being taken back. */
  readonly undoing: boolean;
  /** What can be asked of it now. */
  readonly possible: readonly PossibleRequest[];
  readonly displayMode: DisplayMode;
  readonly problem: AuthorizationProblem | null;
  readonly outcome: Outcome | null;
  readonly personUpn: string;
  readonly scopes: readonly string[];
  /** Times are ISO 8601, UTC. */
  readonly expiresAt: string;
  readonly consentedAt: string | null;
  readonly connectorId: string | null;
  /** The connector was made, and is gone. */
  readonly removed: boolean;
  /** Its removal began and has not ended: nothing else can go on. */
  readonly removing: boolean;
  readonly appId: string | null;
  /** What set-up makes; null for work on a connector that has a page. */
  readonly requested: EnableInput | null;
  /** When the secret of a set-up that ends now would expire. */
  readonly secretExpires: string | null;
  readonly steps: readonly StepView[];
};

type ViewSource = {
  readonly operation: Operation;
  readonly connector: Connector | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

export function viewOperation({ operation, connector, now }: ViewSource): OperationView {
  const { id, kind, undoing, displayMode, problem, outcome, personUpn, scopes } = operation;
  const requested = requestedOf(operation, connector);
  return {
    id,
    kind,
    state: viewState(operation, now),
    undoing,
    possible: possibleRequests(operation, now),
    displayMode,
    problem,
    outcome,
    personUpn,
    scopes,
    expiresAt: operation.expiresAt.toISOString(),
    consentedAt: operation.consentedAt?.toISOString() ?? null,
    connectorId: operation.connectorId,
    removed: operation.connectorId !== null && connector === null,
    removing: connector?.state === 'removing',
    appId: connector?.appId ?? null,
    requested,
    secretExpires: requested && expiryOf(operation, requested),
    steps: stepsOf(operation).map((name) => viewStep(name, operation, connector)),
  };
}

/** What can be asked of an operation, whoever asks. */
export function possibleRequests(operation: Operation, now: number): readonly PossibleRequest[] {
  if (isExpired(operation, now)) return ['repeat', 'cancel'];
  switch (operation.state) {
    case 'waiting':
      return ['cancel'];
    case 'consented':
      return isUndoable(operation) ? ['follow', 'cancel', 'undo'] : ['follow', 'cancel'];
    case 'running':
      return ['follow'];
    case 'failed':
      return isUndoable(operation) ? ['retry', 'undo', 'repeat'] : ['retry', 'repeat'];
    case 'done':
    case 'cancelled':
      return ['repeat'];
  }
}

function viewState(operation: Operation, now: number): OperationView['state'] {
  if (isExpired(operation, now)) return 'expired';
  // Whoever follows begins the work.
  return operation.state === 'consented' ? 'running' : operation.state;
}

function requestedOf({ kind, input }: Operation, connector: Connector | null): EnableInput | null {
  if (kind !== 'enable' && kind !== 'undo') return null;
  if (connector) {
    // Named one by one: the view goes to a browser, and a connector holds more.
    const { name, api, region, detections, siemType, secretDays } = connector;
    return { name, api, region, detections, siemType, secretDays };
  }
  return enableInputSchema.safeParse(input).data ?? null;
}

const DAY_MS = 86_400_000;

function expiryOf({ consentedAt, createdAt }: Operation, { secretDays }: EnableInput): string {
  return new Date((consentedAt ?? createdAt).getTime() + secretDays * DAY_MS).toISOString();
}

function stepsOf({ kind, undoing }: Operation): readonly JournalName[] {
  if (kind !== 'enable') return [kind];
  return undoing ? [...stepNames, 'undo'] : stepNames;
}

function viewStep(name: JournalName, { id }: Operation, connector: Connector | null): StepView {
  const step = connector?.steps.find((candidate) => candidate.name === name);
  return {
    name,
    state: step ? stepState(step, id) : 'later',
    wait: step?.detail?.kind === 'wait' ? step.detail : null,
    // What stopped an earlier operation need not stop this one.
    problem: step?.detail?.kind === 'problem' && (step.operationId ?? id) === id ? step.detail : null,
    endedAt: step?.endedAt?.toISOString() ?? null,
  };
}

function stepState({ state, operationId }: OperationStep, id: string): StepView['state'] {
  if (state !== 'ended' && operationId !== null && operationId !== id) return 'later';
  return state === 'started' ? 'running' : state;
}
