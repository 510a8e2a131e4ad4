import 'server-only';
import { fail, type Result } from '@/lib/result';
import type { Connector, JournalName, StepName, StepProblem } from '@/lib/connector/connector';
import { REPLICATION_LIMIT_MS } from './replication';
import type { DirectoryContext } from './directory-context';

export type StepFailure<Name extends JournalName = StepName> = {
  readonly step: Name;
  readonly problem: StepProblem;
};

export type JournalledStep<Value, Name extends JournalName> = {
  readonly name: Name;
  /** Given a context whose waiting shows in the journal. */
  readonly run: (context: DirectoryContext) => Promise<Result<Value, StepProblem>>;
};

/** Writes a step down before it runs, while it waits, and when it ended. */
export async function journalStep<Value, Name extends JournalName>(
  context: DirectoryContext,
  connector: Connector,
  { name, run }: JournalledStep<Value, Name>,
): Promise<Result<Value, StepFailure<Name>>> {
  const { journal, audit } = context;
  await journal.start(connector, name);
  const outcome = await run(withJournalledWaits(context, connector, name));
  const problem = outcome.ok ? null : outcome.error;
  await journal.end(connector, name, problem);
  await audit.record({
    action: 'connector-step',
    outcome: problem ? 'failed' : 'done',
    target: connector.id,
    detail: { step: name, cause: problem?.cause ?? null, status: problem?.status ?? null },
  });
  return outcome.ok ? outcome : fail({ step: name, problem: outcome.error });
}

function withJournalledWaits(context: DirectoryContext, connector: Connector, name: JournalName): DirectoryContext {
  let since = context.clock.now();
  const clock: DirectoryContext['clock'] = {
    ...context.clock,
    onRetry: ({ reason, attempt, until }) => {
      // Each thing that is waited for has a time of its own.
      if (attempt === 1) since = context.clock.now();
      const deadline = reason === 'replication' ? since + REPLICATION_LIMIT_MS : null;
      return context.journal.saveWait(connector, name, { kind: 'wait', reason, attempt, since, until, deadline });
    },
  };
  return { ...context, clock, graph: { ...context.graph, clock } };
}
