import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { cloudWith } from '@/lib/cloud/microsoft-clouds';
import { defenderAnswer, graphAnswer } from '@/lib/siem/testing/sample-alerts';
import type { AlertApi } from '@/lib/siem/connector-details';
import type { DetectionQuery } from './detection-query';
import { wantedRows } from './detection-rows';
import { oddAlert } from './testing/odd-alert';
import { matchingDefenderAlert, matchingGraphAlert, sampleDetection } from './testing/sample-detection';

const everything: DetectionQuery = { since: '', until: '9', limit: null, machineGroups: [], machineTags: [] };
const rowSchema = z.record(z.string(), z.unknown());

function rows(api: AlertApi, alert: unknown, query: Partial<DetectionQuery> = {}) {
  return wantedRows(
    api,
    { ...everything, ...query },
    cloudWith({}),
  )(alert).map((text) => rowSchema.parse(JSON.parse(text)));
}

/** What no alert of today says, and what a row says instead. */
const unknown: Readonly<Record<string, unknown>> = {
  ReportID: 0,
  ExternalId: '',
  FullId: expect.stringMatching(/^da637370718981685665_16349121:[\w+/]{43}=$/),
  IocUniqueId: expect.stringMatching(/^[\w+/]{43}=$/),
  // The old portal is gone; these two lead to today's, as its redirection did.
  LinkToWDATP: sampleDetection.LinkToMTP,
  IncidentLinkToWDATP: sampleDetection.IncidentLinkToMTP,
};

describe('the documented sample', () => {
  test.each([
    ['defender-alerts', matchingDefenderAlert, { ...unknown, Md5: '' }],
    ['graph-alerts', matchingGraphAlert, unknown],
  ] as const)('is what a matching alert of %s becomes, key for key', (api, alert, differences) => {
    const [row = {}, ...others] = rows(api, alert);
    expect(others).toEqual([]);
    expect(Object.keys(row)).toEqual(Object.keys(sampleDetection));
    expect(row).toEqual({ ...sampleDetection, ...differences });
  });
});

test.each([
  ['gcc', 'https://security.microsoft.com'],
  ['gcc-high', 'https://security.microsoft.us'],
  ['dod', 'https://security.apps.mil'],
] as const)('links of the Alerts API lead to the portal of the cloud %s', (id, portal) => {
  const [text = '{}'] = wantedRows('defender-alerts', everything, cloudWith({}, id))(matchingDefenderAlert);
  const row = rowSchema.parse(JSON.parse(text));
  const links = [row.LinkToWDATP, row.LinkToMTP, row.IncidentLinkToWDATP, row.IncidentLinkToMTP];
  expect(links.map((link) => new URL(String(link)).origin)).toEqual([portal, portal, portal, portal]);
});

