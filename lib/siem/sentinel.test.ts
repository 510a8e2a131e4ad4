import { expect, test } from 'vitest';
import { sentinel } from './sentinel';
import { evaluateAccess } from './siem-access';
import { sampleConnector, sampleSecrets } from './testing/sample-connector';

test('Sentinel asks for nothing of a connector', () => {
  expect(evaluateAccess(sentinel.access, 'defender-alerts')).toEqual({ kind: 'no-credential' });
  expect(sentinel.fields(sampleConnector(), sampleSecrets)).toEqual([]);
});
