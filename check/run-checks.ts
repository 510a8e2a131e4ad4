import type { Cloud } from '../lib/cloud/cloud';
import type { Environment } from '../lib/env';
import type { GraphContext } from '../lib/graph/graph-context';
import { checkCredential } from './check-credential';
import { checkDatabase } from './check-database';
import { checkPortalAddress } from './check-portal-address';
import { checkRegistration } from './check-registration';
import { checkReachability } from './check-reachability';
import { checkRedirects, checkTenant } from './check-tenant';
import { type Finding, ok, unknown } from './finding';

/** Those that are proven. */
export type CheckSettings = Pick<
  Environment,
  'PORTAL_URL' | 'ENTRA_TENANT_ID' | 'ENTRA_CLIENT_ID' | 'DATABASE_URL' | 'DATA_DIR' | 'credentials'
>;

export type CheckWorld = {
  readonly environment: CheckSettings;
  readonly cloud: Cloud;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** With somebody's token; null: what only the directory can tell stays unknown. */
  readonly graph: GraphContext | null;
};

const notSignedIn = unknown(
  'consent',
  'Admin consent and the claims of the registration cannot be seen without signing in.',
  'npm run check -- --sign-in looks at them with your rights.',
);

/** Every check, in the order in which one stands on the other. */
export async function runChecks({ environment, cloud, ...world }: CheckWorld): Promise<readonly Finding[]> {
  const { PORTAL_URL, ENTRA_CLIENT_ID, ENTRA_TENANT_ID, credentials } = environment;
  const application = { authorityHost: cloud.authorityHost, tenantId: ENTRA_TENANT_ID, clientId: ENTRA_CLIENT_ID };
  const [database, hosts, tenant, address] = await Promise.all([
    checkDatabase(environment),
    checkReachability(cloud, world.fetch, world.now),
    checkTenant(application, world.fetch),
    checkPortalAddress(PORTAL_URL, world.fetch),
  ]);
  const { discovery } = tenant;
  const [credential, redirects] = await Promise.all([
    discovery ? checkCredential(application, credentials, cloud.graphResource) : [],
    discovery ? checkRedirects(discovery, { clientId: ENTRA_CLIENT_ID, portalUrl: PORTAL_URL }, world.fetch) : [],
  ]);
  return [
    ok('settings', 'The settings are complete.'),
    ...database,
    ...hosts,
    tenant.finding,
    ...credential,
    ...redirects,
    address,
    ...(world.graph ? await checkRegistration(world.graph, environment) : [notSignedIn]),
  ];
}
