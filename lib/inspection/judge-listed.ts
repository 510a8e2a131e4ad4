import 'server-only';
import type { Connector } from '@/lib/connector/connector';
import {
  connectorStatuses,
  directoryExpiries,
  evidenceOf,
  type JudgedStatus,
  judgeStatus,
} from '@/lib/connector/connector-status';
import type { Expiry } from '@/lib/connector/connector-summary';
import { inspectConnectors, type InspectionSource } from './inspect-connector';
import { directoryEvidence } from './inspection';

/** A status with the date that the directory gives to what ends first. */
export type ListedStatus = JudgedStatus & { readonly nextExpiry: Expiry | null };

/** The status of each connector of one page, by id. Trouble first; what is equal stays in the order of the page. */
export type Statuses = ReadonlyMap<string, ListedStatus>;

/** Judges one page of connectors by what the directory says of all of them. */
export async function judgeListed(source: InspectionSource, connectors: readonly Connector[]): Promise<Statuses> {
  const inspections = await inspectConnectors(source, connectors);
  const judged = connectors.flatMap((connector): readonly (readonly [string, ListedStatus])[] => {
    const inspection = inspections.get(connector.id);
    if (!inspection) return [];
    const evidence = evidenceOf(connector, directoryEvidence(inspection, connector, source.now), source.now);
    const [nextExpiry = null] = directoryExpiries(evidence.record.expiries, inspection.secretEndsAt).toSorted(
      (one, other) => one.at.localeCompare(other.at),
    );
    return [[connector.id, { ...judgeStatus(evidence), nextExpiry }]];
  });
  return new Map(judged.toSorted(([, one], [, other]) => rank(one) - rank(other)));
}

function rank({ status }: ListedStatus): number {
  return connectorStatuses.indexOf(status);
}
