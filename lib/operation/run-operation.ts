import 'server-only';
import type { EndAttempt } from '@/lib/audit/audit';
import type { Connector, StepProblem } from '@/lib/connector/connector';
import type { DirectoryContext } from '@/lib/directory/directory-context';
import { journalStep } from '@/lib/directory/journal-step';
import { explainAbsence } from '@/lib/directory/recycle-bin';
import { removeOrphanedCredentials } from '@/lib/directory/remove-orphaned-credentials';
import { plainProblem } from '@/lib/directory/step-problem';
import { isAllowed } from '@/lib/operations/allowed-kinds';
import type { Done, OperationDefinition } from '@/lib/operations/define-operation';
import type { OneTimeResult, Outcome } from '@/lib/operations/outcome';
import { fail, type Result } from '@/lib/result';
import { announceChange } from '@/lib/signal/changes';
import type { Consent } from './consent';
import type { LeaseStore } from './lease-store';
import type { Operation } from './operation';
import type { OperationStore } from './operation-store';
import { withLease } from './with-lease';

export type RunDependencies = {
  readonly operations: Pick<OperationStore, 'end'>;
  readonly leases: Pick<LeaseStore, 'renew'>;
  readonly redirectUri: string;
};

/**
 * Runs the work that was consented to under the lease that its caller has acquired, and writes down how it ended.
 *
 * @returns what is told once, to one follower
 */
export async function runOperation(
  context: DirectoryContext,
  { operations, leases, redirectUri }: RunDependencies,
  consent: Consent,
): Promise<OneTimeResult | null> {
  const { operation, definition } = consent;
  return withLease(leases, operation, async () => {
    let connector: Connector | null = null;
    let done: Result<Done, StepProblem> = fail(plainProblem('interrupted'));
    let end: EndAttempt | null = null;
    try {
      connector = await findOrCreate(context, definition, operation);
      // Before the first call: what could not be written down is not done.
      end = await begin(context, operation, { definition, connector });
      done = connector ? await cleanUpAndRun(context, consent, { connector, redirectUri }) : done;
    } finally {
      // Also when the database or this portal's own code threw: what is not known to have ended well has failed.
      await operations.end(operation, ['running'], {
        state: endState(operation, done.ok),
        outcome: done.ok ? done.value.outcome : await failure(context, connector, done.error),
        keepsToken: !done.ok && definition.keepsToken,
      });
      if (connector) announceChange(connector.id);
    }
    await record(context, operation, { definition, connector, done, end });
    return done.ok ? (done.value.result ?? null) : null;
  });
}

/** Set-up that was taken back did not come about. */
function endState({ kind, undoing }: Operation, ended: boolean): 'done' | 'failed' | 'cancelled' {
  if (!ended) return 'failed';
  return undoing && kind !== 'undo' ? 'cancelled' : 'done';
}

/** Read anew: other work may have ended while this one waited for its turn. */
async function findOrCreate(
  context: DirectoryContext,
  { createConnector }: OperationDefinition,
  { id, tenantId, connectorId, input }: Operation,
): Promise<Connector | null> {
  if (connectorId) return context.connectors.find({ tenantId, id: connectorId });
  return createConnector ? createConnector(context, { id, input }) : null;
}

type OnConnector = { readonly connector: Connector; readonly redirectUri: string };

/** What crashed operations left goes first. */
async function cleanUpAndRun(
  context: DirectoryContext,
  { operation, definition, elevatedToken }: Consent,
  { connector, redirectUri }: OnConnector,
): Promise<Result<Done, StepProblem>> {
  // It may have been removed meanwhile, or its removal have begun.
  if (!isAllowed(connector.state, definition.kind)) return fail(plainProblem('removing'));
  const run = async (given: DirectoryContext): Promise<Result<Done, StepProblem>> => {
    const within = looksForTheDeleted(definition) ? explainingAbsence(given, connector) : given;
    const cleaned = definition.cleansUpFirst ? await removeOrphanedCredentials(within, connector) : null;
    if (cleaned && !cleaned.ok) return cleaned;
    const renewed = cleaned ? ((await within.connectors.find(connector)) ?? connector) : connector;
    const { input, restoring } = operation;
    return definition.run(within, { connector: renewed, input, restoring, elevatedToken, redirectUri });
  };
  if (definition.step === null) return run(context);
  const step = await journalStep(context, connector, { name: definition.step, run });
  return step.ok ? step : fail(step.error.problem);
}

/** What takes the application away, or back from where it is, looks for it there itself. */
function looksForTheDeleted({ kind }: OperationDefinition): boolean {
  return kind !== 'undo' && kind !== 'restore';
}

/** Absence is explained by how the connector stands then, not by how it stood when the work began. */
function explainingAbsence(context: DirectoryContext, connector: Connector): DirectoryContext {
  const explain = async () => explainAbsence(context, (await context.connectors.find(connector)) ?? connector);
  return { ...context, clock: { ...context.clock, explainAbsence: explain } };
}

async function failure(
  { connectors }: DirectoryContext,
  connector: Connector | null,
  problem: StepProblem,
): Promise<Outcome> {
  // What the work has found out is written down by now.
  const renewed = connector && (await connectors.find(connector));
  return { kind: 'failed', problem, appId: renewed?.appId ?? connector?.appId ?? null };
}

type Begun = { readonly definition: OperationDefinition; readonly connector: Connector | null };

function begin(
  { audit }: DirectoryContext,
  { id }: Operation,
  { definition: { action, recordsItself }, connector }: Begun,
): Promise<EndAttempt> | null {
  return recordsItself ? null : audit.begin({ action, target: connector?.id ?? id });
}

type Ended = Begun & { readonly done: Result<Done, StepProblem>; readonly end: EndAttempt | null };

async function record(context: DirectoryContext, operation: Operation, { definition, connector, done, end }: Ended) {
  const { action, auditDetail, recordsItself } = definition;
  if (recordsItself && done.ok) return;
  const result: Outcome = done.ok ? done.value.outcome : { kind: 'failed', problem: done.error, appId: null };
  const detail = auditDetail && connector ? auditDetail(result, connector) : {};
  const whole = { ...detail, cause: done.ok ? null : done.error.cause };
  const outcome = done.ok ? 'done' : 'failed';
  if (end) await end(outcome, whole);
  else await context.audit.record({ action, outcome, target: connector?.id ?? operation.id, detail: whole });
}
