import 'server-only';
import { type BatchAnswers, readBatch } from '@/lib/graph/batch';
import { applicationPath, applicationStateSchema } from '@/lib/graph/connector-reads';
import type { GraphContext } from '@/lib/graph/graph-context';
import { readPart } from '@/lib/graph/read-part';
import type { Connector } from '@/lib/connector/connector';
import { type ConnectorStatus, summarise } from '@/lib/connector/connector-summary';
import type { InspectionSource } from './inspect-connector';
import { isReplicated, evaluateSecrets, seenStatus } from './inspection';

/** What one batch may hold. */
const READS_AT_ONCE = 20;

/** What the directory says of one page of connectors. */
export type ListedInspection = {
  /** By id, the status of those for which the directory says otherwise than the portal's own rows. */
  readonly statuses: ReadonlyMap<string, ConnectorStatus>;
  /** Whether all of them could be read: what could not is not among the statuses. */
  readonly isWhole: boolean;
};

/**
 * Looks whether the applications of one page of connectors are there, and at their secrets. Costs a request for every
 * twenty connectors, all sent at once, however many there are beside them.
 */
export async function inspectListed(
  { graph, now }: InspectionSource,
  connectors: readonly Connector[],
): Promise<ListedInspection> {
  // The directory has nothing to say against what is not in use.
  const asked = connectors.filter((connector) => connector.state === 'ready' && isReplicated(connector, now));
  if (!graph) return { statuses: new Map(), isWhole: false };
  const groups: (readonly Connector[])[] = [];
  for (let at = 0; at < asked.length; at += READS_AT_ONCE) groups.push(asked.slice(at, at + READS_AT_ONCE));
  const found = await Promise.all(groups.map((group) => inspectGroup({ graph, now }, group)));
  const statuses = new Map(found.flatMap((part) => part.statuses));
  return { statuses, isWhole: found.every((part) => part.isWhole) };
}

type GroupInspection = {
  readonly statuses: readonly (readonly [string, ConnectorStatus])[];
  readonly isWhole: boolean;
};

type GroupSource = { readonly graph: GraphContext; readonly now: number };

async function inspectGroup({ graph, now }: GroupSource, group: readonly Connector[]): Promise<GroupInspection> {
  const paths = group.flatMap(({ id, applicationObjectId }) =>
    applicationObjectId ? [[id, applicationPath(applicationObjectId)] as const] : [],
  );
  if (paths.length === 0) return { statuses: [], isWhole: true };
  const batch = await readBatch(graph, Object.fromEntries(paths));
  const answers: BatchAnswers<string> = batch.ok ? batch.value : () => batch;
  let isWhole = true;
  const statuses = group.flatMap((connector) => {
    if (!connector.applicationObjectId) return [];
    const application = readPart(answers(connector.id), applicationStateSchema);
    if (!application.ok) {
      isWhole = false;
      return [];
    }
    const { status } = summarise(connector, now);
    const secrets = application.value && evaluateSecrets(application.value.passwordCredentials ?? [], connector, now);
    const seen = seenStatus(status, application.value ? (secrets ? [secrets] : []) : ['applicationGone']);
    return seen === status ? [] : [[connector.id, seen] as const];
  });
  return { statuses, isWhole };
}
