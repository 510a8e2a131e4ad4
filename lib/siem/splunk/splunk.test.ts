import fc from 'fast-check';
import { parse as parseIni } from 'ini';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { hostileConnector, hostileText, tryHostile } from '../testing/hostile-values';
import { noSecrets, sampleConnector, sampleSecrets, savedAt } from '../testing/sample-connector';
import { splunk } from './splunk';
import { splunkLocation } from './splunk-inputs';

const parse = (text: string): unknown => parseIni(text);
const inputs = (details = sampleConnector()) => splunk.files(details, sampleSecrets, savedAt)[0].text;
const stanza = (name: string) => `microsoft_defender_endpoint_atp_alerts://${name}`;

describe('inputs.conf', () => {
  test('has one stanza of the add-on, and no secret', () => {
    expect(parse(inputs())).toEqual({
      [stanza('siem_connect_3f1c9a52')]: {
        azure_app_account: 'siem_connect_3f1c9a52',
        tenant_id: 'a839b112-1253-6432-9bf6-94542403f21c',
        location: 'api-eu.securitycenter.microsoft.com',
        interval: '300',
        index: 'default',
        disabled: '0',
      },
    });
    expect(inputs()).not.toContain(sampleSecrets.clientSecret);
  });

  test('is read back exactly for every id of Entra ID and every name of a connector', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), hostileText, (clientId, tenantId, name) => {
        const account = `siem_connect_${clientId.slice(0, 8)}`;
        expect(parse(inputs({ ...sampleConnector('graph-alerts'), clientId, tenantId, name }))).toEqual({
          [stanza(account)]: {
            azure_app_account: account,
            tenant_id: tenantId,
            location: 'commercial-graph-api',
            interval: '300',
            index: 'default',
            disabled: '0',
          },
        });
      }),
    );
  });

  test('gains no stanza and no setting from hostile values', () => {
    const keys = ['azure_app_account', 'tenant_id', 'location', 'interval', 'index', 'disabled'];
    tryHostile('Splunk', hostileConnector('defender-alerts'), ({ details }) => {
      const sections = z.record(z.string(), z.record(z.string(), z.unknown())).parse(parse(inputs(details)));
      expect(Object.values(sections).map(Object.keys)).toEqual([keys]);
      return {};
    });
  });
});

describe('with incidents', () => {
  const incidents = 'microsoft_365_defender_endpoint_incidents://siem_connect_3f1c9a52';

  test.each([
    ['defender-alerts', 'https://api.security.microsoft.com/api/alerts', 'commercial'],
    ['defender-alerts', 'https://api-gcc.securitycenter.microsoft.us/api/alerts', 'gcc'],
    ['graph-alerts', 'https://graph.microsoft.com/v1.0/security/alerts_v2', 'commercial-graph-api'],
  ] as const)('by %s at %s the environment is %s', (api, apiUrl, environment) => {
    const details = { ...sampleConnector(api), apiUrl, incidents: true };
    expect(parse(inputs(details))).toMatchObject({
      [stanza('siem_connect_3f1c9a52')]: { interval: '300' },
      [incidents]: { azure_app_account: 'siem_connect_3f1c9a52', environment, index: 'default', disabled: '0' },
    });
    expect(splunk.fields(details, noSecrets)).toContainEqual({ label: 'environment', value: environment });
  });

  test('there is no second input without them', () => {
    expect(parse(inputs({ ...sampleConnector(), incidents: false }))).not.toHaveProperty([incidents]);
  });
});

describe('the location', () => {
  test.each([
    ['https://api.security.microsoft.com/api/alerts', 'api.securitycenter.microsoft.com'],
    ['https://au.api.security.microsoft.com/api/alerts', 'api.securitycenter.microsoft.com'],
    ['https://uk.api.security.microsoft.com/api/alerts', 'api-uk.securitycenter.microsoft.com'],
    ['https://api-gov.securitycenter.microsoft.us/api/alerts', 'api-gov.securitycenter.microsoft.us'],
  ])('of %s is %s', (apiUrl, location) => {
    expect(splunkLocation({ ...sampleConnector(), apiUrl })).toBe(location);
  });

  test('is missing for a cloud that the add-on lacks, and so is the setting', () => {
    const connector = {
      ...sampleConnector('graph-alerts'),
      apiUrl: 'https://dod-graph.microsoft.us/v1.0/security/alerts_v2',
    };
    expect(splunkLocation(connector)).toBeNull();
    expect(splunk.fields(connector, noSecrets).map(({ label }) => label)).not.toContain('location');
    expect(inputs(connector)).not.toMatch(/^location/m);
  });
});
