import { obtainToken } from './test-clients';
import { createTestTenant, testOrigins } from './test-tenant';

/** A tenant whose time is the machine's, as the services that work on connectors calls, with a token that may do it. */
export async function elevatedServices() {
  const startsAt = Date.now();
  const tenant = await createTestTenant(startsAt);
  const token = await obtainToken(tenant, 'global-admin', 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All');
  const answer = (request: Request) => tenant.apiApp.fetch(request);
  /** Names of the passwords of an application. */
  const passwordsOf = (appId: string | null) =>
    tenant.tenant.store
      .read()
      .applications.filter((application) => application.appId === appId)
      .flatMap(({ passwordCredentials }) => passwordCredentials.map(({ displayName }) => displayName));
  return { tenant, passwordsOf, services: { answer, token, startsAt, origin: testOrigins.api } };
}
