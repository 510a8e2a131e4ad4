import { type JsonObject, objectsAt, textAt } from './alert-value';
import type { User } from './detection-subjects';

/** Who an account is: its name, else its principal name, which both APIs give. */
export function accountName(account: JsonObject): User {
  return {
    userName: textAt(account, 'accountName') || textAt(account, 'userPrincipalName'),
    userDomain: textAt(account, 'domainName'),
  };
}

/** The list that the retired API wrote of who was logged on, of a device or an alert that has `loggedOnUsers`. */
export function logOnNames(holder: JsonObject): string {
  return objectsAt(holder, 'loggedOnUsers')
    .map((user) => [textAt(user, 'domainName'), textAt(user, 'accountName')].filter(Boolean).join('\\'))
    .filter(Boolean)
    .join('; ');
}
