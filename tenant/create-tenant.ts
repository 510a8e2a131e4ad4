import type { Hono } from 'hono';
import { createAlertFeed } from './alerts/alert-feed';
import { apiApp } from './api-app';
import { browserApp } from './browser-app';
import { createBrowserSessions } from './context/browser-session';
import { createExchangeLog } from './context/exchange-log';
import { namesFor, type Origins } from './context/public-names';
import type { Portal, Tenant } from './context/tenant-context';
import type { FaultEnv } from './scenarios/break-connection';
import { followApplications } from './entra/install-application';
import { viewDirectory } from './scenarios/directory-view';
import { createFaultList } from './scenarios/fault-list';
import { recordVersions } from './scenarios/record-versions';
import { createReplicas } from './scenarios/replicas';
import { createTenantClock } from './scenarios/tenant-clock';
import { createWriteWatch } from './scenarios/write-conflict';
import type { TenantStore } from './store/tenant-store';
import { createAuthorizationCodes } from './tokens/authorization-code';
import type { SigningKeys } from './tokens/signing-keys';

const keptExchanges = { exchanges: 5000, characters: 64_000_000 };

type TenantOptions = {
  readonly origins: Origins;
  readonly portal: Portal;
  readonly store: TenantStore;
  readonly keys: SigningKeys;
  readonly machineTime?: () => number;
  readonly issued?: (value: string) => void;
  readonly fetch?: typeof fetch;
};

export type RunningTenant = {
  readonly tenant: Tenant;
  readonly browserApp: Hono<FaultEnv>;
  readonly apiApp: Hono<FaultEnv>;
};

/** The whole tenant as two request handlers; the caller decides where they listen, if at all. */
export function createTenant({ machineTime, issued, fetch: send, ...given }: TenantOptions): RunningTenant {
  const { store } = given;
  const clock = createTenantClock(store, machineTime);
  const replicas = createReplicas(() => clock.machine());
  const writes = createWriteWatch(() => clock.machine());
  const tenant: Tenant = {
    ...given,
    names: namesFor(given.origins, given.origins.api),
    clock,
    fetch: send ?? fetch,
    codes: createAuthorizationCodes(),
    sessions: createBrowserSessions(),
    faults: createFaultList(),
    exchanges: createExchangeLog(keptExchanges),
    alerts: createAlertFeed(),
    replica: 0,
    view: () => viewDirectory(store.read(), { now: clock.now() }),
    reachedBy(url) {
      return { ...this, names: namesFor(given.origins, url) };
    },
    visit(place) {
      const standpoint = replicas.next(place, store.read());
      const view = () => viewDirectory(store.read(), { now: clock.now(), standpoint });
      return { ...this, replica: standpoint.replica, view };
    },
    change(change) {
      store.update((before) => {
        const after = followApplications(before, change(before));
        writes.note(before, after);
        return recordVersions(before, after, clock.machine());
      });
    },
    restart(state) {
      store.update(() => state);
      for (const memory of [tenant.exchanges, tenant.sessions, tenant.codes, tenant.faults, writes]) memory.clear();
      replicas.restart();
    },
    issued: issued ?? (() => undefined),
  };
  return { tenant, browserApp: browserApp(tenant), apiApp: apiApp(tenant) };
}
