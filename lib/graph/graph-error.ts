import type { ServiceError } from '@/lib/http/service-error';

// The same code covers many causes, so a few have to be told apart by Graph's words: loosely, with a fallback.

/** The uniqueName belongs to an application already, deleted ones included. */
export function isNameTaken(error: ServiceError): boolean {
  return error.status === 400 && /same value for property uniqueName/i.test(error.message);
}

/** The service principal cannot be made because its application has not reached this replica. */
export function isApplicationNotReplicated(error: ServiceError): boolean {
  if (error.status === 400) return /does not reference a valid application object/i.test(error.message);
  return error.status === 403 && /backing application of the service principal/i.test(error.message);
}

/** An object that a grant names has not reached this replica, or the reference is wrong. */
export function isReferenceNotReplicated(error: ServiceError): boolean {
  return error.kind === 'notFound' || (error.status === 400 && /not a valid reference update/i.test(error.message));
}

export function isAlreadyAssigned(error: ServiceError): boolean {
  if (error.status !== 400) return false;
  return /already exists on the object|EntitlementGrant entry already exists/i.test(error.message);
}

export function isPasswordUnknown(error: ServiceError): boolean {
  return error.status === 400 && /no password credential found/i.test(error.message);
}

/** The tenant's app management policy forbids client secrets, or one that lives this long. */
export function isPolicyRefusal(error: ServiceError): boolean {
  return /AsPerAppPolicy$/.test(error.code ?? '');
}
