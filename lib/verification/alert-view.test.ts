import { describe, expect, it } from 'vitest';
import { defenderAnswer, graphAnswer } from '@/lib/siem/testing/sample-alerts';
import { sampleDetections } from '@/lib/siem/testing/sample-detections';
import { viewAlerts } from './alert-view';

describe('viewAlerts', () => {
  it('leaves out what is no object, and shows an alert of an unknown shape', () => {
    const shown = viewAlerts('defender-alerts', [null, 'alert', [1], { title: 7, evidence: 'none' }]);
    expect(shown).toEqual([
      {
        ...{ at: null, severity: null, title: null, device: null, category: null, source: null },
        json: '{\n  "title": 7,\n  "evidence": "none"\n}',
      },
    ]);
  });

  it('shortens texts, and takes out what would turn or break a line', () => {
    const [shown] = viewAlerts('graph-alerts', [{ title: `a\u202eb\nc${'d'.repeat(1_000)}`, createdDateTime: 'soon' }]);
    expect(shown?.title).toMatch(/^a b cd{295}…$/);
    expect(shown?.at).toBeNull();
    expect(shown?.json).toContain(String.raw`a\u202eb\nc`);
  });

  it('sends no JSON of an alert that is too long to show', () => {
    expect(viewAlerts('graph-alerts', [{ description: 'x'.repeat(70_000) }])).toMatchObject([{ json: null }]);
  });

  it('reads the six columns of the Alerts API, newest first', () => {
    const [older, bare] = defenderAnswer.value;
    const shown = viewAlerts('defender-alerts', [
      bare,
      { ...older, alertCreationTime: '2026-01-01T00:00:00.1234567Z' },
    ]);
    expect(shown).toMatchObject([
      {
        at: '2026-01-01T00:00:00.123Z',
        severity: 'Low',
        title: 'Low-reputation arbitrary code executed by signed executable',
        device: 'temp123.middleeast.corp.microsoft.com',
        category: 'Execution',
        source: 'WindowsDefenderAtp',
      },
      {
        at: '2021-01-26T20:33:57.000Z',
        severity: 'UnSpecified',
        title: 'Alert with next to nothing',
        device: 'workgroup-pc',
        category: null,
        source: null,
      },
    ]);
  });

  it('finds the device of a Graph alert in its evidence', () => {
    const [shown] = viewAlerts('graph-alerts', graphAnswer.value);
    expect(shown).toMatchObject({
      device: 'yonif-lap3.middleeast.corp.microsoft.com',
      source: 'microsoftDefenderForEndpoint',
    });
    expect(JSON.parse(shown?.json ?? '')).toEqual(graphAnswer.value[0]);
  });

  it('reads the six columns of a detection of the retired API', () => {
    expect(viewAlerts('detections', sampleDetections)).toMatchObject([
      {
        at: '2020-09-30T14:09:20.357Z',
        severity: 'High',
        title: 'Suspicious File Activity',
        device: 'mymachine1.domain.com',
        category: 'Malware',
        source: 'EDR',
      },
      { title: 'Bare', device: null, category: null, source: null },
    ]);
  });
});
