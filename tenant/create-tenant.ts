import type { Hono } from 'hono';
import { apiApp } from './api-app';
import { browserApp } from './browser-app';
import { createExchangeLog } from './control/exchange-log';
import { createAlertFeed } from './defender/alert-feed';
import { createBrowserSessions } from './login/browser-session';
import { viewDirectory } from './scenarios/directory-view';
import type { FaultEnv } from './scenarios/fault-gate';
import { createFaultList } from './scenarios/fault-list';
import { createTenantClock } from './scenarios/tenant-clock';
import type { TenantStore } from './store/tenant-store';
import { createAuthorizationCodes } from './tokens/authorization-code';
import type { SigningKey } from './tokens/signing-key';
import type { Origins, Portal, Tenant } from './tenant-context';

const keptExchanges = { exchanges: 5000, characters: 64_000_000 };

type TenantOptions = {
  readonly origins: Origins;
  readonly portal: Portal;
  readonly store: TenantStore;
  readonly key: SigningKey;
  readonly machineTime?: () => number;
  readonly issued?: (value: string) => void;
};

export type RunningTenant = {
  readonly tenant: Tenant;
  readonly browserApp: Hono<FaultEnv>;
  readonly apiApp: Hono<FaultEnv>;
};

/** The whole tenant as two request handlers; where they listen, if at all, is somebody else's business. */
export function createTenant({ origins, portal, store, key, machineTime, issued }: TenantOptions): RunningTenant {
  const clock = createTenantClock(store, machineTime);
  const tenant: Tenant = {
    origins,
    portal,
    store,
    clock,
    key,
    codes: createAuthorizationCodes(),
    sessions: createBrowserSessions(),
    faults: createFaultList(),
    exchanges: createExchangeLog(keptExchanges),
    alerts: createAlertFeed(),
    view: () => viewDirectory(store.read(), clock.machine()),
    issued: issued ?? (() => undefined),
  };
  return { tenant, browserApp: browserApp(tenant), apiApp: apiApp(tenant) };
}
