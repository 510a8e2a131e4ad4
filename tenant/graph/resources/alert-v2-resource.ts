import type { DetectedAlert } from '../../alerts/alert-model';
import { detectorIdOf } from '../../alerts/detector-id';
import { tenantId } from '../../seed/tenant-identity';
import type { JsonObject } from '../protocol/graph-call';
import { describeGraphEvidence } from './alert-v2-evidence';

const portal = 'https://security.microsoft.com';

/** The alert in the schema of Microsoft Graph, with everything a filter may ask for. */
export function describeAlertV2(alert: DetectedAlert): JsonObject {
  const { pattern, verdict } = alert;
  return {
    id: alert.id,
    providerAlertId: alert.id,
    incidentId: String(alert.incidentId),
    status: alert.status,
    severity: alert.severity === 'unspecified' ? 'unknown' : alert.severity,
    classification: verdict?.classification ?? 'unknown',
    determination: verdict?.graph ?? 'unknown',
    serviceSource: pattern.source.service,
    detectionSource: pattern.source.graph,
    productName: productNames[pattern.source.service] ?? null,
    detectorId: detectorIdOf(alert),
    tenantId,
    title: pattern.title,
    description: pattern.description,
    recommendedActions: pattern.recommendedActions,
    category: pattern.category,
    assignedTo: alert.assignedTo,
    alertWebUrl: `${portal}/alerts/${alert.id}?tid=${tenantId}`,
    incidentWebUrl: `${portal}/incidents/${alert.incidentId}?tid=${tenantId}`,
    actorDisplayName: null,
    threatDisplayName: null,
    threatFamilyName: pattern.threatFamily,
    mitreTechniques: pattern.techniques,
    createdDateTime: alert.createdAt,
    lastUpdateDateTime: alert.lastUpdateAt,
    resolvedDateTime: alert.resolvedAt,
    firstActivityDateTime: alert.firstActivityAt,
    lastActivityDateTime: alert.lastActivityAt,
    investigationState: alert.investigationState.charAt(0).toLowerCase() + alert.investigationState.slice(1),
    systemTags: [],
    alertPolicyId: null,
    comments: alert.comments.map(({ comment, createdBy, createdAt }) => ({
      '@odata.type': '#microsoft.graph.security.alertComment',
      comment,
      createdByDisplayName: createdBy,
      createdDateTime: createdAt,
    })),
  };
}

/** Evidence is most of the work, and of no use for choosing alerts. */
export function withGraphEvidence(row: JsonObject, alert: DetectedAlert): JsonObject {
  return { ...row, evidence: describeGraphEvidence(alert) };
}

/** Members added to an enumeration later come as `unknownFutureValue` unless the client says it knows them. */
export function hideFutureMembers(row: JsonObject): JsonObject {
  return {
    ...row,
    serviceSource: futureServices.includes(String(row.serviceSource)) ? 'unknownFutureValue' : row.serviceSource,
    detectionSource: futureDetections.includes(String(row.detectionSource))
      ? 'unknownFutureValue'
      : row.detectionSource,
  };
}

const futureServices = ['microsoftSentinel'];
const futureDetections = ['scheduledAlerts'];

const productNames: Readonly<Record<string, string>> = {
  microsoftDefenderForEndpoint: 'Microsoft Defender for Endpoint',
  microsoftDefenderForOffice365: 'Microsoft Defender for Office 365',
  microsoftSentinel: 'Microsoft Sentinel',
};
