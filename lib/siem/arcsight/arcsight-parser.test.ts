import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getProperties } from 'properties-file';
import { describe, expect, test } from 'vitest';
import type { SiemApi } from '../connector-details';
import { parseAnswer, usesToken } from '../testing/flexconnector';
import { defenderAnswer, graphAnswer } from '../testing/sample-alerts';
import { sampleConnector, savedAt } from '../testing/sample-connector';
import { arcsightParser } from './arcsight-parser';

const apis: readonly SiemApi[] = ['defender-alerts', 'graph-alerts', 'detections'];
const answerOf = (api: SiemApi, alerts: readonly object[]) => (api === 'detections' ? alerts : { value: alerts });
const keptCounts: Readonly<Record<SiemApi, number>> = { 'defender-alerts': 11, 'graph-alerts': 11, detections: 7 };
const keptTokens: Readonly<Record<SiemApi, string>> = {
  'defender-alerts': 'incidentId',
  'graph-alerts': 'incidentId',
  detections: 'LastProcessedTimeUtc',
};
const parserOf = (api: SiemApi) => getProperties(arcsightParser(sampleConnector(api), savedAt));

/** Documentation examples beside the repository, when it stands where it was written. */
const fixtures = path.resolve(import.meta.dirname, '../../../../shared/graph/fixtures');
const fixture = (name: string): unknown => JSON.parse(readFileSync(path.join(fixtures, name), 'utf8'));

/** Every severity of the APIs, from the alert resource pages, from Graph's metadata and from `docs/detections-api.md`. */
const severities = {
  'defender-alerts': ['UnSpecified', 'Informational', 'Low', 'Medium', 'High'],
  'graph-alerts': ['unknown', 'informational', 'low', 'medium', 'high', 'unknownFutureValue'],
  detections: ['UnSpecified', 'Informational', 'Low', 'Medium', 'High'],
} as const;

/** Target fields of Microsoft's retired mapping, less those that today's alerts cannot fill. */
const mappedFields = {
  shared: [
    ...['name', 'deviceSeverity', 'deviceEventCategory', 'sourceServiceName', 'sourceHostName', 'fileName', 'filePath'],
    ...['sourceNtDomain', 'sourceUserName', 'fileHash', 'deviceCustomString6', 'deviceCustomString1', 'sourceAddress'],
    ...['requestUrl', 'externalId', 'deviceReceiptTime', 'sourceDnsDomain', 'deviceVendor', 'deviceProduct'],
    ...['deviceVersion', 'deviceCustomString1Label', 'deviceCustomString6Label'],
  ],
  'defender-alerts': [],
  'graph-alerts': ['flexString1', 'flexString1Label', 'deviceCustomString4', 'deviceCustomString4Label'],
  detections: [
    ...['flexString1', 'flexString1Label', 'deviceCustomString4', 'deviceCustomString4Label', 'deviceCustomString5'],
    ...['deviceCustomString5Label', 'deviceCustomNumber1', 'deviceCustomNumber1Label', 'deviceCustomNumber2'],
    ...['deviceCustomNumber2Label', 'sourceUserId'],
  ],
} as const;

test.each(['PrimaryDevice', 'Main device'])('the host of an event of Graph is the device marked %s', (role) => {
  const device = { '@odata.type': '#microsoft.graph.security.deviceEvidence' };
  const other = { ...device, detailedRoles: [], deviceDnsName: 'dc1.example.internal', loggedOnUsers: [{}] };
  const main = { ...device, detailedRoles: [role], deviceDnsName: 'client7.example.internal' };
  const hosts = (evidence: readonly object[]) =>
    parseAnswer(parserOf('graph-alerts'), { value: [{ id: 'a', evidence }] }).map(
      ({ fields }) => fields.sourceHostName,
    );
  expect(hosts([other, main])).toEqual(['client7']);
  expect(hosts([main, other])).toEqual(['client7']);
  expect(hosts([other, other])).toEqual(['dc1']);
});

