import 'server-only';
import type { FlowKey } from '@/lib/consent/consent-store';
import { REPLICATION_LIMIT_MS } from './replication';
import type { SetupContext } from './setup-context';

/** For work without a journal: its waiting is written to its flow, where the page that waits looks. */
export function withFlowWaits(context: SetupContext, key: FlowKey): SetupContext {
  let since = context.clock.now();
  const clock: SetupContext['clock'] = {
    ...context.clock,
    onRetry: ({ reason, attempt, until }) => {
      // Each thing that is waited for has a time of its own.
      if (attempt === 1) since = context.clock.now();
      const deadline = reason === 'replication' ? since + REPLICATION_LIMIT_MS : null;
      return context.notes.saveWait(key, { kind: 'wait', reason, attempt, since, until, deadline });
    },
  };
  return { ...context, clock, graph: { ...context.graph, clock } };
}
