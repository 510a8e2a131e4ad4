import { isObject, type JsonObject, objectsAt } from './alert-value';

const prefix = '#microsoft.graph.security.';

/** Whether a piece of evidence is of this type. */
export function isKind(evidence: JsonObject, kind: string): boolean {
  return evidence['@odata.type'] === prefix + kind;
}

/** The type of a piece of evidence without its namespace; empty for what names none. */
export function kindOf(evidence: JsonObject): string {
  const type = evidence['@odata.type'];
  return typeof type === 'string' && type.startsWith(prefix) ? type.slice(prefix.length) : '';
}

/**
 * Members that hold further evidence, by the type that has them. What such a piece says is no less evidence than what
 * stands in the alert's own list.
 *
 * @see https://learn.microsoft.com/graph/api/resources/security-alertevidence
 */
export const nestedEvidence: ReadonlyMap<string, readonly string[]> = new Map([
  ['networkConnectionEvidence', ['sourceAddress', 'destinationAddress']],
  ['dnsEvidence', ['ipAddresses', 'hostIpAddress', 'dnsServerIp']],
  ['malwareEvidence', ['files', 'processes']],
  ['nicEvidence', ['ipAddress']],
  ['ioTDeviceEvidence', ['ipAddress', 'nics', 'sourceRef']],
  ['kubernetesPodEvidence', ['podIp']],
  ['kubernetesServiceEvidence', ['clusterIP', 'externalIPs']],
  ['teamsMessageEvidence', ['files', 'urls']],
  ['cloudLogonSessionEvidence', ['account']],
  ['hostLogonSessionEvidence', ['account', 'host']],
]);

/** Members that are evidence of one type and need not say so. */
const typeOfMember: ReadonlyMap<string, string> = new Map([
  ...['sourceAddress', 'destinationAddress', 'ipAddresses', 'hostIpAddress', 'dnsServerIp', 'ipAddress'].map(ip),
  ...['podIp', 'clusterIP', 'externalIPs'].map(ip),
  ['files', 'fileEvidence'],
  ['processes', 'processEvidence'],
  ['nics', 'nicEvidence'],
  ['sourceRef', 'urlEvidence'],
  ['urls', 'urlEvidence'],
  ['account', 'userEvidence'],
  ['host', 'deviceEvidence'],
]);

function ip(name: string): readonly [string, string] {
  return [name, 'ipEvidence'];
}

/** A piece of evidence, then what it holds of its own. Nothing nests deeper than these. */
export function allEvidence(evidence: JsonObject): readonly JsonObject[] {
  const members = nestedEvidence.get(kindOf(evidence)) ?? [];
  return [evidence, ...members.flatMap((name) => piecesAt(evidence, name).flatMap(allNested))];
}

function allNested(piece: JsonObject): readonly JsonObject[] {
  const members = kindOf(piece) === 'nicEvidence' ? ['ipAddress'] : [];
  return [piece, ...members.flatMap((name) => piecesAt(piece, name))];
}

function piecesAt(evidence: JsonObject, name: string): readonly JsonObject[] {
  const value = evidence[name];
  const pieces = isObject(value) ? [value] : objectsAt(evidence, name);
  const { createdDateTime, mdeDeviceId } = evidence;
  return pieces.map((piece) => ({
    '@odata.type': `${prefix}${typeOfMember.get(name) ?? ''}`,
    createdDateTime,
    mdeDeviceId,
    ...piece,
  }));
}
