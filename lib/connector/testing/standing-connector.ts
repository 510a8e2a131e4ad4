import { vi } from 'vitest';
import { fakeNetwork, type FakeNetwork } from '@/lib/http/testing/fake-network';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';
import type { Connector } from '../connector';
import { provisionConnector } from '../provision-connector';
import type { SetupContext } from '../setup-context';
import { enabledConnector, rehearse, reload } from './rehearsal';

export type Standing = {
  readonly context: SetupContext;
  readonly connector: Connector;
  readonly network: FakeNetwork;
  /** What another administrator does in Entra meanwhile: the body of the tenant's own door for that. */
  readonly change: (what: string) => Promise<void>;
};

/** A tenant in which a connector was enabled and works. */
export async function standingConnector(): Promise<Standing> {
  const startsAt = Date.now();
  const tenant = await createTestTenant(startsAt);
  const network = fakeNetwork((request) => tenant.apiApp.fetch(request));
  vi.stubGlobal('fetch', network.fetch);
  const scopes = 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All';
  const token = await obtainToken(tenant, 'global-admin', scopes);
  const { context } = rehearse({ network, token, startsAt, origin: testOrigins.api });
  const enabled = await enabledConnector(context);
  const made = await provisionConnector(context, enabled);
  if (!made.ok) throw new Error(`set-up stopped at ${made.error.step}`);
  return {
    ...{ context, network, connector: await reload(enabled) },
    async change(what) {
      const answer = await tenant.browserApp.request(`${testOrigins.browser}/control/changes`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([{ do: what, application: enabled.uniqueName }]),
      });
      if (answer.status !== 200) throw new Error(await answer.text());
    },
  };
}