describe('an alert with several pieces of evidence', () => {
  it('of the Defender API gives a row for each file, process, address and URL, and for each further user', () => {
    const found = rows('defender-alerts', defenderAnswer.value[0]);
    const columns = ['AlertPart', 'FileName', 'IpAddress', 'UserDomain', 'UserName'];
    expect(found.map((row) => columns.map((column) => row[column]))).toEqual([
      [0, '', 'fe80::1', 'DOMAIN', 'temp123'],
      [1, '', '203.0.113.7', 'DOMAIN', 'temp123'],
      [2, 'rundll32.exe', '', 'DOMAIN', 'temp123'],
      [3, 'suspicious.dll', '', 'DOMAIN', 'temp123'],
      [4, '', '', '', 'name'],
    ]);
    expect(new Set(found.map(({ FullId }) => FullId)).size).toBe(5);
    expect(found[2]).toMatchObject({ CommandLine: 'rundll32.exe {"entityType":"File","fileName":"forged.exe"}' });
  });

  it('of Graph tells of the device, and of a process as the user it ran as', () => {
    const found = rows('graph-alerts', graphAnswer.value[0]);
    expect(found.map(({ FileName, UserName, IpAddress, Url }) => [FileName, UserName, IpAddress, Url])).toEqual([
      ['MsSense.exe', 'SYSTEM', '', ''],
      ['b.exe', 'liz.bean', '', ''],
      ['', 'liz.bean', '203.0.113.7', ''],
      ['', 'liz.bean', '', 'https://example.test/'],
    ]);
    expect(found[0]).toMatchObject({
      Severity: 'Low',
      Source: 'Antivirus',
      LogOnUsers: 'CONTOSO\\jane',
      MachineName: 'yonif-lap3',
      MachineDomain: 'middleeast.corp.microsoft.com',
      ThreatName: 'HackTool:Win32/Mikatz!dha',
    });
  });

  it('of Graph puts each file on its own device', () => {
    const device = { '@odata.type': '#microsoft.graph.security.deviceEvidence', tags: ['vip', 'lab'] };
    const file = { '@odata.type': '#microsoft.graph.security.fileEvidence' };
    const evidence = [
      { ...device, mdeDeviceId: 'a', ipInterfaces: ['10.0.0.1', 'fe80::1', '10.0.0.2'] },
      { ...device, mdeDeviceId: 'b', detailedRoles: ['Main device'], rbacGroupName: 'Servers' },
      { ...file, mdeDeviceId: 'a', remediationStatus: 'remediated', fileDetails: { fileName: 'a.exe' } },
      { ...file, remediationStatus: 'active', fileDetails: { fileName: 'b.exe' } },
      { ...file, mdeDeviceId: 'elsewhere', fileDetails: { fileName: 'c.exe' } },
    ];
    expect(rows('graph-alerts', { evidence })).toMatchObject([
      {
        DeviceID: 'a',
        InternalIPv4List: '10.0.0.1, 10.0.0.2',
        InternalIPv6List: 'fe80::1',
        RemediationIsSuccess: true,
      },
      { DeviceID: 'b', MachineGroup: 'Servers', CloudCreatedMachineTags: 'vip, lab', RemediationIsSuccess: false },
      { DeviceID: 'elsewhere', MachineGroup: '', CloudCreatedMachineTags: '' },
    ]);
    expect(rows('graph-alerts', { evidence }, { machineGroups: ['Servers', 'x'] })).toHaveLength(1);
    expect(rows('graph-alerts', { evidence }, { machineTags: ['vip', 'none'] })).toEqual([]);
    expect(rows('graph-alerts', { evidence }, { machineTags: ['lab'] })).toHaveLength(2);
  });
});

describe('the window of a row', () => {
  const evidence = (evidenceCreationTime: string) => ({
    ...{ entityType: 'File', evidenceCreationTime },
    fileName: `of ${evidenceCreationTime}`,
  });
  const alert = {
    alertCreationTime: '2026-01-01T10:00:00.5Z',
    evidence: [evidence('2026-01-01T09:00:00Z'), evidence('2026-01-01T11:00:00.1234567Z'), evidence('soon')],
  };
  const inWindow = (since: string, until: string) =>
    rows('defender-alerts', alert, { since, until }).map(({ AlertPart }) => AlertPart);

  it('begins with its first moment and ends before its last, to the last digit', () => {
    expect(inWindow('2026-01-01T11:00:00.1234567', '2026-01-01T12:00:00')).toEqual([1]);
    expect(inWindow('2026-01-01T11:00:00.12345671', '2026-01-01T12:00:00')).toEqual([]);
    expect(inWindow('2026-01-01T10:30:00', '2026-01-01T11:00:00.1234567')).toEqual([]);
  });

  it('is that of the evidence, and of the alert for evidence from before or without a time', () => {
    expect(inWindow('2026-01-01T10:00:00', '2026-01-01T10:00:01')).toEqual([0, 2]);
  });
});

describe.each([
  ['defender-alerts', matchingDefenderAlert],
  ['graph-alerts', matchingGraphAlert],
] as const)('an odd alert of %s', (api, example) => {
  it('becomes rows with the 50 keys and their types, or none if it is no alert', () => {
    const keys = Object.keys(sampleDetection);
    fc.assert(
      fc.property(oddAlert(example), (alert) => {
        // As it comes over the wire.
        const arrived: unknown = JSON.parse(JSON.stringify([alert]).slice(1, -1));
        const found = rows(api, arrived);
        const isAlert = typeof arrived === 'object' && arrived !== null && !Array.isArray(arrived);
        expect(found.length > 0).toBe(isAlert);
        for (const row of found) {
          expect(Object.keys(row)).toEqual(keys);
          for (const [key, value] of Object.entries(row)) expect(typeOf(value), key).toBe(typeOf(typed[key]));
        }
      }),
      { numRuns: 300 },
    );
  });
});

const typed: Readonly<Record<string, unknown>> = sampleDetection;

/** The two booleans may be null, which is what they are in the sample. */
function typeOf(value: unknown): string {
  return value === null || typeof value === 'boolean' ? 'boolean or null' : typeof value;
}
