import { hash } from 'node:crypto';
import type { Subject } from './detection-facts';

/** Looks like the retired API's, 32 bytes in base64, and is the same for the same thing whenever it is asked for. */
export function identityOf(subject: Subject): string {
  return hash('sha256', identityText(subject), 'base64');
}

/** Everything that tells one thing from another. */
export function identityText(subject: Subject): string {
  const { kind, sha1, sha256, fileName, filePath, commandLine, processId, ipAddress, url } = subject;
  const user = kind === 'user' ? `${subject.userDomain}\\${subject.userName}` : '';
  // What only tells the thing by it has no place in the identities of before.
  const md5 = sha1 === '' && sha256 === '' && subject.md5 !== '' ? [subject.md5] : [];
  return [
    ...[kind, sha1, sha256, fileName, filePath, commandLine, processId, ipAddress, url, user, subject.deviceId],
    ...md5,
  ].join('\n');
}
