import 'server-only';
import { fail, type Result } from '@/lib/result';
import type { Connector, JournalName, StepName, StepProblem } from './connector';
import { REPLICATION_LIMIT_MS } from './replication';
import type { SetupContext } from './setup-context';

export type StepFailure<Name extends JournalName = StepName> = {
  readonly step: Name;
  readonly problem: StepProblem;
};

export type JournalledStep<Value, Name extends JournalName> = {
  readonly name: Name;
  /** Given a context whose waiting shows in the journal. */
  readonly run: (context: SetupContext) => Promise<Result<Value, StepProblem>>;
};

/** Writes a step down before it runs, while it waits, and when it ended. */
export async function journalStep<Value, Name extends JournalName>(
  context: SetupContext,
  connector: Connector,
  { name, run }: JournalledStep<Value, Name>,
): Promise<Result<Value, StepFailure<Name>>> {
  const { connectors, audit } = context;
  await connectors.startStep(connector, name);
  const outcome = await run(withJournalledWaits(context, connector, name));
  const problem = outcome.ok ? null : outcome.error;
  await connectors.endStep(connector, name, problem);
  await audit.record({
    action: 'connector-step',
    outcome: problem ? 'failed' : 'done',
    target: connector.id,
    detail: { step: name, cause: problem?.cause ?? null, status: problem?.status ?? null },
  });
  return outcome.ok ? outcome : fail({ step: name, problem: outcome.error });
}

function withJournalledWaits(context: SetupContext, connector: Connector, name: JournalName): SetupContext {
  const since = context.clock.now();
  const clock: SetupContext['clock'] = {
    ...context.clock,
    onRetry: ({ reason, attempt, until }) =>
      context.connectors.saveStepWait(connector, name, {
        kind: 'wait',
        reason,
        attempt,
        since,
        until,
        deadline: reason === 'replication' ? since + REPLICATION_LIMIT_MS : null,
      }),
  };
  return { ...context, clock, graph: { ...context.graph, clock } };
}
