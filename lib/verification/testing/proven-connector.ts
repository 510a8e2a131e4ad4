import { vi } from 'vitest';
import { provisionConnector } from '@/lib/directory/provision-connector';
import { storedConnector, createTestContext, reload } from '@/lib/operation/testing/test-context';
import { fakeNetwork } from '@/lib/http/testing/fake-network';

/** The services that a test provides. */
type Services = {
  readonly answer: (request: Request) => Response | Promise<Response>;
  readonly origin: string;
  /** Elevated access token of whoever works. */
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly startsAt: number;
};

/** A connector that works, with its secret at hand; when it was proven is forgotten again. */
export async function provenConnector({ answer, ...services }: Services) {
  const network = fakeNetwork(answer);
  vi.stubGlobal('fetch', network.fetch);
  const { context, audited } = createTestContext({ network, ...services });
  const enabled = await storedConnector(context);
  const provisioned = await provisionConnector(context, enabled);
  if (!provisioned.ok) throw new Error('the connector was not made');
  const connector = await reload(enabled);
  await context.connectors.update(connector, { provenAt: null });
  const provenAt = async () => (await reload(connector)).provenAt;
  return { context, network, connector, secret: provisioned.value.text, audited, provenAt };
}
