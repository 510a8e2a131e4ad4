import { expect, test } from 'vitest';
import {
  evaluateAccess,
  evaluateDetails,
  readableApis,
  readsDefenderAlerts,
  readsGraphAlerts,
  type SiemAccess,
} from './siem-access';

const both: SiemAccess = {
  credential: 'connector',
  reads: { 'defender-alerts': readsDefenderAlerts, 'graph-alerts': readsGraphAlerts },
};
const graphOnly: SiemAccess = { credential: 'connector', reads: { 'graph-alerts': readsGraphAlerts } };

test('a SIEM that reads another API than the connector’s is told which', () => {
  expect(evaluateAccess(graphOnly, 'defender-alerts')).toEqual({
    kind: 'other-api',
    apis: ['graph-alerts'],
    readings: [readsGraphAlerts],
  });
});

test('a SIEM that signs in by itself needs no connector', () => {
  expect(evaluateAccess({ credential: 'none' }, 'graph-alerts')).toEqual({ kind: 'no-credential' });
  expect(readableApis({ credential: 'none' })).toEqual([]);
});

test('a SIEM that reads the connector’s API gets the least permission for it', () => {
  expect(evaluateAccess(both, 'defender-alerts')).toEqual({
    kind: 'reads',
    reading: { needs: [{ resource: 'WindowsDefenderATP', appRole: 'Alert.Read.All' }], vendorAsks: [] },
  });
  expect(evaluateAccess(both, 'graph-alerts')).toEqual({
    kind: 'reads',
    reading: { needs: [{ resource: 'Microsoft Graph', appRole: 'SecurityAlert.Read.All' }], vendorAsks: [] },
  });
  expect(readableApis(both)).toEqual(['defender-alerts', 'graph-alerts']);
});

test('a SIEM that knows no detections is told what it reads instead, and its permissions', () => {
  expect(evaluateDetails(graphOnly, { api: 'detections', upstream: 'graph-alerts' })).toEqual({
    kind: 'other-api',
    apis: ['graph-alerts'],
    readings: [readsGraphAlerts],
  });
  expect(evaluateDetails(graphOnly, { api: 'graph-alerts', upstream: 'graph-alerts' }).kind).toBe('reads');
});

test('a SIEM that reads detections needs what their source takes', () => {
  const access: SiemAccess = { ...both, readsDetections: true };
  expect(evaluateDetails(access, { api: 'detections', upstream: 'graph-alerts' })).toEqual({
    kind: 'reads',
    reading: readsGraphAlerts,
  });
  expect(evaluateDetails({ credential: 'none' }, { api: 'detections', upstream: 'graph-alerts' }).kind).toBe(
    'no-credential',
  );
});
