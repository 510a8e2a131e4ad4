import type { Tenant } from '../context/tenant-context';
import type { SignInRefusal } from '../store/tenant-settings';
import type { Person } from '../store/tenant-state';
import type { Aadsts } from './aadsts';
import type { EndpointVersion } from './token-request';

/**
 * `again`: an interactive sign-in satisfies it, as people pass multifactor authentication with a click here.
 * `block`: nothing the person can do satisfies it.
 */
type SignInPolicy = {
  readonly number: number;
  readonly remedy: 'again' | 'block';
  /** As the authorize endpoint and the v1.0 token endpoint say it. */
  readonly error: string;
  readonly suberror?: string;
  readonly message: string;
};

const changed = 'Due to a configuration change made by your administrator, or because you moved to a new location,';

/** @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const policies: readonly SignInPolicy[] = [
  ...(
    [
      [50072, `${changed} you must enroll in multi-factor authentication to access the resource.`],
      [50074, 'Strong Authentication is required.'],
      [50076, `${changed} you must use multi-factor authentication to access the resource.`],
      [50078, 'Presented multi-factor authentication has expired due to policies configured by your administrator.'],
      [50079, `${changed} you must enroll in multi-factor authentication to access the resource.`],
      [50158, 'External security challenge not satisfied.'],
    ] as const
  ).map(([number, message]) => interaction({ number, message, remedy: 'again', suberror: 'basic_action' })),
  ...(
    [
      [70043, 'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.'],
      [50173, 'The provided grant has expired due to it being revoked, a fresh auth token is needed.'],
    ] as const
  ).map(
    ([number, message]) =>
      ({ number, message, remedy: 'again', error: 'invalid_grant', suberror: 'bad_token' }) as const,
  ),
  ...(
    [
      [50105, 'Your administrator has configured the application to block users unless they are assigned to it.'],
      [50131, 'Device is not in required device state, or the request was blocked due to suspicious activity.'],
      [53000, 'Device is not in required device state: compliant.'],
      [53001, 'Device is not in required device state: domain_joined.'],
      [
        53003,
        'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
      ],
      [90072, 'The user account does not exist in the tenant and cannot access the application in that tenant.'],
      [530032, 'Your organization\u2019s security policy blocks this request.'],
    ] as const
  ).map(([number, message]) => interaction({ number, message, remedy: 'block', suberror: 'message_only' })),
  ...(
    [
      [
        50053,
        'invalid_grant',
        'The account is locked: there were too many sign-in attempts with an incorrect password.',
      ],
      [50055, 'invalid_grant', 'The password is expired.'],
      [50057, 'invalid_grant', 'The user account is disabled.'],
      [530035, 'access_denied', 'Access has been blocked by security defaults.'],
      [650052, 'invalid_resource', 'The app needs access to a service that your organization has not subscribed to.'],
      [1000031, 'access_denied', 'The application cannot be accessed at this time. Contact your administrator.'],
    ] as const
  ).map(([number, error, message]) => ({ number, error, message, remedy: 'block' }) as const),
];

const ACCOUNT_DISABLED = 50057;

export const policyCodes: readonly number[] = policies.map(({ number }) => number);

export function policyOf(code: number): SignInPolicy | undefined {
  return policies.find(({ number }) => number === code);
}

type Attempt = {
  /** Absent where an application signs in as itself; only refusals that name it concern it then. */
  readonly person: Person | undefined;
  readonly appId: string;
  /** When the person last stood before a page of Entra ID. */
  readonly signedInAt: number;
};

/** The policy that stands in the way of this attempt, if any. */
export function findPolicy(tenant: Tenant, attempt: Attempt): SignInPolicy | undefined {
  if (attempt.person?.accountEnabled === false) return policyOf(ACCOUNT_DISABLED);
  for (const refusal of tenant.store.read().settings.signInRefusals) {
    const policy = policyOf(refusal.code);
    if (policy === undefined || !concerns(refusal, attempt)) continue;
    if (policy.remedy === 'block' || attempt.signedInAt < refusal.since) return policy;
  }
  return undefined;
}

function concerns({ person, appId }: SignInRefusal, attempt: Attempt): boolean {
  if (appId !== undefined && appId !== attempt.appId) return false;
  if (attempt.person === undefined) return person === undefined && appId !== undefined;
  return person === undefined || attempt.person.userPrincipalName.startsWith(`${person.toLowerCase()}@`);
}

/** For the browser, which is sent back or shown a page. */
export function refuseSignIn({ number, error, message }: SignInPolicy): Aadsts {
  return { number, error, message, status: 400 };
}

/** The v2.0 token endpoint says invalid_grant and tells in `suberror` what may help. */
export function refuseGrant({ number, error, message, suberror }: SignInPolicy, version: EndpointVersion): Aadsts {
  const isInteraction = error === 'interaction_required';
  return {
    number,
    message,
    status: 400,
    error: version === '2.0' && isInteraction ? 'invalid_grant' : error,
    ...(suberror !== undefined && { suberror }),
    ...(suberror === 'basic_action' && { claims: demandedClaims }),
  };
}

/** What the client hands on to the authorize endpoint: the policies the new token has to satisfy. */
const demandedClaims = JSON.stringify({
  access_token: { capolids: { essential: true, values: ['5f2f3a8e-7d3c-4c39-9d0e-1f8a0b6f0c11'] } },
});

function interaction(policy: Omit<SignInPolicy, 'error'>): SignInPolicy {
  return { ...policy, error: 'interaction_required' };
}
