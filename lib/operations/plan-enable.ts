import 'server-only';
import { currentAudit } from '@/lib/audit/audit-request';
import { offersApi } from '@/lib/cloud/alert-api';
import { chooseUpstream } from '@/lib/connector/api-obstacle';
import type { EnableForm, EnableInput } from '@/lib/connector/connector-input';
import { detectionsEndpoint } from '@/lib/connector/detections-endpoint';
import { environmentCloud } from '@/lib/env';
import { mayGrant } from '@/lib/prerequisites/grantable-apis';
import { fail, type Result, succeed } from '@/lib/result';
import type { Operator } from '@/lib/session/access';
import { knownRoles } from '@/lib/session/directory-roles';
import { findOperator } from '@/lib/session/session-queries';
import type { Session } from '@/lib/session/session';
import { findSiemFormat } from '@/lib/siem/catalogue/siem-catalogue';
import { elevatedScopes } from './elevated-scopes';
import type { OperationPlan } from './plan';
import type { OperationRefusal } from './refusal';

type EnableRequest = {
  /** Of the operation that is to begin. */
  readonly id: string;
  /** What was filled in, or what an earlier operation was begun with. */
  readonly form: EnableForm | EnableInput;
  /** Whoever may not grant the permission asks an administrator. */
  readonly asks: boolean;
};

/** A connector that does not exist yet: by roles, the cloud's APIs and the tenant's policy. */
export async function planEnable({ id, form, asks }: EnableRequest): Promise<Result<OperationPlan, OperationRefusal>> {
  const operator = await findOperator();
  if (operator === 'signed-out') return fail({ code: 'signedOut' });
  if (operator === 'forbidden') return fail({ code: 'forbidden' });
  const input = withUpstream(form, operator.session);
  if (!input || !offersApi(environmentCloud(), input.api, input.region)) return fail({ code: 'input', field: 'api' });
  // One that needs no credential gets none.
  if (findSiemFormat(input.siemType)?.access.credential !== 'connector')
    return fail({ code: 'input', field: 'siemType' });
  const { roles, findings } = operator.session;
  const grants = mayGrant(input.api, knownRoles(roles));
  if (!grants && !asks) return refuse(operator, id, 'role');
  const longest = findings?.secrets?.maxDays ?? Infinity;
  if (findings?.secrets?.allowed === false || input.secretDays > longest) return refuse(operator, id, 'policy');
  return succeed({
    operator,
    kind: 'enable',
    connectorId: null,
    input,
    scopes: elevatedScopes(grants ? input.api : null),
  });
}

async function refuse(
  { session }: Operator,
  target: string,
  code: 'role' | 'policy',
): Promise<Result<never, OperationRefusal>> {
  const audit = await currentAudit(session);
  await audit.record({ action: 'consent-start', outcome: 'refused', target, detail: { kind: 'enable', reason: code } });
  return fail({ code });
}

/** The detections API needs one of Microsoft's behind it. Null while the portal's setting has it switched off. */
function withUpstream(form: EnableForm | EnableInput, session: Session): EnableInput | null {
  const { name, region, secretDays, siemType, serviceManagementReference } = form;
  const common = {
    name,
    region,
    secretDays,
    siemType,
    ...(serviceManagementReference && { serviceManagementReference }),
  };
  const wantsDetections = 'detections' in form ? form.detections : form.api === 'detections';
  if (!wantsDetections) return form.api === 'detections' ? null : { ...common, api: form.api, detections: false };
  if (!detectionsEndpoint().on) return null;
  const api = form.api === 'detections' ? chooseUpstream(environmentCloud(), session) : form.api;
  return { ...common, api, detections: true };
}