describe.each(apis)('the parser for %s', (api) => {
  const parser = parserOf(api);
  const keys = Object.keys(parser);
  const names = Object.entries(parser)
    .filter(([key]) => /^token\[\d+\]\.name$/.test(key))
    .map(([, name]) => name);

  test('numbers its tokens from 0 and counts them', () => {
    const expected = names.flatMap((_, index) => ['name', 'type', 'location'].map((part) => `token[${index}].${part}`));
    expect(keys.filter((key) => key.startsWith('token['))).toEqual(expected);
    expect(parser['token.count']).toBe(String(names.length));
    expect(new Set(names).size).toBe(names.length);
  });

  test('uses each token in an event field or keeps it as additional data', () => {
    const sources = Object.entries(parser)
      .filter(([key]) => key.startsWith('event.'))
      .map(([, source]) => source);
    const unused = names.filter((name) => !sources.some((source) => usesToken(source, name)));
    expect(unused).toHaveLength(keptCounts[api]);
    expect(unused).toContain(keptTokens[api]);
    expect(parser['additionaldata.enabled']).toBe('true');
  });

  test('fills every field of the retired mapping that today’s alerts can fill, and no other', () => {
    const fields = keys.filter((key) => key.startsWith('event.')).map((key) => key.slice('event.'.length));
    expect(fields.toSorted()).toEqual([...mappedFields.shared, ...mappedFields[api]].toSorted());
  });

  test('gives an agent severity for each severity of the API', () => {
    const member = api === 'detections' ? 'Severity' : 'severity';
    const answer = answerOf(
      api,
      severities[api].map((severity) => ({ [member]: severity })),
    );
    for (const event of parseAnswer(parser, answer)) {
      expect(event.severity, JSON.stringify(event.fields['deviceSeverity'])).not.toBeNull();
    }
    const mapped = Object.entries(parser)
      .filter(([key]) => key.startsWith('severity.map.'))
      .flatMap(([, list]) => list.split(','));
    expect(mapped.toSorted()).toEqual([...severities[api]].toSorted());
  });

  test('takes no text out of an alert that has none', () => {
    const [event] = parseAnswer(parser, answerOf(api, [{}]));
    const { deviceVendor, deviceProduct, deviceVersion, ...others } = event?.fields ?? {};
    expect([deviceVendor, deviceProduct, deviceVersion]).toEqual(['Microsoft', 'Microsoft Defender ATP', '2.0']);
    const filled = Object.entries(others).filter(([field, value]) => !field.endsWith('Label') && value !== null);
    expect(filled).toEqual([]);
  });
});

describe('an alert of the Defender for Endpoint Alerts API', () => {
  const events = parseAnswer(parserOf('defender-alerts'), defenderAnswer);

  test('becomes one event with the fields of the retired mapping', () => {
    expect(events).toHaveLength(2);
    expect(events[0]?.fields).toEqual({
      deviceVendor: 'Microsoft',
      deviceProduct: 'Microsoft Defender ATP',
      deviceVersion: '2.0',
      name: 'Low-reputation arbitrary code executed by signed executable',
      deviceSeverity: 'Low',
      deviceEventCategory: 'Execution',
      sourceServiceName: 'WindowsDefenderAtp',
      sourceHostName: 'temp123',
      sourceDnsDomain: 'middleeast.corp.microsoft.com',
      fileName: 'rundll32.exe',
      filePath: 'C:\\Windows\\SysWOW64',
      // The process has no SHA-1: the next file's would be of another file.
      fileHash: null,
      deviceCustomString6: 'a4752c71d81afd3d5865d24ddb11a6b0c615062fcc448d24050c2172d2cbccd6',
      deviceCustomString6Label: 'Sha256',
      sourceNtDomain: 'DOMAIN',
      sourceUserName: 'temp123',
      deviceCustomString1: null,
      deviceCustomString1Label: 'ThreatName',
      sourceAddress: '203.0.113.7',
      requestUrl: 'https://example.test/?q=1',
      externalId: 'da637472900382838869_1364969609',
      deviceReceiptTime: new Date('2021-01-26T20:33:57Z'),
    });
    expect(events[0]?.severity).toBe('low');
    expect(events[0]?.additionalData).toMatchObject({ incidentId: '1126093', mitreTechniques: '["T1064","T1085"]' });
  });

  test('leaves empty what it lacks', () => {
    expect(events[1]?.fields).toMatchObject({ sourceHostName: 'workgroup-pc', sourceDnsDomain: null, fileName: null });
    expect(events[1]?.severity).toBe('medium');
  });

  test.skipIf(!existsSync(fixtures))('is parsed from the documentation’s own example', () => {
    const parser = parserOf('defender-alerts');
    const [event] = parseAnswer(parser, fixture('mde/alerts.list-with-evidence.json'));
    expect(event?.fields).toMatchObject({
      externalId: 'da637472900382838869_1364969609',
      fileName: 'rundll32.exe',
      filePath: 'C:\\Windows\\SysWOW64',
      fileHash: 'ff836cfb1af40252bd2a2ea843032e99a5b262ed',
      sourceAddress: null,
      requestUrl: null,
      deviceReceiptTime: new Date('2021-01-26T20:33:57Z'),
    });
    const [bare] = parseAnswer(parser, fixture('mde/alerts.list.json'));
    expect(bare?.fields).toMatchObject({ sourceHostName: 'temp123', sourceUserName: 'temp123', fileName: null });
    expect(bare?.additionalData['threatFamilyName']).toBe('Meterpreter');
  });
});

