import 'server-only';
import type { GraphContext } from '@/lib/graph/graph-context';
import { comparePermissions, neededPermissions, type SiemUse } from '@/lib/siem/catalogue/needed-permissions';
import { managedPermissions, type SiemPermission } from '@/lib/siem/siem-permission';
import type { Connector } from '@/lib/connector/connector';
import { inspectConnector } from './inspect-connector';

export type PlanSource = {
  /** With the person's read token; null when there is none. */
  readonly graph: GraphContext | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/**
 * The permissions that a change may grant or remove, so that consent is asked for no more than that: by the portal's own
 * rows and by the directory, whichever knows more. When a change broke off and the directory cannot be read, any may be.
 */
export async function planPermissions(
  source: PlanSource,
  connector: Connector,
  use: SiemUse,
): Promise<readonly SiemPermission[]> {
  const known = comparePermissions(neededPermissions(use), neededPermissions(connector));
  const { permissions: seen } = await inspectConnector(source, { ...connector, ...use });
  if (!seen && isChangeOpen(connector)) return managedPermissions;
  const changed = [known, seen ?? known].flatMap(({ missing, excess }) => [...missing, ...excess]);
  return managedPermissions.filter(({ resource, appRole }) =>
    changed.some((one) => one.resource === resource && one.appRole === appRole),
  );
}

/** A change began and has not ended: the directory may hold more or less than the rows say. */
export function isChangeOpen({ steps }: Connector): boolean {
  return steps.some(({ name, state }) => name === 'permissions' && state !== 'ended');
}
