import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getProperties } from 'properties-file';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseAnswer, usesToken } from '../testing/flexconnector';
import { sampleConnector, savedAt } from '../testing/sample-connector';
import { sampleDetections } from '../testing/sample-detections';
import { arcsightParser } from './arcsight-parser';

const parser = getProperties(arcsightParser(sampleConnector('detections'), savedAt));

describe('a detection of the retired SIEM API', () => {
  const events = parseAnswer(parser, sampleDetections);

  test('becomes one event with every field of the retired mapping', () => {
    expect(events).toHaveLength(2);
    expect(events[0]?.fields).toEqual({
      deviceVendor: 'Microsoft',
      deviceProduct: 'Microsoft Defender ATP',
      deviceVersion: '2.0',
      name: 'Suspicious File Activity',
      deviceSeverity: 'High',
      deviceEventCategory: 'Malware',
      sourceServiceName: 'EDR',
      sourceHostName: 'mymachine1',
      sourceDnsDomain: 'domain.com',
      fileName: 'cmdParent.exe',
      filePath: 'C:\\WINDOWS\\SysWOW64\\boo3\\qwerty',
      fileHash: 'aabbccddee1122334455aabbccddee1122334455',
      deviceCustomString6: 'aabbccddee1122334455aabbccddee1122334455aabbccddee1122334455aabb',
      deviceCustomString6Label: 'Sha256',
      deviceCustomString5: 'aabbccddee1122334455aabbccddee11',
      deviceCustomString5Label: 'Md5',
      sourceNtDomain: 'DOMAIN',
      sourceUserName: 'user',
      sourceUserId: 'DOMAIN\\user',
      deviceCustomString1: 'Mikatz',
      deviceCustomString1Label: 'ThreatName',
      sourceAddress: '203.0.113.7',
      requestUrl: 'https://example.test/?q=1',
      deviceCustomNumber1: '0',
      deviceCustomNumber1Label: 'WasExecutingWhileDetected',
      deviceCustomNumber2: '1',
      deviceCustomNumber2Label: 'RemediationIsSuccess',
      externalId: 'da637370718981685665_16349121',
      flexString1: 'https://security.microsoft.com/alert/da637370718981685665_16349121',
      flexString1Label: 'LinkToWDATP',
      deviceReceiptTime: new Date('2020-09-30T14:09:20Z'),
      deviceCustomString4: 'UNC0000',
      deviceCustomString4Label: 'Actor',
    });
    expect(events[0]?.severity).toBe('high');
    expect(events[0]?.additionalData).toMatchObject({
      ComputerDnsName: 'mymachine1.domain.com',
      LastProcessedTimeUtc: '2020-09-30T14:11:44.0779765Z',
    });
  });

  test('leaves empty what the row does not know, address and numbers too', () => {
    const { sourceAddress, deviceCustomNumber1, deviceCustomNumber2, fileName } = events[1]?.fields ?? {};
    expect([sourceAddress, deviceCustomNumber1, deviceCustomNumber2, fileName]).toEqual([null, null, null, '']);
  });

  const mapping = path.resolve(import.meta.dirname, '../../../../shared/domain/arcsight-mapping.json');

  test.skipIf(!existsSync(mapping))('is mapped as Microsoft’s own table says, row by row', () => {
    const { rows } = mappingSchema.parse(JSON.parse(readFileSync(mapping, 'utf8')));
    expect(rows).toHaveLength(30);
    for (const { jsonKey, arcsightField } of rows) {
      expect(Object.values(parser), jsonKey).toContain(jsonKey);
      if (arcsightField) expect(usesToken(parser[`event.${arcsightField}`] ?? '', jsonKey), jsonKey).toBe(true);
    }
  });
});

const mappingSchema = z.object({
  rows: z.array(z.object({ jsonKey: z.string(), arcsightField: z.string().nullable() })),
});
