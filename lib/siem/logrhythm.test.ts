import { expect, test } from 'vitest';
import english from '../../messages/en/siem-guide.json';
import swedish from '../../messages/sv/siem-guide.json';
import { logrhythm } from './logrhythm';
import { noSecrets, sampleConnector, sampleSecrets } from './testing/sample-connector';

const connector = sampleConnector('graph-alerts');

test('the fields are those of the form, in its order', () => {
  expect(logrhythm.fields(connector, sampleSecrets)).toEqual([
    { label: 'Directory (tenant) ID', value: connector.tenantId },
    { label: 'Application (client) ID', value: connector.clientId },
    { label: 'Client secret value', value: sampleSecrets.clientSecret, secret: 'client-secret' },
  ]);
});

test('the secret’s field is empty when the secret is not at hand', () => {
  const [field] = logrhythm.fields(connector, noSecrets).filter(({ secret }) => secret);
  expect(field).toEqual({ label: 'Client secret value', value: '', secret: 'client-secret' });
});

test.each([english, swedish])(
  'the note names the account type that LogRhythm asks for, which the connector has not',
  (siem) => {
    expect(siem.types.logrhythm.note).toContain('<b>Accounts in any organizational directory</b>');
  },
);
