import 'server-only';
import { hasApi } from '@/lib/cloud/alert-api';
import type { Connector } from '@/lib/connector/connector';
import { authorizeOnConnector } from '@/lib/connector/connector-access';
import { connectorStore } from '@/lib/connector/connector-store';
import { environmentCloud } from '@/lib/env';
import { planPermissions } from '@/lib/inspection/plan-permissions';
import { mayGrant, mayGrantOn } from '@/lib/prerequisites/grantable-apis';
import { fail, type Result, succeed } from '@/lib/result';
import type { Operator } from '@/lib/session/access';
import { knownRoles } from '@/lib/session/directory-roles';
import { readGraph } from '@/lib/session/graph-access';
import { findSession, recordRefusal } from '@/lib/session/session-queries';
import { changeUse, type SiemUse } from '@/lib/siem/catalogue/needed-permissions';
import { isAllowed } from './allowed-kinds';
import { elevatedScopes, scopesToChange } from './elevated-scopes';
import type { OperationKind } from './operation-kind';
import type { OperationPlan, PlannedInput } from './plan';
import type { OperationRefusal } from './refusal';

export type ConnectorRequest = {
  readonly connectorId: string;
  readonly kind: OperationKind;
  /** Which secret to remove. */
  readonly secretId?: string | undefined;
  /** What the connector is to be for; left out, it is what it was written down for. */
  readonly use?: Pick<SiemUse, 'siemType' | 'incidents'> | undefined;
};

type Planned = Result<OperationPlan, OperationRefusal>;

/** Work on a connector that exists. */
export async function planOnConnector({ connectorId, kind, secretId, use }: ConnectorRequest): Promise<Planned> {
  const session = await findSession();
  if (!session) return fail({ code: 'signedOut' });
  const connector = await connectorStore.find({ tenantId: session.tenantId, id: connectorId });
  if (!connector) return fail({ code: 'unknown' });
  const operator = await authorizeOnConnector(session, connector);
  if (!operator) {
    await recordRefusal(session);
    return fail({ code: 'forbidden' });
  }
  const { state, name, api, region, detections, siemType, secretDays } = connector;
  if (!isAllowed(state, kind)) return fail({ code: 'connectorState', state });
  if (kind === 'permissions') return planChange(operator, connector, changeUse(api, use ?? connector));
  const grants = (kind === 'enable' || kind === 'restore') && mayGrant(api, knownRoles(session.roles));
  const input: PlannedInput = secretId ? { secretId } : { name, api, region, detections, siemType, secretDays };
  return succeed({ operator, kind, connectorId, input, scopes: elevatedScopes(grants ? api : null) });
}

/** Whoever may not grant or remove what has to be is told so before Entra is asked for anything. */
async function planChange(operator: Operator, connector: Connector, use: SiemUse): Promise<Planned> {
  const { id: connectorId, state } = connector;
  if (state !== 'ready') return fail({ code: 'connectorState', state });
  if (!hasApi(environmentCloud(), use.api)) return fail({ code: 'input', field: 'use' });
  const { session } = operator;
  const source = { graph: await readGraph(session), now: Date.now() };
  const changed = await planPermissions(source, connector, use);
  const roles = knownRoles(session.roles);
  if (!changed.every(({ resource }) => mayGrantOn(resource, roles))) {
    await recordRefusal(session);
    return fail({ code: 'role' });
  }
  return succeed({ operator, kind: 'permissions', connectorId, input: use, scopes: scopesToChange(changed) });
}
