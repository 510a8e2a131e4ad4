import { hash } from 'node:crypto';
import type { Subject } from './detection-facts';

/** Looks like the retired API's, 32 bytes in base64, and is the same for the same thing whenever it is asked for. */
export function identityOf(subject: Subject): string {
  const { kind, sha1, sha256, fileName, filePath, commandLine, processId, ipAddress, url } = subject;
  const user = kind === 'user' ? `${subject.userDomain}\\${subject.userName}` : '';
  const parts = [
    kind,
    sha1,
    sha256,
    fileName,
    filePath,
    commandLine,
    processId,
    ipAddress,
    url,
    user,
    subject.deviceId,
  ];
  return hash('sha256', parts.join('\n'), 'base64');
}
