import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Connector } from '@/lib/connector/connector';
import { enableInputSchema } from '@/lib/connector/connector-input';
import type { DirectoryContext } from '@/lib/directory/directory-context';
import { provisionConnector } from '@/lib/directory/provision-connector';
import { fail, succeed } from '@/lib/result';
import { defineOperation } from '../define-operation';

/** Makes a connector work in the tenant, or goes on where an earlier operation on the same connector stopped. */
export const enable = defineOperation({
  kind: 'enable',
  action: 'connector-enable',
  step: null,
  cleansUpFirst: false,
  keepsToken: true,
  createConnector,
  async run(context, { connector }) {
    const made = await provisionConnector(context, connector);
    if (!made.ok) return fail(made.error.problem);
    const result = { kind: 'secret', connectorId: connector.id, secret: made.value } as const;
    return succeed({ outcome: { kind: 'enabled' }, result });
  },
});

async function createConnector(
  { connectors, operator }: DirectoryContext,
  operation: { readonly id: string; readonly input: unknown },
): Promise<Connector | null> {
  const input = enableInputSchema.safeParse(operation.input);
  if (!input.success) return null;
  const id = randomUUID();
  const { tenantId, personUpn: createdByUpn } = operator.session;
  return connectors.createFor(operation.id, {
    ...input.data,
    id,
    tenantId,
    createdByUpn,
    uniqueName: `siem-connect-${id}`,
  });
}
