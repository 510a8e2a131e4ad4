import type { AuditEvent } from '@/lib/audit/audit';
import type { Connector } from '@/lib/connector/connector';
import type { DirectoryContext } from '@/lib/directory/directory-context';
import { newConnector } from '@/lib/connector/testing/sample-connector';
import { createTestContext } from '@/lib/operation/testing/test-context';
import { readScopes } from '@/lib/session/session';
import type { AlertApi } from '@/lib/siem/connector-details';
import { tenantId } from '@/tenant/seed/tenant-identity';
import type { TenantState } from '@/tenant/store/tenant-state';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '@/tenant/testing/test-tenant';
import { faultyNetwork, type FaultyNetwork } from './faulty-network';
import { memoryStore } from './memory-store';

/** Everything that is, in the tenant and in the portal. */
export type Snapshot = { readonly state: TenantState; readonly rows: readonly Connector[] };

export type FaultContext = {
  readonly tenant: TestTenant;
  readonly network: FaultyNetwork;
  readonly token: string;
  readonly seed: TenantState;
  /** Work as an operator would do it now. */
  readonly context: () => DirectoryContext;
  /** The one connector; it is made when there is none. */
  readonly connector: (api?: AlertApi) => Promise<Connector>;
  readonly deliver: (secretId: string) => Promise<unknown>;
  readonly save: () => Snapshot;
  /** Goes back, to the very time of day. */
  readonly restore: (snapshot: Snapshot) => void;
  /** Milliseconds of the work's own clock. */
  readonly elapsed: () => number;
  readonly audited: () => readonly AuditEvent[];
};

const SCOPES = ['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All', ...readScopes].join(' ');

export async function createFaultContext(): Promise<FaultContext> {
  const startsAt = Date.now();
  const tenant = await createTestTenant(startsAt);
  const network = faultyNetwork(tenant);
  const token = await obtainToken(tenant, 'global-admin', SCOPES);
  const createContext = () => createTestContext({ network, token, startsAt, origin: testOrigins.api });
  let current = createContext();
  const store = memoryStore(() => current.context.clock.now());
  const { tenant: running } = tenant;
  return {
    ...{ tenant, network, token, seed: running.store.read() },
    context: () => ({ ...current.context, connectors: store, journal: store.journal }),
    connector: async (api = 'defender-alerts') => store.rows()[0] ?? store.create({ ...newConnector(tenantId), api }),
    deliver: (secretId) => store.deliverSecret({ tenantId, id: '' }, secretId),
    save: () => ({ state: running.store.read(), rows: store.rows() }),
    restore({ state, rows }) {
      running.restart(state);
      store.restore(rows);
      current = createContext();
    },
    elapsed: () => current.context.clock.now() - startsAt,
    audited: () => current.audited,
  };
}
