import { expect, test } from 'vitest';
import { sampleConnector } from '../testing/sample-connector';
import { qradar } from './qradar';

const national = { ...sampleConnector(), apiUrl: 'https://api-gov.securitycenter.microsoft.us/api/alerts' };

test('the set-up for Event Hubs has every field of IBM’s table, whichever API the connector reads', () => {
  for (const api of ['defender-alerts', 'graph-alerts'] as const) {
    const setup = qradar.alternativeSetup(sampleConnector(api));
    expect(setup?.name).toBe('Microsoft Azure Event Hubs');
    expect(setup?.fields.map(({ label }) => label)).toEqual([
      'Authentication Method',
      'Use Event Hub Connection String',
      'Event Hub Connection String',
      'Consumer Group',
      'Use Storage Account Connection String',
      'Storage Account Connection String',
      'Namespace',
      'Event Hub Name',
    ]);
  }
});

test('the connection strings are in the formats that IBM gives', () => {
  const fields = qradar.alternativeSetup(sampleConnector())?.fields ?? [];
  expect(fields.filter(({ label }) => /^(?:Event Hub|Storage Account) Connection/.test(label))).toEqual([
    {
      label: 'Event Hub Connection String',
      value:
        'Endpoint=sb://<Namespace Name>.servicebus.windows.net/;SharedAccessKeyName=<SAS Key Name>;SharedAccessKey=<SAS Key>;EntityPath=<Event Hub Name>',
    },
    {
      label: 'Storage Account Connection String',
      value:
        'DefaultEndpointsProtocol=https;AccountName=<Storage Account Name>;AccountKey=<Storage Account Key>;EndpointSuffix=core.windows.net',
    },
  ]);
});

test('it holds nothing of the connector', () => {
  const { tenantId, clientId, name } = sampleConnector();
  const values = JSON.stringify(qradar.alternativeSetup(sampleConnector()));
  for (const own of [tenantId, clientId, name]) expect(values).not.toContain(own);
});

test('it is left out where the event hubs have other hosts', () => {
  expect(qradar.alternativeSetup(national)).toBeNull();
});

test('each protocol has IBM’s page of its own', () => {
  const { vendorPage, furtherPages } = qradar.facts;
  const topics = (furtherPages ?? []).map(({ name, page }) => [name, new URL(page).searchParams.get('topic')]);
  expect(vendorPage).toContain('Microsoft_Graph_Security_protocol');
  expect(topics).toEqual([
    [
      'Microsoft Defender for Endpoint REST API',
      'pco-microsoft-defender-endpoint-siem-rest-api-protocol-configuration-options',
    ],
    ['Microsoft Azure Event Hubs', 'options-microsoft-azure-event-hubs-protocol-configuration'],
  ]);
});
