import { expect, test } from 'vitest';
import { sampleConnector } from './testing/sample-connector';
import { siemApiOf, throughDetections } from './through-detections';

test('only the address changes: credential, scope and resource stay Microsoft’s', () => {
  const details = sampleConnector('defender-alerts');
  expect(throughDetections(details, 'https://siem.example/api/alerts')).toEqual({
    ...details,
    api: 'detections',
    upstream: 'defender-alerts',
    apiUrl: 'https://siem.example/api/alerts',
  });
});

test('a SIEM calls the connector’s own API unless it was told to call this portal', () => {
  expect(siemApiOf({ api: 'graph-alerts', detections: false })).toBe('graph-alerts');
  expect(siemApiOf({ api: 'graph-alerts', detections: true })).toBe('detections');
});
