import 'server-only';
import type { AuditTrail } from '@/lib/audit/audit';
import type { StepName } from '@/lib/connector/connector';
import { validateName, LONGEST_NAME } from '@/lib/connector/connector-name-input';
import type { AdoptedConnector, ConnectorStore } from '@/lib/connector/connector-store';
import { fail, type Result, succeed } from '@/lib/result';
import type { Operator } from '@/lib/session/access';
import { connectorIdOf, madeFor, type Orphan } from '@/lib/orphan/orphan';

export type AdoptContext = {
  readonly operator: Operator;
  readonly connectors: Pick<ConnectorStore, 'adopt'>;
  readonly audit: AuditTrail;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** To use it again, or for nothing but to remove it. */
export type AdoptionAim = 'keep' | 'remove';

/**
 * unknown: not of this product's make. taken: somebody else was faster. foreign: this portal's signature is missing, or
 * others get into it, so that an operation has to clean it first.
 */
export type AdoptRefusal = 'unknown' | 'taken' | 'foreign';

/**
 * Makes a connector for an application that has none here, and that this portal made and nobody else gets into. Nothing
 * changes in the tenant. One that lacks something, such as a secret, becomes an incomplete connector, which can be resumed.
 * One that is adopted for its removal alone may be anybody's.
 *
 * @returns the connector's id, the one that its application was made for
 */
export async function adoptOrphan(
  context: AdoptContext,
  orphan: Orphan,
  aim: AdoptionAim,
): Promise<Result<string, AdoptRefusal>> {
  const plan = planAdoption(context, orphan);
  if (!plan) return fail('unknown');
  if (aim === 'keep' && !isOwnAlone(orphan)) return fail('foreign');
  // Before anybody has consented: given up halfway, it can only be removed, and is nobody's working connector.
  const detail = { appId: plan.appId, aim };
  const end = await context.audit.begin({ action: 'connector-adopt', target: plan.id, detail });
  const adopted = await context.connectors.adopt(aim === 'remove' ? { ...plan, state: 'removing' } : plan, null);
  await end(adopted ? 'done' : 'failed', detail);
  return adopted ? succeed(adopted.id) : fail('taken');
}

/** Whether this portal's signature is on it, and nothing in it is anybody else's. */
function isOwnAlone({ proof, foreign }: Orphan): boolean {
  return proof !== null && foreign?.length === 0;
}

/**
 * The connector as the directory tells of it. Of its secrets only those that this portal signed are its own.
 *
 * @returns null for an application of another make
 */
export function planAdoption(
  { operator, now }: Pick<AdoptContext, 'operator' | 'now'>,
  orphan: Orphan,
): AdoptedConnector | null {
  const { application, api, principalId } = orphan;
  const id = connectorIdOf(application);
  if (!id || !api) return null;
  const { tenantId, personUpn } = operator.session;
  const secrets = adoptedSecrets(orphan, now);
  const { id: applicationObjectId, appId, uniqueName, createdDateTime } = application;
  const steps = standingSteps(orphan);
  return {
    ...{ id, tenantId, api, applicationObjectId, appId, secrets },
    name: adoptedName(orphan),
    // Nothing in the directory tells the region, the SIEM or what it calls: all are the dialog's first choice.
    region: 'global',
    detections: false,
    siemType: 'arcsight',
    uniqueName: uniqueName ?? '',
    secretDays: usualDays(secrets),
    servicePrincipalId: principalId,
    createdByUpn: madeFor(application) ?? personUpn,
    createdAt: createdDateTime ? new Date(createdDateTime) : new Date(now),
    state: steps.length === STANDING && secrets.length > 0 ? 'ready' : 'incomplete',
    endedSteps: steps,
  };
}

const STANDING = 3;

/** What set-up need not make any more. What could not be read counts as there: a look at the connector tells. */
function standingSteps({ principalId, permission }: Orphan): readonly StepName[] {
  const principal: readonly StepName[] = principalId || permission === 'unread' ? ['servicePrincipal'] : [];
  const granted: readonly StepName[] = permission === 'notGranted' ? [] : ['permission'];
  return ['application', ...principal, ...granted];
}

/** Their texts are not known; somebody has them, so that none is taken for one that was never shown. */
function adoptedSecrets({ application, proof }: Orphan, now: number): AdoptedConnector['secrets'] {
  const own = (application.passwordCredentials ?? []).filter(({ keyId }) => proof?.(keyId));
  const passwords = own.map((password) => {
    const createdAt = password.startDateTime ? new Date(password.startDateTime) : new Date(now);
    return {
      purpose: password.displayName?.startsWith('SIEM Connect exchange ') ? ('exchange' as const) : ('siem' as const),
      keyId: password.keyId,
      hint: password.hint ?? null,
      label: password.displayName ?? password.keyId,
      createdAt,
      expiresAt: new Date(password.endDateTime),
      deliveredAt: createdAt,
    };
  });
  return passwords.sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
}

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 3650;
const USUAL_DAYS = 180;

/** As long as the newest secret was made to live. */
function usualDays(secrets: AdoptedConnector['secrets']): number {
  const newest = secrets.findLast(({ purpose }) => purpose === 'siem');
  if (!newest) return USUAL_DAYS;
  const days = Math.round((newest.expiresAt.getTime() - newest.createdAt.getTime()) / DAY_MS);
  return Math.min(Math.max(days, 1), LONGEST_DAYS);
}

/** Entra allows display names that a connector may not have. */
function adoptedName({ application }: Orphan): string {
  const { displayName, appId } = application;
  const given = displayName ?? '';
  if (validateName(given) === null) return given.trim();
  const allowed = given
    .replaceAll(/[<>\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
    .trim();
  return validateName(allowed) === null ? allowed : appId;
}
