import { expect, test } from 'vitest';
import { siemDownload } from '../siem-download';
import { sampleConnector, sampleSecrets, savedAt } from '../testing/sample-connector';
import { qradar } from './qradar';

const secret = { value: sampleSecrets.clientSecret, secret: 'client-secret' };

test('a connector of Microsoft Graph fills the form of the Graph protocol', () => {
  const connector = sampleConnector('graph-alerts');
  expect(qradar.fields(connector, sampleSecrets)).toEqual([
    { label: 'Log Source type', value: 'Microsoft 365 Defender' },
    { label: 'Protocol Configuration', value: 'Microsoft Graph Security API' },
    { label: 'Log Source Identifier', value: 'ArcSight production' },
    { label: 'Tenant ID', value: connector.tenantId },
    { label: 'Client ID', value: connector.clientId },
    { label: 'Client Secret', ...secret },
    { label: 'API', value: 'Alerts V2' },
  ]);
});

test('a connector of the Alerts API fills the form of the REST protocol', () => {
  const connector = sampleConnector('defender-alerts');
  expect(qradar.fields(connector, sampleSecrets)).toEqual([
    { label: 'Log Source type', value: 'Microsoft 365 Defender' },
    { label: 'Protocol Configuration', value: 'Microsoft Defender for Endpoint REST API' },
    { label: 'Log Source Identifier', value: 'ArcSight production' },
    { label: 'Authorization Server URL', value: connector.tokenUrl },
    { label: 'Resource', value: 'https://api.securitycenter.microsoft.com' },
    { label: 'Client ID', value: connector.clientId },
    { label: 'Client Secret', ...secret },
  ]);
});

test('QRadar loads no file, so the details file is what is saved', () => {
  expect(qradar.filesAre).toBe('kept');
  expect(siemDownload(qradar, { details: sampleConnector(), secrets: sampleSecrets, savedAt }).fileName).toBe(
    'siem-connector-ArcSight-production.json',
  );
});
