import 'server-only';
import type { Connector } from '@/lib/connector/connector';
import { writeNotes } from '@/lib/graph/registration-writes';
import type { DirectoryContext } from './directory-context';

/** The notes that prove to this portal, should its rows be lost, what it made: the application and its secrets. */
export function ownershipNotes(
  { ownership }: Pick<DirectoryContext, 'ownership'>,
  connector: Connector,
): string | null {
  const { tenantId, appId, secrets } = connector;
  const lasting = secrets.filter(({ purpose, removedAt }) => purpose === 'siem' && !removedAt);
  return (
    appId &&
    ownership.sign(
      { tenantId, appId },
      lasting.flatMap(({ keyId }) => keyId ?? []),
    )
  );
}

/**
 * Writes them anew, after the secrets have changed. Nothing depends on it while the rows are there: what could not be
 * written is written with the next change.
 */
export async function signConnector(context: DirectoryContext, { tenantId, id }: Connector): Promise<void> {
  const renewed = await context.connectors.find({ tenantId, id });
  const notes = renewed && ownershipNotes(context, renewed);
  if (notes && renewed.servicePrincipalId) await writeNotes(context.graph, renewed.servicePrincipalId, notes);
}
