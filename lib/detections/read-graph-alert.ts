import { isObject, type JsonObject, objectsAt, textAt, textsAt } from './alert-value';
import type { AlertFacts, AlertRows } from './detection-facts';
import { rowSubjects } from './detection-subjects';
import { graphDevices } from './graph-device';
import { graphSubjects } from './graph-subject';

/** Names of detection sources as the retired API gave them last; the others keep today's. */
const sources: ReadonlyMap<string, string> = new Map([
  ['microsoftDefenderForEndpoint', 'EDR'],
  ['antivirus', 'Antivirus'],
]);

/** As the retired API wrote them, which the rules of a SIEM compare with. */
const severities: ReadonlyMap<string, string> = new Map([
  ['high', 'High'],
  ['medium', 'Medium'],
  ['low', 'Low'],
  ['informational', 'Informational'],
  ['unknown', 'UnSpecified'],
  ['unknownFutureValue', 'UnSpecified'],
]);

/**
 * What one alert of Microsoft Graph's security/alerts_v2 becomes, by Microsoft's own table of the migration from the
 * retired API.
 *
 * @param alert as it came; null for what is no object
 * @see https://learn.microsoft.com/defender-endpoint/configure-siem
 * @see https://learn.microsoft.com/graph/api/resources/security-alert
 */
export function readGraphAlert(alert: unknown): AlertRows | null {
  if (!isObject(alert)) return null;
  const facts = alertFacts(alert);
  const evidence = objectsAt(alert, 'evidence');
  const devices = graphDevices(evidence);
  const pieces = evidence.flatMap((one) => graphSubjects(one));
  const subjects = rowSubjects(pieces, { createdAt: facts.createdAt, devices: devices.subjects });
  return { alert: facts, deviceOf: devices.deviceOf, subjects };
}

function alertFacts(alert: JsonObject): AlertFacts {
  const source = textAt(alert, 'detectionSource');
  const severity = textAt(alert, 'severity');
  return {
    id: textAt(alert, 'id'),
    createdAt: textAt(alert, 'createdDateTime'),
    title: textAt(alert, 'title'),
    description: textAt(alert, 'description'),
    // The one is deprecated since March 2026 and ends in March 2028.
    category: textsAt(alert, 'categories').join(', ') || textAt(alert, 'category'),
    severity: severities.get(severity) ?? severity,
    source: sources.get(source) ?? source,
    detectorId: textAt(alert, 'detectorId'),
    actor: textAt(alert, 'actorDisplayName'),
    threatCategory: textsAt(alert, 'mitreTechniques').join(', '),
    threatFamily: textAt(alert, 'threatFamilyName'),
    threatName: textAt(alert, 'threatDisplayName'),
    link: textAt(alert, 'alertWebUrl'),
    incidentLink: textAt(alert, 'incidentWebUrl'),
  };
}
