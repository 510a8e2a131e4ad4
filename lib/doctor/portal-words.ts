import type { FindingId } from './finding-id';

/** Findings that say no more than the cause of a step, whose own words also say what is left to do. */
const toldByCause: readonly FindingId[] = [
  'Authorization_RequestDenied',
  'InvalidAuthenticationToken',
  'tokenExpired',
  'TooManyRequests',
  'unknownError',
  'Request_ResourceNotFound',
  // Many causes share it, and some of them pass.
  'Request_BadRequest',
  'invalidReference',
  'alreadyAssigned',
  'Directory_ConcurrencyViolation',
  'http401',
  'http403',
  'http429',
  'http5xx',
];

/** What is wrong with a request of the portal's own: asked again, it is refused again. */
const ofTheRequest: readonly FindingId[] = [
  'AADSTS28000',
  'AADSTS50013',
  'AADSTS50027',
  'AADSTS50049',
  'AADSTS70003',
  'AADSTS70005',
  'AADSTS70011',
  'AADSTS90013',
  'AADSTS90014',
  'AADSTS90023',
  'AADSTS700021',
  'AADSTS700023',
  'AADSTS700038',
  'AADSTS900023',
  'AADSTS900144',
  'AADSTS900561',
  'AADSTS901002',
  'AADSTS1002012',
  'AADSTS5002723',
  'AADSTS5002738',
  'AADSTS7000113',
  'AADSTS7000114',
  'AADSTS7000216',
  'AADSTS7000218',
  'AADSTS9002313',
  'wrongAudience',
  'malformedToken',
  'CannotDeleteOrUpdateEnabledEntitlement',
  'expiredPageToken',
  'skipLimit',
  'unknownSegment',
  'ODataError',
  'invalidInput',
  'invalid_scope',
  'invalid_resource',
  'unsupported_grant_type',
  'http400',
  'http404',
  'http405',
];

/** What the portal itself says of a finding that it met, where the doctor's remedy is for a SIEM: doctor.here.<id>. */
const ownWords = [
  'AADSTS50001',
  'AADSTS500011',
  'AADSTS53003',
  'AADSTS700016',
  'AADSTS1000502',
  'AADSTS7000112',
  'AADSTS7000116',
  'AADSTS7000215',
  'AADSTS7000222',
  'AADSTS7000229',
  'missingApplicationRoles',
  'claimsChallenge',
  'serviceManagementReference',
  'unknownProperty',
] as const satisfies readonly FindingId[];

/** How the portal says a finding that its own work met. */
export type PortalWords =
  /** The words of the step's cause. */
  | { readonly kind: 'cause' }
  /** doctor.here.<key> alone. */
  | { readonly kind: 'own'; readonly key: (typeof ownWords)[number] }
  /** The doctor's cause, then doctor.here.request. */
  | { readonly kind: 'request' }
  /** The doctor's cause and remedy. */
  | { readonly kind: 'doctor' };

/** @param id left out: nothing is known but the step's cause */
export function portalWords(id: FindingId | undefined): PortalWords {
  if (id === undefined || toldByCause.includes(id)) return { kind: 'cause' };
  const key = ownWords.find((own) => own === id);
  if (key) return { kind: 'own', key };
  return { kind: ofTheRequest.includes(id) ? 'request' : 'doctor' };
}

/** Refused for what the operation was begun with: only other choices are answered otherwise. */
const ofTheChoice: readonly FindingId[] = [
  'unknownProperty',
  'serviceManagementReference',
  'CredentialInvalidLifetimeAsPerAppPolicy',
];

/** Whether the same request gets the same answer however often it is sent. */
export function isAnsweredAlike(id: FindingId | undefined): boolean {
  return id !== undefined && (ofTheRequest.includes(id) || ofTheChoice.includes(id));
}
