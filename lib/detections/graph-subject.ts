import { type JsonObject, objectAt, textAt } from './alert-value';
import type { Subject } from './detection-facts';
import { subject, type User } from './detection-subjects';

const prefix = '#microsoft.graph.security.';

/** Whether a piece of evidence is of this type. */
export function isKind(evidence: JsonObject, kind: string): boolean {
  return evidence['@odata.type'] === prefix + kind;
}

/** What a row can be about; null for every other type of evidence. */
export function graphSubject(evidence: JsonObject): Subject | null {
  const known = { createdAt: textAt(evidence, 'createdDateTime'), ...remediation(evidence) };
  const deviceId = textAt(evidence, 'mdeDeviceId');
  switch (evidence['@odata.type']) {
    case `${prefix}fileEvidence`:
      return subject({ kind: 'file', ...known, deviceId, ...fileFacts(objectAt(evidence, 'fileDetails')) });
    case `${prefix}processEvidence`:
      return subject({
        kind: 'process',
        ...known,
        deviceId,
        ...fileFacts(objectAt(evidence, 'imageFile')),
        ...userFacts(objectAt(evidence, 'userAccount')),
        commandLine: textAt(evidence, 'processCommandLine'),
        processId: textAt(evidence, 'processId'),
        wasExecuting: wasExecuting(textAt(evidence, 'detectionStatus')),
      });
    case `${prefix}ipEvidence`:
      return subject({ kind: 'ip', ...known, ipAddress: textAt(evidence, 'ipAddress') });
    case `${prefix}urlEvidence`:
      return subject({ kind: 'url', ...known, url: textAt(evidence, 'url') });
    case `${prefix}userEvidence`:
      return subject({ kind: 'user', ...known, ...userFacts(objectAt(evidence, 'userAccount')) });
    default:
      return null;
  }
}

function fileFacts(file: JsonObject): Partial<Subject> {
  return {
    sha1: textAt(file, 'sha1'),
    sha256: textAt(file, 'sha256'),
    md5: textAt(file, 'md5'),
    fileName: textAt(file, 'fileName'),
    filePath: textAt(file, 'filePath'),
  };
}

function userFacts(account: JsonObject): User {
  return { userName: textAt(account, 'accountName'), userDomain: textAt(account, 'domainName') };
}

const succeeded = new Set(['remediated', 'prevented', 'blocked']);
const failed = new Set(['active', 'unremediated', 'partiallyRemediated', 'declined']);

/** The table says that the status implies whether it worked; one that implies neither leaves it open. */
function remediation(evidence: JsonObject): Partial<Subject> {
  const status = textAt(evidence, 'remediationStatus');
  if (status === '' || status === 'none' || status === 'unknownFutureValue') return {};
  const isSuccess = succeeded.has(status) ? true : failed.has(status) ? false : null;
  return { remediationAction: status, remediationIsSuccess: isSuccess };
}

/** Of a process, which status it was found in; nothing for another status. */
function wasExecuting(detectionStatus: string): boolean | null {
  switch (detectionStatus) {
    case 'detected':
      return true;
    case 'blocked':
    case 'prevented':
      return false;
    default:
      return null;
  }
}
