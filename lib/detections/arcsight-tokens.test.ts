import { getProperties } from 'properties-file';
import { describe, expect, it } from 'vitest';
import { arcsightParser } from '@/lib/siem/arcsight/arcsight-parser';
import { parseAnswer, usesToken } from '@/lib/siem/testing/flexconnector';
import { sampleConnector, savedAt } from '@/lib/siem/testing/sample-connector';
import { defenderToken, detectionClient, rowsOf } from './testing/detection-client';
import { matchingDefenderAlert } from './testing/sample-detection';

/** Microsoft's table of the retired API: key of a row, and the ArcSight field that it fills, if any. */
const table: readonly (readonly [key: string, field: string | null])[] = [
  ['AlertTitle', 'name'],
  ['Severity', 'deviceSeverity'],
  ['Category', 'deviceEventCategory'],
  ['Source', 'sourceServiceName'],
  ['MachineName', 'sourceHostName'],
  ['FileName', 'fileName'],
  ['FilePath', 'filePath'],
  ['UserDomain', 'sourceNtDomain'],
  ['UserName', 'sourceUserName'],
  ['Sha1', 'fileHash'],
  ['Sha256', 'deviceCustomString6'],
  ['Md5', 'deviceCustomString5'],
  ['ThreatName', 'deviceCustomString1'],
  ['IpAddress', 'sourceAddress'],
  ['Url', 'requestUrl'],
  ['RemediationIsSuccess', 'deviceCustomNumber2'],
  ['WasExecutingWhileDetected', 'deviceCustomNumber1'],
  ['AlertId', 'externalId'],
  ['LinkToWDATP', 'flexString1'],
  ['AlertTime', 'deviceReceiptTime'],
  ['MachineDomain', 'sourceDnsDomain'],
  ['Actor', 'deviceCustomString4'],
  ['ComputerDnsName', null],
  ['LogOnUsers', 'sourceUserId'],
  ['InternalIPv4List', null],
  ['InternalIPv6List', null],
  ['LinkToMTP', null],
  ['IncidentLinkToMTP', null],
  ['IncidentLinkToWDATP', null],
  ['LastProcessedTimeUtc', null],
];

const parser = getProperties(arcsightParser(sampleConnector('detections'), savedAt));

describe('the ArcSight parser for the Detections API', () => {
  it('fills each event field from the row of the table that is meant for it', () => {
    for (const [key, field] of table) {
      expect(Object.values(parser), key).toContain(key);
      if (field) expect(usesToken(parser[`event.${field}`] ?? '', key), key).toBe(true);
    }
  });

  it('finds every token of its table in every row', async () => {
    const value = [matchingDefenderAlert, { id: 'bare' }];
    const client = detectionClient(defenderToken, () => Response.json({ value }));
    const rows = await rowsOf(await client.get('?sinceTimeUtc=2020-01-01'));
    for (const row of rows) for (const [key] of table) expect(row, key).toHaveProperty(key);
    const [event, bare] = parseAnswer(parser, rows);
    expect(event?.fields).toMatchObject({
      name: 'Suspicious File Activity',
      deviceSeverity: 'High',
      sourceServiceName: 'EDR',
      sourceHostName: 'mymachine1',
      sourceDnsDomain: 'domain.com',
      fileName: 'cmdParent.exe',
      filePath: 'C:\\WINDOWS\\SysWOW64\\boo3\\qwerty',
      fileHash: 'aabbccddee1122334455aabbccddee1122334455',
      externalId: 'da637370718981685665_16349121',
      flexString1: 'https://security.microsoft.com/alert/da637370718981685665_16349121',
      deviceReceiptTime: new Date('2020-09-30T14:09:20Z'),
      deviceCustomNumber1: null,
      sourceAddress: null,
    });
    expect(event?.additionalData).toMatchObject({ LastProcessedTimeUtc: '2020-09-30T14:11:44.0779765Z' });
    expect(bare?.fields).toMatchObject({ externalId: 'bare', name: '', deviceReceiptTime: null });
  });
});
