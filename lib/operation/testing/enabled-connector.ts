import { vi } from 'vitest';
import { fakeNetwork, type FakeNetwork } from '@/lib/http/testing/fake-network';
import type { Connector } from '@/lib/connector/connector';
import { provisionConnector } from '@/lib/directory/provision-connector';
import type { DirectoryContext } from '@/lib/directory/directory-context';
import {
  storedConnector,
  createTestContext,
  reload,
  type TestContextOptions,
} from '@/lib/operation/testing/test-context';

/** The doors of a tenant that a test brings. */
export type TenantEndpoints = Pick<TestContextOptions, 'origin' | 'token' | 'startsAt'> & {
  readonly api: (request: Request) => Response | Promise<Response>;
  /** The tenant's own door for tests: a path and a body to post. */
  readonly control: (path: string, init: RequestInit) => Response | Promise<Response>;
};

export type EnabledConnector = {
  readonly context: DirectoryContext;
  readonly connector: Connector;
  readonly network: FakeNetwork;
  /** What another administrator does in Entra meanwhile: the body of the tenant's own door for that. */
  readonly change: (what: string) => Promise<void>;
};

/** A connector that was enabled in the tenant and works. */
export async function enabledConnector({ api, control, ...endpoints }: TenantEndpoints): Promise<EnabledConnector> {
  const network = fakeNetwork(api);
  vi.stubGlobal('fetch', network.fetch);
  const { context } = createTestContext({ network, ...endpoints });
  const enabled = await storedConnector(context);
  const made = await provisionConnector(context, enabled);
  if (!made.ok) throw new Error(`set-up stopped at ${made.error.step}`);
  return {
    ...{ context, network, connector: await reload(enabled) },
    async change(what) {
      const answer = await control('/control/changes', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([{ do: what, application: enabled.uniqueName }]),
      });
      if (answer.status !== 200) throw new Error(await answer.text());
    },
  };
}
