'use server';

import { forbidden } from 'next/navigation';
import { z } from 'zod';
import { currentAudit } from '@/lib/audit/audit-request';
import { hasApi, offersApi } from '@/lib/cloud/alert-api';
import { beginConsent, type BeginRefusal, type ConsentPlan } from '@/lib/consent/begin-consent';
import { consentPurposes } from '@/lib/consent/consent';
import { elevatedScopes, scopesToChange } from '@/lib/consent/consent-scopes';
import { consentStore } from '@/lib/consent/consent-store';
import { startLimit } from '@/lib/consent/start-limit';
import { environmentCloud } from '@/lib/env';
import { mayGrant, mayGrantOn } from '@/lib/prerequisites/grantable-apis';
import type { Operator } from '@/lib/session/access';
import { knownRoles } from '@/lib/session/directory-roles';
import { readGraph } from '@/lib/session/graph-access';
import { findOperator, findSession, recordRefusal } from '@/lib/session/session-queries';
import type { Session } from '@/lib/session/session';
import { changeUse, type SiemUse } from '@/lib/siem/catalogue/needed-permissions';
import { chooseUpstream } from './api-obstacle';
import type { Connector } from './connector';
import { requireConnectorOperator } from './connector-access-queries';
import { type EnableForm, enableFormSchema, type EnableInput, flowIdSchema } from './connector-input';
import { ASK } from './connector-name-input';
import { connectorStore } from './connector-store';
import { detectionsPlace } from './detections-wiring';
import { siemWishSchema } from './permission-input';
import { planPermissions } from './plan-permissions';

/** Whether the click opened the pop-up; the id is the one it was opened with. */
const clickSchema = z.object({ flowId: flowIdSchema, opened: z.boolean() });

export type PassageClick = z.infer<typeof clickSchema>;

export type BeginState =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: BeginRefusal['kind'] | 'input' | 'role' | 'policy' | 'signedOut' };

/** `Continue to sign-in`: writes down what was asked for, while the pop-up is already opening. */
export async function beginEnable(click: PassageClick, form: FormData): Promise<BeginState> {
  const operator = await findOperator();
  if (operator === 'signed-out') return { ok: false, problem: 'signedOut' };
  if (operator === 'forbidden') forbidden();
  const filledIn = enableFormSchema.safeParse(Object.fromEntries(form));
  const clicked = clickSchema.safeParse(click);
  const input = filledIn.success ? withUpstream(filledIn.data, operator.session) : null;
  if (!input || !clicked.success) return { ok: false, problem: 'input' };
  if (!offersApi(environmentCloud(), input.api, input.region)) return { ok: false, problem: 'input' };
  const { roles, findings } = operator.session;
  const grants = mayGrant(input.api, knownRoles(roles));
  if (!grants && form.get('grant') !== ASK) return refuseEnable(operator, clicked.data, 'role');
  const longest = findings?.secrets?.maxDays ?? Infinity;
  if (findings?.secrets?.allowed === false || input.secretDays > longest) {
    return refuseEnable(operator, clicked.data, 'policy');
  }
  return begin(operator, {
    flowId: clicked.data.flowId,
    surface: clicked.data.opened ? 'popup' : 'blocked',
    purpose: 'enable',
    connectorId: null,
    input,
    scopes: elevatedScopes(grants ? input.api : null),
  });
}

async function refuseEnable(
  { session }: Operator,
  { flowId: target }: PassageClick,
  problem: 'role' | 'policy',
): Promise<BeginState> {
  const audit = await currentAudit(session);
  const detail = { purpose: 'enable', reason: problem };
  await audit.record({ action: 'consent-start', outcome: 'refused', target, detail });
  return { ok: false, problem };
}

/** The detections API needs one of Microsoft's behind it. Null while the portal's setting has it switched off. */
function withUpstream({ api, ...asked }: EnableForm, session: Session): EnableInput | null {
  if (api !== 'detections') return { ...asked, api, detections: false };
  if (!detectionsPlace().on) return null;
  return { ...asked, api: chooseUpstream(environmentCloud(), session), detections: true };
}

const onConnectorSchema = z.object({
  connectorId: z.guid(),
  purpose: z.enum(consentPurposes),
  /** Which secret to remove. */
  secretId: z.guid().optional(),
  /** What the connector is to be for; left out, it is what it was written down for. */
  wish: siemWishSchema.optional(),
});

export type ConnectorPassageRequest = z.infer<typeof onConnectorSchema>;

/** Begins a passage for work on a connector that exists: resume, undo, a new secret, tokens, a look, permissions. */
export async function beginOnConnector(click: PassageClick, request: ConnectorPassageRequest): Promise<BeginState> {
  const session = await findSession();
  if (!session) return { ok: false, problem: 'signedOut' };
  const clicked = clickSchema.safeParse(click);
  const asked = onConnectorSchema.safeParse(request);
  if (!clicked.success || !asked.success) return { ok: false, problem: 'input' };
  const { connectorId, purpose, secretId } = asked.data;
  const connector = await connectorStore.find({ tenantId: session.tenantId, id: connectorId });
  if (!connector) return { ok: false, problem: 'input' };
  if (connector.state === 'removing' && purpose !== 'undo') return { ok: false, problem: 'input' };
  const operator = await requireConnectorOperator(session, connector);
  if (purpose === 'permissions')
    return beginChange(operator, { click: clicked.data, connector, wish: asked.data.wish });
  const grants = purpose === 'enable' && mayGrant(connector.api, knownRoles(session.roles));
  return begin(operator, {
    flowId: clicked.data.flowId,
    surface: clicked.data.opened ? 'popup' : 'blocked',
    purpose,
    connectorId,
    input: secretId ? { secretId } : askedFor(connector),
    scopes: elevatedScopes(grants ? connector.api : null),
  });
}

type ChangeRequest = {
  readonly click: PassageClick;
  readonly connector: Connector;
  readonly wish: ConnectorPassageRequest['wish'];
};

/** Who may not grant or remove what has to be is told so before Entra is asked for anything. */
async function beginChange(operator: Operator, { click, connector, wish }: ChangeRequest): Promise<BeginState> {
  const use: SiemUse = changeUse(connector.api, wish ?? connector);
  if (connector.state !== 'ready' || !hasApi(environmentCloud(), use.api)) return { ok: false, problem: 'input' };
  const { session } = operator;
  const source = { graph: await readGraph(session), now: Date.now() };
  const changed = await planPermissions(source, connector, use);
  const roles = knownRoles(session.roles);
  if (!changed.every(({ resource }) => mayGrantOn(resource, roles))) {
    await recordRefusal(session);
    return { ok: false, problem: 'role' };
  }
  return begin(operator, {
    flowId: click.flowId,
    surface: click.opened ? 'popup' : 'blocked',
    purpose: 'permissions',
    connectorId: connector.id,
    input: use,
    scopes: scopesToChange(changed),
  });
}

/** Kept with the flow, so that its page can be shown when an undo has removed the connector. */
function askedFor({ name, api, region, detections, secretDays }: Connector): EnableInput {
  return { name, api, region, detections, secretDays };
}

async function begin(operator: Operator, plan: ConsentPlan): Promise<BeginState> {
  const begun = await beginConsent(
    {
      flows: consentStore,
      audit: await currentAudit(operator.session),
      now: Date.now,
      starts: startLimit,
    },
    operator,
    plan,
  );
  return begun.ok ? { ok: true } : { ok: false, problem: begun.error.kind };
}
