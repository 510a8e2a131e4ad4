import { evidenceString, firstEvidenceString, member } from './arcsight-evidence';
import { token, type ArcsightFieldMap } from './arcsight-field-map';
import { address, stringConstant, unescapeBackslashes, utcTime } from './arcsight-operation';

/** The first file of the evidence, be it evidence itself or the image of a process. */
const file = '\\x22(?:fileDetails|imageFile)\\x22 *: *[{]';
/** The account of the first user that is evidence itself; the account a process ran as is no such user. */
const user = `[.]userEvidence\\x22[^{}]*${member('userAccount')}[{]`;
/** The device marked as the alert's own, by the word of live alerts or of Microsoft's sample; the first where none is. */
const mainRole = '\\x22(?:PrimaryDevice|Main device)\\x22';
const device = `[.]deviceEvidence\\x22(?:(?=[^{}]*${mainRole})|(?!.*${mainRole}))`;

const ofFile = (name: string) => evidenceString({ within: file, name });
const ofUser = (name: string) => evidenceString({ within: user, name });

/**
 * Alerts of Microsoft Graph's security/alerts_v2.
 * Event fields are those of Microsoft's retired mapping; members follow Microsoft's table of the migration from the
 * SIEM API to alerts_v2.
 *
 * @see https://learn.microsoft.com/defender-endpoint/configure-siem
 * @see https://learn.microsoft.com/graph/api/resources/security-alert
 */
export const graphAlertsMap: ArcsightFieldMap = {
  root: '/value',
  oneEach: 'alert',
  mapped: [
    token('title'),
    token('severity'),
    token('category'),
    token('detectionSource'),
    token('threatDisplayName'),
    token('id'),
    token('alertWebUrl'),
    token('createdDateTime'),
    token('actorDisplayName'),
    token('evidence'),
  ],
  kept: [
    token('status'),
    token('incidentId'),
    token('incidentWebUrl'),
    token('serviceSource'),
    token('description'),
    token('detectorId'),
    token('threatFamilyName'),
    token('mitreTechniques'),
    token('firstActivityDateTime'),
    token('lastActivityDateTime'),
    token('lastUpdateDateTime'),
  ],
  events: [
    ['name', 'title'],
    ['deviceSeverity', 'severity'],
    ['deviceEventCategory', 'category'],
    ['sourceServiceName', 'detectionSource'],
    ['sourceHostName', evidenceString({ within: device, name: 'deviceDnsName', value: '([^.\\x22]+)[^\\x22]*' })],
    ['fileName', ofFile('fileName')],
    ['filePath', unescapeBackslashes(ofFile('filePath'))],
    ['sourceNtDomain', ofUser('domainName')],
    ['sourceUserName', ofUser('accountName')],
    ['fileHash', ofFile('sha1')],
    ['deviceCustomString6', ofFile('sha256')],
    ['deviceCustomString6Label', stringConstant('Sha256')],
    ['deviceCustomString1', 'threatDisplayName'],
    ['deviceCustomString1Label', stringConstant('ThreatName')],
    ['sourceAddress', address(firstEvidenceString('ipAddress', '([0-9.]+)'))],
    ['requestUrl', firstEvidenceString('url')],
    ['externalId', 'id'],
    ['flexString1', 'alertWebUrl'],
    ['flexString1Label', stringConstant('LinkToWDATP')],
    ['deviceReceiptTime', utcTime('createdDateTime')],
    ['sourceDnsDomain', evidenceString({ within: device, name: 'deviceDnsName', value: '[^.\\x22]+[.]([^\\x22]+)' })],
    ['deviceCustomString4', 'actorDisplayName'],
    ['deviceCustomString4Label', stringConstant('Actor')],
  ],
  severities: [
    ['high', ['high']],
    ['medium', ['medium', 'unknown', 'unknownFutureValue']],
    ['low', ['low', 'informational']],
  ],
  lost: [
    'Not in this API, or not as one value: Md5, LogOnUsers, RemediationIsSuccess, WasExecutingWhileDetected.',
    'Of the evidence: the main device, else the first, and the first file, user, IPv4 address and URL.',
  ],
};
