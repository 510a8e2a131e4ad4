import 'server-only';
import { type Connector, isOrphanedCredential } from '@/lib/connector/connector';
import type { GraphContext } from '@/lib/graph/graph-context';
import type { Foreign } from '@/lib/ownership/foreign';
import { judge, secretsOfRows } from '@/lib/ownership/own-access';
import { lookAtRegistration } from '@/lib/ownership/registration-look';

export type ForeignSource = {
  /** Null when there is no token to read with. */
  readonly graph: GraphContext | null;
  /** Of this portal, registered on every connector application. */
  readonly redirectUris: readonly string[];
};

/**
 * What others put into a connector's application, by which they get in, or it gets more than it is for.
 *
 * @returns null when that could not be read: nothing is said to be as it should be
 */
export async function findForeignAccess(
  { graph, redirectUris }: ForeignSource,
  connector: Connector,
): Promise<readonly Foreign[] | null> {
  const { applicationObjectId: objectId, appId, state, api, siemType, incidents } = connector;
  // What removal is about goes as a whole.
  if (!objectId || !appId || state === 'removing') return [];
  if (!graph) return null;
  const look = await lookAtRegistration(graph, { objectId, appId });
  const isByRow = secretsOfRows(connector);
  const pending = connector.secrets.filter(isOrphanedCredential).map(({ label }) => label);
  const judged = judge(look, {
    ...{ api, siemType, incidents, redirectUris, personId: null, permissions: 'managed' },
    // One whose creation was never answered is told of elsewhere.
    isOwnSecret: (secret) => isByRow(secret) || pending.includes(secret.displayName ?? ''),
  });
  return judged.ok ? judged.value : null;
}
