import { isObject, type JsonObject, objectAt, objectsAt, textAt, textsAt } from './alert-value';
import type { AlertFacts, AlertRows, DeviceFacts, Subject } from './detection-facts';
import { rowSubjects, subject, type User } from './detection-subjects';
import { accountName, logOnNames } from './account-name';

/** Names of detection sources as the retired API gave them last; the others keep today's. */
const sources: ReadonlyMap<string, string> = new Map([
  ['WindowsDefenderAtp', 'EDR'],
  ['WindowsDefenderAv', 'Antivirus'],
]);

/**
 * What one alert of the Defender for Endpoint Alerts API becomes, if it was fetched with its evidence.
 *
 * @param alert as it came; null for what is no object
 * @param portal origin of the Defender portal that the links lead to
 * @see https://learn.microsoft.com/defender-endpoint/api/alerts
 */
export function readDefenderAlert(alert: unknown, portal: string | null): AlertRows | null {
  if (!isObject(alert)) return null;
  const facts = alertFacts(alert, portal);
  const device = deviceFacts(alert);
  const pieces = objectsAt(alert, 'evidence').flatMap((evidence) => readPiece(evidence) ?? []);
  const subjects = rowSubjects(pieces, { createdAt: facts.createdAt, user: relatedUser(alert), devices: [] });
  return { alert: facts, deviceOf: () => device, subjects };
}

function alertFacts(alert: JsonObject, portal: string | null): AlertFacts {
  const id = textAt(alert, 'id');
  const source = textAt(alert, 'detectionSource');
  const key = encodeURIComponent(id.toWellFormed());
  return {
    id,
    createdAt: textAt(alert, 'alertCreationTime'),
    title: textAt(alert, 'title'),
    description: textAt(alert, 'description'),
    category: textAt(alert, 'category'),
    severity: textAt(alert, 'severity'),
    source: sources.get(source) ?? source,
    detectorId: textAt(alert, 'detectorId'),
    actor: '',
    threatCategory: textsAt(alert, 'mitreTechniques').join(', '),
    threatFamily: textAt(alert, 'threatFamilyName'),
    threatName: textAt(alert, 'threatName'),
    // This API has no links; these are the retired one's own to today's portal.
    link: portal === null ? '' : `${portal}/alert/${key}`,
    incidentLink: portal === null ? '' : `${portal}/incidents/byalert?alertId=${key}&source=SIEM`,
  };
}

function deviceFacts(alert: JsonObject): DeviceFacts {
  return {
    id: textAt(alert, 'machineId'),
    dnsName: textAt(alert, 'computerDnsName'),
    group: textAt(alert, 'rbacGroupName'),
    tags: '',
    logOnUsers: logOnNames(alert),
    ipv4: '',
    ipv6: '',
  };
}

function relatedUser(alert: JsonObject): User | undefined {
  const user = objectAt(alert, 'relatedUser');
  const userName = textAt(user, 'userName');
  return userName === '' ? undefined : { userName, userDomain: textAt(user, 'domainName') };
}

function readPiece(evidence: JsonObject): Subject | null {
  const createdAt = textAt(evidence, 'evidenceCreationTime');
  switch (textAt(evidence, 'entityType')) {
    case 'File':
      return subject({ kind: 'file', createdAt, ...fileFacts(evidence) });
    case 'Process':
      return subject({
        kind: 'process',
        createdAt,
        ...fileFacts(evidence),
        ...userFacts(evidence),
        commandLine: textAt(evidence, 'processCommandLine'),
        processId: textAt(evidence, 'processId'),
        wasExecuting: wasExecuting(textAt(evidence, 'detectionStatus')),
      });
    case 'Ip':
      return subject({ kind: 'ip', createdAt, ipAddress: textAt(evidence, 'ipAddress') });
    case 'Url':
      return subject({ kind: 'url', createdAt, url: textAt(evidence, 'url') });
    case 'User':
      return subject({ kind: 'user', createdAt, ...userFacts(evidence) });
    // Of a type that is not known here, what it has in common with those that are.
    default:
      return unknownPiece(evidence, createdAt);
  }
}

function unknownPiece(evidence: JsonObject, createdAt: string): Subject {
  const url = textAt(evidence, 'url');
  const ipAddress = textAt(evidence, 'ipAddress');
  return subject({ kind: 'other', createdAt, ...fileFacts(evidence), url, ipAddress, ...userFacts(evidence) });
}

function fileFacts(evidence: JsonObject): Partial<Subject> {
  return {
    sha1: textAt(evidence, 'sha1'),
    sha256: textAt(evidence, 'sha256'),
    fileName: textAt(evidence, 'fileName'),
    filePath: textAt(evidence, 'filePath'),
  };
}

function userFacts(evidence: JsonObject): User {
  return accountName(evidence);
}

/** Of a process, which status it was found in; nothing for another status. */
function wasExecuting(detectionStatus: string): boolean | null {
  switch (detectionStatus) {
    case 'Detected':
      return true;
    case 'Blocked':
    case 'Prevented':
      return false;
    default:
      return null;
  }
}
