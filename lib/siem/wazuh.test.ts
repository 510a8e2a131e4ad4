import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { secretPlaceholder } from './secret-writer';
import { hostileConnector, hostileXmlText, tryHostile } from './testing/hostile-values';
import { noSecrets, sampleConnector, sampleSecrets, savedAt } from './testing/sample-connector';
import { wazuh } from './wazuh';

const connector = sampleConnector('graph-alerts');
const element = (xml: string, name: string) =>
  new DOMParser().parseFromString(xml, 'text/xml').documentElement?.getElementsByTagName(name)[0]?.textContent;

describe('the Wazuh block', () => {
  test('reads alerts and nothing that needs a further permission', () => {
    const [{ text, name, folder }] = wazuh.files(connector, sampleSecrets, savedAt);
    expect([name, folder]).toEqual(['ossec-ms-graph.conf', '/var/ossec/etc/ossec.conf']);
    expect(element(text, 'relationship')).toBe('alerts_v2');
    expect(text.match(/<relationship>/g)).toHaveLength(1);
    expect(element(text, 'secret_value')).toBe('EXAMPLE~not-a-real-secret~0123456789abcd');
  });

  test('reads incidents as well where the connector is for them', () => {
    const [{ text }] = wazuh.files({ ...connector, incidents: true }, sampleSecrets, savedAt);
    const relationships = new DOMParser().parseFromString(text, 'text/xml').getElementsByTagName('relationship');
    expect(Array.from(relationships, ({ textContent }) => textContent)).toEqual(['alerts_v2', 'incidents']);
  });

  test('has the placeholder when there is no secret', () => {
    const [{ text }] = wazuh.files(connector, noSecrets, savedAt);
    expect(element(text, 'secret_value')).toBe(secretPlaceholder);
  });

  test('is read back exactly by an XML parser, whatever the values hold', () => {
    tryHostile('Wazuh', hostileConnector('graph-alerts', hostileXmlText), ({ details, clientSecret }) => {
      const [{ text }] = wazuh.files(details, { ...noSecrets, clientSecret }, savedAt);
      return {
        clientId: element(text, 'client_id'),
        tenantId: element(text, 'tenant_id'),
        clientSecret: element(text, 'secret_value'),
      };
    });
  });
});

test('an id or a secret as Entra ID issues them stands as it is, since Wazuh’s own reader knows no references', () => {
  const clientSecret = 'aZ9~aZ9._-aZ9~aZ9';
  const [{ text }] = wazuh.files(connector, { ...noSecrets, clientSecret }, savedAt);
  expect(text).toContain(`<secret_value>${clientSecret}</secret_value>`);
  expect(text).toContain(`<client_id>${connector.clientId}</client_id>`);
});

test.each([
  ['https://graph.microsoft.com/v1.0/security/alerts_v2', 'global'],
  ['https://graph.microsoft.us/v1.0/security/alerts_v2', 'gcc-high'],
  ['https://dod-graph.microsoft.us/v1.0/security/alerts_v2', 'dod'],
])('an API at %s makes the plan %s', (apiUrl, plan) => {
  expect(wazuh.fields({ ...connector, apiUrl }, noSecrets).at(-1)).toEqual({ label: 'api_type', value: plan });
});
