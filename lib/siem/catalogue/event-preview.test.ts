import { getProperties } from 'properties-file';
import { describe, expect, test } from 'vitest';
import { arcsightParser } from '../arcsight/arcsight-parser';
import type { AlertApi } from '../connector-details';
import type { EventField } from '../event-field';
import { parseAnswer } from '../testing/flexconnector';
import { defenderAnswer, graphAnswer } from '../testing/sample-alerts';
import { sampleConnector, savedAt } from '../testing/sample-connector';
import { previewEvent } from './event-preview';
import { siemTypes } from './siem-catalogue';

const answers = { 'defender-alerts': defenderAnswer, 'graph-alerts': graphAnswer } as const;
const apis: readonly AlertApi[] = ['defender-alerts', 'graph-alerts'];
const byName = (fields: readonly EventField[]) => Object.fromEntries(fields.map(({ name, value }) => [name, value]));

describe('previewEvent', () => {
  test.each(apis)('shows for ArcSight exactly what its parser file makes of an alert of %s', (api) => {
    const parser = getProperties(arcsightParser(sampleConnector(api), savedAt));
    const events = parseAnswer(parser, answers[api]);
    answers[api].value.forEach((alert, index) => {
      const preview = previewEvent('arcsight', api, alert);
      if (preview.kind !== 'arcsight') throw new Error(preview.kind);
      const shown = byName(preview.fields);
      for (const [field, value] of Object.entries(events[index]?.fields ?? {})) {
        const expected = value instanceof Date ? value.toISOString() : value;
        const label = field.endsWith('Label') && shown[field.replace(/Label$/, '')] === undefined;
        expect(shown[field] ?? null, field).toBe(label ? null : expected);
      }
      const kept = Object.entries(events[index]?.additionalData ?? {}).filter(([, value]) => value !== null);
      expect(byName(preview.additional)).toEqual(Object.fromEntries(kept));
    });
  });

  test('gives up on evidence that is too long for regular expressions', () => {
    const alert = { title: 'Long', evidence: [{ entityType: 'File', fileName: 'x'.repeat(70_000) }] };
    const preview = previewEvent('arcsight', 'defender-alerts', alert);
    expect(preview.kind === 'arcsight' && byName(preview.fields)).toMatchObject({ name: 'Long' });
    expect(preview.kind === 'arcsight' && byName(preview.fields)).not.toHaveProperty('fileName');
  });

  test('names ECS fields as the pipelines of Elastic’s packages do', () => {
    const graph = previewEvent('elastic-defender-xdr', 'graph-alerts', graphAnswer.value[0]);
    expect(graph.kind === 'elastic' && byName(graph.fields)).toMatchObject({
      'event.id': 'da637551227677560813_-961444813',
      'event.severity': '21',
      'event.provider': 'microsoftDefenderForEndpoint',
      'threat.tactic.name': 'DefenseEvasion',
    });
    const endpoint = previewEvent('elastic-defender-endpoint', 'defender-alerts', defenderAnswer.value[0]);
    expect(endpoint.kind === 'elastic' && byName(endpoint.fields)).toMatchObject({
      'event.severity': '2',
      'host.hostname': 'temp123.middleeast.corp.microsoft.com',
      'user.name': 'temp123',
      'microsoft.defender_endpoint.incidentId': '1126093',
    });
  });

  test.each(apis)('names fields of an alert of %s as the add-on for Splunk does', (api) => {
    const preview = previewEvent('splunk', api, answers[api].value[0]);
    expect(preview.kind === 'splunk' && byName(preview.fields)).toMatchObject({ severity: 'low', app: 'ms:defender' });
  });

  test.each(apis)('breaks on no alert of %s, whatever its shape and the SIEM', (api) => {
    for (const siemType of siemTypes) {
      for (const alert of [null, 7, 'text', [], {}, { evidence: { a: 1 }, severity: {}, relatedUser: [] }]) {
        expect(() => previewEvent(siemType, api, alert)).not.toThrow();
      }
    }
  });

  test('leaves the JSON to those whose field names nobody publishes', () => {
    expect(previewEvent('qradar', 'graph-alerts', graphAnswer.value[0])).toEqual({ kind: 'raw' });
  });
});
