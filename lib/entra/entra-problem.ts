import type { NetworkCause } from '@/lib/http/network-kind';

/** What stands in the way, grouped by what the person can do about it. */
export const entraProblemKinds = [
  'declined',
  'adminApproval',
  'consentMissing',
  'account',
  'mfa',
  'policy',
  'access',
  'session',
  'setup',
  'secret',
  'licence',
  'throttled',
  'unavailable',
  'unreachable',
  /** This machine's time is not Microsoft's. */
  'clock',
  'unknown',
] as const;

export type EntraProblemKind = (typeof entraProblemKinds)[number];

export type EntraProblem = {
  readonly kind: EntraProblemKind;
  /** Number after AADSTS. */
  readonly aadsts: number | null;
  /** Microsoft's correlation id, to give to their support. */
  readonly correlationId: string | null;
  /** Why there was no answer, where the network is why. */
  readonly network?: NetworkCause;
};

/**
 * Codes that an administrator may meet. They may change at any time, so an unknown one is told by its OAuth error.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const kindsByCode: ReadonlyMap<number, EntraProblemKind> = new Map<number, EntraProblemKind>([
  ...codes('declined', [65004]),
  ...codes('adminApproval', [90094, 90095]),
  ...codes('consentMissing', [65001, 90008]),
  ...codes('account', [16000, 50020, 50034, 50053, 50055, 50057, 50126, 90072, 500208]),
  ...codes('mfa', [50072, 50074, 50076, 50078, 50079]),
  ...codes('policy', [50131, 50158, 53000, 53001, 53003, 70043, 530032, 530035]),
  ...codes('access', [50105]),
  ...codes('session', [50058, 50173, 54005, 70000, 70008, 700082, 700084]),
  ...codes('setup', [50001, 50011, 50059, 50128, 50194, 70001, 70011, 90002, 90019, 500011, 501481, 650056, 650057]),
  ...codes('setup', [700016, 700025, 900144, 1000031, 7000112, 7000229, 9002313]),
  ...codes('secret', [700027, 7000215, 7000218, 7000222]),
  ...codes('licence', [650052]),
  ...codes('throttled', [50196, 90055]),
  ...codes('unavailable', [90033]),
  ...codes('clock', [700024]),
]);

function codes(kind: EntraProblemKind, numbers: readonly number[]): readonly (readonly [number, EntraProblemKind])[] {
  return numbers.map((number) => [number, kind] as const);
}

const kindsByError: ReadonlyMap<string, EntraProblemKind> = new Map<string, EntraProblemKind>([
  ['access_denied', 'declined'],
  ['consent_required', 'consentMissing'],
  ['interaction_required', 'policy'],
  ['login_required', 'session'],
  ['invalid_grant', 'session'],
  ['invalid_client', 'secret'],
  ['temporarily_unavailable', 'unavailable'],
  ['server_error', 'unavailable'],
]);

/** Unknown application, secret or service principal: what a replica says that has not heard of them yet. */
const NOT_HEARD_OF_YET: readonly (number | null)[] = [700016, 7000215, 7000229];

export function isNotHeardOfYet({ aadsts }: EntraProblem): boolean {
  return NOT_HEARD_OF_YET.includes(aadsts);
}

export type EntraRefusal = {
  /** The OAuth error, such as access_denied. */
  readonly error: string;
  readonly description: string;
  /** The one that was sent, for when Entra's own words name none. */
  readonly correlationId?: string | null | undefined;
};

/** Reads an error answer of Entra, from a redirect or from the token endpoint. Its words go no further. */
export function readEntraProblem({ error, description, correlationId }: EntraRefusal): EntraProblem {
  const aadsts = Number(/AADSTS(\d{4,9})/.exec(description)?.[1] ?? Number.NaN);
  const said = /Correlation ID: ([0-9a-f-]{36})/i.exec(description)?.[1];
  return {
    kind: kindsByCode.get(aadsts) ?? kindsByError.get(error) ?? 'unknown',
    aadsts: Number.isNaN(aadsts) ? null : aadsts,
    correlationId: said ?? correlationId ?? null,
  };
}
