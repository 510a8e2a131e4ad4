import { z } from 'zod';
import type { StoredEvent } from './verify-chain';

const VERSION = '1.8.0';
const CATEGORY = 3;
const AUTHENTICATION = 3002;
const ENTITY_MANAGEMENT = 3004;
const OTHER = 99;

/** Activities of Entity Management, by the last word of an action. */
const activities: Readonly<Record<string, number>> = {
  ...{ create: 1, enable: 1, adopt: 6, generate: 1, ask: 1, open: 2, verify: 2, access: 2 },
  ...{ step: 3, type: 3, api: 3, permissions: 3, decide: 3, remove: 4, undo: 4, prune: 4 },
};
/** Activities of Authentication: logon and logoff. */
const signIns: Readonly<Record<string, number>> = { 'sign-in': 1, 'sign-out': 2 };

const statuses: Readonly<Record<string, number>> = { done: 1, failed: 2, refused: 2, begun: 0 };
const INFORMATIONAL = 1;
const LOW = 2;
const HIGH = 4;

const countSchema = z.object({ count: z.number().int() });

/**
 * The event as the Open Cybersecurity Schema Framework has it: Authentication (3002) for sign-in and sign-out, Entity
 * Management (3004) for everything else.
 *
 * @see https://schema.ocsf.io/1.8.0/classes/entity_management
 */
export function toOcsf(event: StoredEvent, productVersion: string): object {
  const signIn = signIns[event.action];
  const activity = signIn ?? activities[event.action.split('-').at(-1) ?? ''] ?? OTHER;
  const uid = signIn === undefined ? ENTITY_MANAGEMENT : AUTHENTICATION;
  const user = userOf(event);
  const about =
    signIn === undefined
      ? { ...(user ? { actor: { user } } : {}), entity: entityOf(event) }
      : { user: user ?? { name: 'unknown' }, service: { name: 'SIEM Connect' }, is_remote: true };
  return {
    ...classified(event, { uid, activity }),
    ...about,
    ...described(event),
    metadata: metadataOf(event, productVersion),
  };
}

function classified(
  { outcome, action }: StoredEvent,
  { uid, activity }: { readonly uid: number; readonly activity: number },
) {
  const severity = outcome === 'done' || outcome === 'begun' ? INFORMATIONAL : LOW;
  return {
    ...{ category_uid: CATEGORY, class_uid: uid, activity_id: activity, type_uid: uid * 100 + activity },
    ...{ severity_id: action === 'audit-alarm' ? HIGH : severity, status_id: statuses[outcome] ?? 0, status: outcome },
    ...(activity === OTHER ? { activity_name: action } : {}),
  };
}

function described({ action, outcome, at, detail, seq, hash, attemptId, target }: StoredEvent) {
  const counted = countSchema.safeParse(detail).data;
  const reason = detail?.cause ?? detail?.reason ?? null;
  return {
    time: at.getTime(),
    message: `${action} ${outcome}`,
    ...(counted ? { count: counted.count } : {}),
    ...(reason === null ? {} : { status_detail: String(reason) }),
    unmapped: { ...detail, seq, hash, attempt: attemptId, target },
  };
}

function userOf({ personId, personUpn }: StoredEvent) {
  if (personId === null) return null;
  return { uid: personId, ...(personUpn === null ? {} : { name: personUpn }) };
}

function entityOf({ connectorId, target, tenantId }: StoredEvent) {
  if (connectorId !== null) return { uid: connectorId, type: 'connector' };
  return target === null ? { uid: tenantId, type: 'tenant' } : { uid: target, type: 'operation' };
}

function metadataOf({ id, action, seq, requestId, tenantId }: StoredEvent, productVersion: string) {
  return {
    version: VERSION,
    product: { name: 'SIEM Connect', vendor_name: 'SIEM Connect', version: productVersion },
    ...{ uid: id, event_code: action, log_name: 'audit', tenant_uid: tenantId, correlation_uid: requestId },
    ...(seq === null ? {} : { sequence: seq }),
  };
}
