import { accountName } from './account-name';
import { type JsonObject, objectAt, objectsAt, textAt, textsAt } from './alert-value';
import type { Subject } from './detection-facts';
import { subject } from './detection-subjects';
import { allEvidence, kindOf } from './graph-evidence';

type ReadPiece = (evidence: JsonObject, known: Known) => readonly Subject[];
type Known = Pick<Subject, 'createdAt' | 'deviceId'> & Partial<Subject>;

/** How a type of evidence becomes rows. */
const readers: ReadonlyMap<string, ReadPiece> = new Map<string, ReadPiece>([
  ['fileEvidence', (one, known) => [fileSubject(objectAt(one, 'fileDetails'), known)]],
  ['processEvidence', (one, known) => [processSubject(one, known)]],
  ['ipEvidence', (one, known) => [ipSubject(textAt(one, 'ipAddress'), known)]],
  ['urlEvidence', (one, known) => [urlSubject(textAt(one, 'url'), known)]],
  ['userEvidence', (one, known) => [userSubject(objectAt(one, 'userAccount'), known)]],
  ['mailboxEvidence', (one, known) => [userSubject(objectAt(one, 'userAccount'), known)]],
  ['fileHashEvidence', (one, known) => [hashSubject(textAt(one, 'algorithm'), textAt(one, 'value'), known)]],
  ['dnsEvidence', (one, known) => [urlSubject(textAt(one, 'domainName'), known)]],
  ['blobContainerEvidence', (one, known) => [urlSubject(textAt(one, 'url'), known)]],
  ['blobEvidence', (one, known) => [blobSubject(one, known)]],
  [
    'analyzedMessageEvidence',
    (one, known) => [
      ipSubject(textAt(one, 'senderIp'), known),
      ...textsAt(one, 'urls').map((url) => urlSubject(url, known)),
    ],
  ],
  ['submissionMailEvidence', (one, known) => [ipSubject(textAt(one, 'senderIp'), known)]],
  ['teamsMessageEvidence', (one, known) => [ipSubject(textAt(one, 'senderIP'), known)]],
]);

/** Types with a row of their own, beside those that hold evidence which has. */
export const typesWithRows: readonly string[] = [...readers.keys()];

/**
 * What rows can be about: the piece of evidence, and what it holds. Empty ones are among them. A type that nobody has
 * seen yet gives what it has in common with the others.
 */
export function graphSubjects(evidence: JsonObject): readonly Subject[] {
  return allEvidence(evidence).flatMap((one) => {
    const known: Known = {
      createdAt: textAt(one, 'createdDateTime'),
      deviceId: textAt(one, 'mdeDeviceId'),
      ...remediation(one),
    };
    return (readers.get(kindOf(one)) ?? readUnknown)(one, known);
  });
}

function readUnknown(evidence: JsonObject, known: Known): readonly Subject[] {
  return [
    fileSubject(objectAt(evidence, 'fileDetails'), known),
    ipSubject(textAt(evidence, 'ipAddress'), known),
    urlSubject(textAt(evidence, 'url'), known),
    userSubject(objectAt(evidence, 'userAccount'), known),
  ];
}

function fileSubject(file: JsonObject, known: Known): Subject {
  return subject({ kind: 'file', ...known, ...fileFacts(file) });
}

function ipSubject(ipAddress: string, { createdAt, remediationAction, remediationIsSuccess }: Known): Subject {
  return subject({ kind: 'ip', createdAt, remediationAction, remediationIsSuccess, ipAddress });
}

function urlSubject(url: string, { createdAt, remediationAction, remediationIsSuccess }: Known): Subject {
  return subject({ kind: 'url', createdAt, remediationAction, remediationIsSuccess, url });
}

function userSubject(account: JsonObject, { createdAt, remediationAction, remediationIsSuccess }: Known): Subject {
  return subject({ kind: 'user', createdAt, remediationAction, remediationIsSuccess, ...accountName(account) });
}

function processSubject(evidence: JsonObject, known: Known): Subject {
  return subject({
    kind: 'process',
    ...known,
    ...fileFacts(objectAt(evidence, 'imageFile')),
    ...accountName(objectAt(evidence, 'userAccount')),
    commandLine: textAt(evidence, 'processCommandLine'),
    processId: textAt(evidence, 'processId'),
    wasExecuting: wasExecuting(textAt(evidence, 'detectionStatus')),
  });
}

/** The Authenticode hash, sha256ac, is none of the three that a row has. */
function hashSubject(algorithm: string, value: string, known: Known): Subject {
  switch (algorithm) {
    case 'sha1':
    case 'sha256':
    case 'md5':
      return subject({ kind: 'file', ...known, [algorithm]: value });
    default:
      return subject({ kind: 'file', ...known });
  }
}

function blobSubject(evidence: JsonObject, known: Known): Subject {
  const hashes = objectsAt(evidence, 'fileHashes');
  const hashOf = (algorithm: string) => {
    const found = hashes.find((one) => textAt(one, 'algorithm') === algorithm);
    return found ? textAt(found, 'value') : '';
  };
  return subject({
    kind: 'file',
    ...known,
    sha1: hashOf('sha1'),
    sha256: hashOf('sha256'),
    md5: hashOf('md5'),
    fileName: textAt(evidence, 'name'),
    url: textAt(evidence, 'url'),
  });
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
