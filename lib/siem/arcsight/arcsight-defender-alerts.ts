import { evidenceString, firstEvidenceString, member } from './arcsight-evidence';
import { token, type ArcsightFieldMap } from './arcsight-field-map';
import { address, hostDomain, hostLabel, stringConstant, unescapeBackslashes, utcTime } from './arcsight-operation';

/** The first file or process of the evidence. Its members are flat, so no brace stands between them. */
const fileOrProcess = `${member('entityType')}\\x22(?:File|Process)\\x22`;

const ofFile = (name: string) => evidenceString({ within: fileOrProcess, name });

/**
 * Alerts of the Defender for Endpoint Alerts API.
 * Event fields are those of Microsoft's retired mapping (api-portal-mapping.md); members are those of today's alert.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/alerts
 */
export const defenderAlertsMap: ArcsightFieldMap = {
  root: '/value',
  oneEach: 'alert',
  mapped: [
    token('title'),
    token('severity'),
    token('category'),
    token('detectionSource'),
    token('computerDnsName'),
    token('userDomain', 'relatedUser/domainName'),
    token('userName', 'relatedUser/userName'),
    token('threatName'),
    token('id'),
    token('alertCreationTime'),
    token('evidence'),
  ],
  kept: [
    token('status'),
    token('incidentId'),
    token('description'),
    token('detectorId'),
    token('threatFamilyName'),
    token('mitreTechniques'),
    token('machineId'),
    token('rbacGroupName'),
    token('firstEventTime'),
    token('lastEventTime'),
    token('lastUpdateTime'),
  ],
  events: [
    ['name', 'title'],
    ['deviceSeverity', 'severity'],
    ['deviceEventCategory', 'category'],
    ['sourceServiceName', 'detectionSource'],
    ['sourceHostName', hostLabel('computerDnsName')],
    ['fileName', ofFile('fileName')],
    ['filePath', unescapeBackslashes(ofFile('filePath'))],
    ['sourceNtDomain', 'userDomain'],
    ['sourceUserName', 'userName'],
    ['fileHash', ofFile('sha1')],
    ['deviceCustomString6', ofFile('sha256')],
    ['deviceCustomString6Label', stringConstant('Sha256')],
    ['deviceCustomString1', 'threatName'],
    ['deviceCustomString1Label', stringConstant('ThreatName')],
    ['sourceAddress', address(firstEvidenceString('ipAddress', '([0-9.]+)'))],
    ['requestUrl', firstEvidenceString('url')],
    ['externalId', 'id'],
    ['deviceReceiptTime', utcTime('alertCreationTime')],
    ['sourceDnsDomain', hostDomain('computerDnsName')],
  ],
  severities: [
    ['high', ['High']],
    ['medium', ['Medium', 'UnSpecified']],
    ['low', ['Low', 'Informational']],
  ],
  lost: [
    'Not in this API: Md5, LinkToWDATP, Actor, LogOnUsers, RemediationIsSuccess, WasExecutingWhileDetected.',
    'Of the evidence: the first file or process, the first IPv4 address, the first URL.',
  ],
};
