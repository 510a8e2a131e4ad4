import { windowsDomain, type DetectedAlert } from '../alerts/alert-model';
import { detectorIdOf } from '../alerts/detector-id';
import { tenantId } from '../seed/tenant-identity';
import { describeEndpointEvidence } from './endpoint-evidence';

type EndpointAlert = Readonly<Record<string, unknown>>;

const severities = {
  unspecified: 'UnSpecified',
  informational: 'Informational',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
} as const;

const statuses = { unknown: 'Unknown', new: 'New', inProgress: 'InProgress', resolved: 'Resolved' } as const;

const classifications = {
  truePositive: 'TruePositive',
  falsePositive: 'FalsePositive',
  informationalExpectedActivity: 'InformationalExpectedActivity',
} as const;

/** The alert in the schema of the Defender for Endpoint API; evidence is a member of its own. */
export function describeEndpointAlert(alert: DetectedAlert): EndpointAlert {
  const { pattern, device, user, verdict } = alert;
  return {
    id: alert.id,
    incidentId: alert.incidentId,
    investigationId: alert.investigationId,
    assignedTo: alert.assignedTo,
    severity: severities[alert.severity],
    status: statuses[alert.status],
    classification: verdict === null ? null : classifications[verdict.classification],
    determination: verdict === null ? null : verdict.endpoint,
    investigationState: alert.investigationState,
    detectionSource: pattern.source.endpoint,
    detectorId: detectorIdOf(alert),
    category: pattern.category,
    threatFamilyName: pattern.threatFamily,
    title: pattern.title,
    description: pattern.description,
    alertCreationTime: alert.createdAt,
    firstEventTime: alert.firstActivityAt,
    lastEventTime: alert.lastActivityAt,
    lastUpdateTime: alert.lastUpdateAt,
    resolvedTime: alert.resolvedAt,
    machineId: device?.id ?? null,
    computerDnsName: device?.dnsName ?? null,
    rbacGroupName: device?.group ?? null,
    aadTenantId: tenantId,
    threatName: null,
    mitreTechniques: pattern.techniques,
    relatedUser: user === null ? null : { userName: user.accountName, domainName: windowsDomain },
    comments: alert.comments.map(({ comment, createdBy, createdAt }) => ({
      comment,
      createdBy,
      createdTime: createdAt,
    })),
    evidence: [],
  };
}

export function withEvidence(row: EndpointAlert, alert: DetectedAlert): EndpointAlert {
  return { ...row, evidence: alert.evidence.map(describeEndpointEvidence) };
}