describe('an alert of Microsoft Graph', () => {
  const events = parseAnswer(parserOf('graph-alerts'), graphAnswer);

  test('becomes one event with the fields of the retired mapping', () => {
    expect(events).toHaveLength(2);
    expect(events[0]?.fields).toMatchObject({
      name: 'Suspicious execution of hidden file',
      deviceSeverity: 'low',
      sourceServiceName: 'antivirus',
      sourceHostName: 'yonif-lap3',
      sourceDnsDomain: 'middleeast.corp.microsoft.com',
      fileName: 'MsSense.exe',
      filePath: 'C:\\Program Files\\temp',
      fileHash: '5f1e8acedc065031aad553b710838eb366cfee9a',
      deviceCustomString6: null,
      sourceNtDomain: 'CONTOSO',
      sourceUserName: 'liz.bean',
      deviceCustomString1: 'HackTool:Win32/Mikatz!dha',
      deviceCustomString4: 'BORON',
      sourceAddress: '203.0.113.7',
      requestUrl: 'https://example.test/',
      flexString1: 'https://security.microsoft.com/alerts/da637551227677560813_-961444813?tid=b3c1b5fc',
      deviceReceiptTime: new Date('2021-04-27T12:19:27Z'),
    });
    expect(events[0]?.severity).toBe('low');
    expect(events[1]).toMatchObject({ severity: 'medium', fields: { deviceReceiptTime: null } });
  });

  test.skipIf(!existsSync(fixtures))('is parsed from the documentation’s own examples', () => {
    const parser = parserOf('graph-alerts');
    const [endpoint] = parseAnswer(parser, fixture('alerts_v2.list-with-evidence.json'));
    expect(endpoint?.fields).toMatchObject({
      sourceHostName: 'yonif-lap3',
      fileName: 'MsSense.exe',
      fileHash: '5f1e8acedc065031aad553b710838eb366cfee9a',
      sourceUserName: null,
    });
    const [sentinel] = parseAnswer(parser, fixture('alerts_v2.list-sentinel.json'));
    expect(sentinel?.severity).toBe('high');
    expect(sentinel?.additionalData['serviceSource']).toBe('microsoftSentinel');
  });
});

describe('the time of an alert', () => {
  const timeOf = (alertCreationTime: string) =>
    parseAnswer(parserOf('defender-alerts'), { value: [{ alertCreationTime }] })[0]?.fields['deviceReceiptTime'];

  test.each(['', '.1', '.19', '.766', '.7657', '.76579', '.765793', '.7657932'])(
    'is read to the second in UTC with the fraction "%s"',
    (fraction) => {
      expect(timeOf(`2020-07-20T10:53:48${fraction}Z`)).toEqual(new Date('2020-07-20T10:53:48Z'));
    },
  );

  test.each(['2020-07-20T10:53:48+02:00', '2020-07-20T10:53:48', 'yesterday', ''])('is left out for "%s"', (time) => {
    expect(timeOf(time)).toBeNull();
  });
});
