import type { EventField } from '../event-field';
import { memberAt } from '../text/json-member';

/** ECS field, and the member of the alert whose value it takes. */
type CopiedField = readonly [field: string, member: string];

type ElasticMap = {
  readonly constants: readonly EventField[];
  readonly copied: readonly CopiedField[];
  /** event.severity by the alert's own severity, in lower case. */
  readonly severities: Readonly<Record<string, string>>;
};

/**
 * What the ingest pipelines of Elastic's own packages do with the members of an alert; evidence is left out, because
 * it becomes far more fields, or events of its own.
 *
 * @see https://github.com/elastic/integrations packages/m365_defender/data_stream/alert/elasticsearch/ingest_pipeline
 */
export const elasticDefenderXdrMap: ElasticMap = {
  constants: [{ name: 'event.kind', value: 'alert' }],
  copied: [
    ['event.id', 'id'],
    ['event.created', 'createdDateTime'],
    ['event.start', 'firstActivityDateTime'],
    ['event.end', 'lastActivityDateTime'],
    ['@timestamp', 'lastUpdateDateTime'],
    ['event.provider', 'serviceSource'],
    ['event.url', 'alertWebUrl'],
    ['message', 'description'],
    ['threat.tactic.name', 'category'],
    ['threat.technique.subtechnique.id', 'mitreTechniques'],
    ['threat.group.name', 'threatFamilyName'],
    ['source.user.name', 'assignedTo'],
    ['cloud.account.id', 'tenantId'],
    ['m365_defender.alert.severity', 'severity'],
    ['m365_defender.alert.detection_source', 'detectionSource'],
    ['m365_defender.alert.detector_id', 'detectorId'],
  ],
  severities: { informational: '21', low: '21', medium: '47', high: '73' },
};

/** @see https://github.com/elastic/integrations packages/microsoft_defender_endpoint/data_stream/log */
export const elasticDefenderEndpointMap: ElasticMap = {
  constants: [
    { name: 'event.kind', value: 'alert' },
    { name: 'event.provider', value: 'defender_endpoint' },
    { name: 'event.timezone', value: 'UTC' },
    { name: 'cloud.provider', value: 'azure' },
    { name: 'observer.product', value: 'Defender for Endpoint' },
    { name: 'observer.vendor', value: 'Microsoft' },
  ],
  copied: [
    ['message', 'title'],
    ['event.id', 'id'],
    ['event.action', 'category'],
    ['event.created', 'alertCreationTime'],
    ['event.start', 'firstEventTime'],
    ['event.end', 'lastEventTime'],
    ['threat.technique.name', 'category'],
    ['rule.description', 'description'],
    ['observer.name', 'detectionSource'],
    ['host.hostname', 'computerDnsName'],
    ['user.name', 'relatedUser/userName'],
    ['user.domain', 'relatedUser/domainName'],
    ['cloud.account.id', 'aadTenantId'],
    ['cloud.instance.id', 'machineId'],
    ['microsoft.defender_endpoint.incidentId', 'incidentId'],
    ['microsoft.defender_endpoint.status', 'status'],
  ],
  severities: { informational: '1', low: '2', medium: '3', high: '4' },
};

/** Takes one alert and gives the ECS fields that its own members become. Empty ones are left out. */
export function elasticEvent({ constants, copied, severities }: ElasticMap, alert: unknown): readonly EventField[] {
  const severity = memberAt(alert, ['severity']);
  const number = typeof severity === 'string' ? severities[severity.toLowerCase()] : undefined;
  const fields = copied.map(([name, member]) => ({ name, value: asText(memberAt(alert, member.split('/'))) }));
  return [
    ...constants,
    ...(number === undefined ? [] : [{ name: 'event.severity', value: number }]),
    ...fields.filter(({ value }) => value !== ''),
  ];
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
