import type { Servers } from '../support/servers';
import type { TenantControl } from '../support/tenant-control';
import type { Before, PortalSays } from './compare';
import type { Operator, Work, Watch } from './operator';
import type { Random } from '@siem-connect/testing/seeded-random';

/** Everything that a run acts on and remembers. */
export type TestWorld = {
  readonly servers: Servers;
  readonly tenant: TenantControl;
  readonly random: Random;
  /** The last may grant every API. */
  readonly operators: readonly [Operator, Operator];
  readonly say: (line: string) => void;
  /** Deletes a connector's row while the portal is down, as a restored backup would. */
  readonly forgetRow: (connectorId: string) => Promise<void>;
  readonly before: Before;
  kills: number;
  /** At the last comparison. */
  says: PortalSays;
  readonly flows: Record<string, number>;
  /** Connectors that somebody asked to take away. */
  readonly vanishing: Set<string>;
  /** Connectors whose row was deleted, until somebody has settled what became of them. */
  readonly forgotten: Set<string>;
  /** The last link to ask an administrator with, of each connector: it outlives the portal that made it. */
  readonly links: Map<string, string>;
};

export const nobodyWatches: Watch = { onBegin: () => undefined, onWork: () => Promise.resolve() };

export function somebody({ random, operators }: TestWorld): Operator {
  return random.pick(operators);
}

export function count({ flows }: TestWorld, what: string): void {
  flows[what] = (flows[what] ?? 0) + 1;
}

/** The application that a connector was made for, as the tenant has it. */
export async function applicationOf({ tenant }: TestWorld, connectorId: string) {
  const { applications } = await tenant.state();
  return applications.find(({ uniqueName }) => uniqueName === `siem-connect-${connectorId}`) ?? null;
}

/** Whether the connector was made for the API of Microsoft Graph; null before there is an application. */
export async function readsGraph(testWorld: TestWorld, connectorId: string): Promise<boolean | null> {
  const application = await applicationOf(testWorld, connectorId);
  return application && application.displayName.startsWith(GRAPH_NAME);
}

/** Who may finish this connector's set-up: the API of Microsoft Graph is not everybody's to grant. */
async function whoMayGrant(testWorld: TestWorld, connectorId: string): Promise<Operator> {
  return (await readsGraph(testWorld, connectorId)) === false ? somebody(testWorld) : testWorld.operators[1];
}

/** Who may do this work on a connector. */
export async function whoMayDo(testWorld: TestWorld, { kind, connectorId }: Work): Promise<Operator> {
  if (kind === 'permissions') return testWorld.operators[1];
  return kind === 'enable' ? whoMayGrant(testWorld, connectorId) : somebody(testWorld);
}

/** How the connectors begin that read alerts from Microsoft Graph. */
export const GRAPH_NAME = 'Chaos Graph';
