import { unzipSync, strFromU8 } from 'fflate';
import { getProperties } from 'properties-file';
import { describe, expect, test } from 'vitest';
import { siemDownload } from '../siem-download';
import { noSecrets, sampleConnector, sampleSecrets, savedAt } from '../testing/sample-connector';
import { arcsight } from './arcsight';

const install = 'C:\\Program Files\\ArcSightFlexConnectors\\current\\user\\agent\\flexagent\\';

describe('the ArcSight form', () => {
  test('has the parameters of ArcSight FlexConnector REST by their names', () => {
    expect(arcsight.fields(sampleConnector(), sampleSecrets)).toEqual([
      { label: 'Configuration File', value: 'WDATP-connector' },
      {
        label: 'Events URL',
        value:
          'https://eu.api.security.microsoft.com/api/alerts?%24filter=lastUpdateTime%20gt%20$START_AT_TIME&%24expand=evidence',
      },
      { label: 'Authentication Type', value: 'OAuth 2' },
      { label: 'OAuth 2 Client Properties file', value: `${install}WDATP-connector.properties` },
      { label: 'Refresh Token', value: '0.EXAMPLE-not-a-real-token', secret: 'refresh-token' },
    ]);
  });

  test('asks Microsoft Graph by the name that Graph has for the last update', () => {
    const [, eventsUrl] = arcsight.fields(sampleConnector('graph-alerts'), noSecrets);
    expect(eventsUrl?.value).toBe(
      'https://graph.microsoft.com/v1.0/security/alerts_v2?%24filter=lastUpdateDateTime%20gt%20$START_AT_TIME',
    );
  });

  test('asks this portal as the retired guide asked, and changes nothing else', () => {
    const form = arcsight.fields(sampleConnector('detections'), sampleSecrets);
    expect(form[1]?.value).toBe('https://siem.contoso.example/api/alerts/?sinceTimeUtc=$START_AT_TIME');
    const others = arcsight.fields(sampleConnector('graph-alerts'), sampleSecrets);
    expect(form.toSpliced(1, 1)).toEqual(others.toSpliced(1, 1));
  });

  test('asks with a URL that the API reads as a filter once the time is in', () => {
    const [, eventsUrl] = arcsight.fields(sampleConnector(), noSecrets);
    const url = new URL(eventsUrl?.value.replace('$START_AT_TIME', '2026-11-24T14:00:00Z') ?? '');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      $filter: 'lastUpdateTime gt 2026-11-24T14:00:00Z',
      $expand: 'evidence',
    });
  });

  test('leaves the refresh token empty when there is none at hand', () => {
    expect(arcsight.fields(sampleConnector(), noSecrets).at(-1)).toEqual({
      label: 'Refresh Token',
      value: '',
      secret: 'refresh-token',
    });
  });
});

describe('the ArcSight files', () => {
  test('are the client properties, with v2.0 endpoints and scopes, and the parser', () => {
    const [client, parser] = arcsight.files(sampleConnector(), sampleSecrets, savedAt);
    expect(getProperties(client.text)).toEqual({
      client_id: '3f1c9a52-7b0e-4d1c-9e64-0a5d2f8b6c31',
      client_secret: 'EXAMPLE~not-a-real-secret~0123456789abcd',
      auth_url: 'https://login.microsoftonline.com/a839b112-1253-6432-9bf6-94542403f21c/oauth2/v2.0/authorize',
      token_url: 'https://login.microsoftonline.com/a839b112-1253-6432-9bf6-94542403f21c/oauth2/v2.0/token',
      redirect_uri: 'https://localhost:44300/wdatpconnector',
      scope: 'https://api.securitycenter.microsoft.com/Alert.Read offline_access',
    });
    expect(getProperties(parser?.text ?? '')['trigger.node.location']).toBe('/value');
    expect([client.folder, parser?.folder]).toEqual([install, install]);
  });

  test('of the Detections API keep Microsoft’s scope, and read rows from the root', () => {
    const [client, parser] = arcsight.files(sampleConnector('detections'), sampleSecrets, savedAt);
    expect(getProperties(client.text)['scope']).toBe(
      'https://graph.microsoft.com/SecurityAlert.Read.All offline_access',
    );
    expect(getProperties(parser?.text ?? '')['trigger.node.location']).toBe('/');
    expect(parser?.text.split('\n')[1]).toBe('# For the Detections API (compatible) of SIEM Connect.');
  });

  test('say which connector they are of and when they were saved', () => {
    for (const file of arcsight.files(sampleConnector(), noSecrets, savedAt)) {
      expect(file.text.split('\n')[0]).toBe('# ArcSight production. Saved 2026-11-24 14:01:05 UTC.');
    }
  });

  test('keep the secret out of the parser', () => {
    const [, parser] = arcsight.files(sampleConnector(), sampleSecrets, savedAt);
    expect(parser?.text).not.toContain(sampleSecrets.clientSecret);
  });

  test('are saved as one zip with Windows line ends', () => {
    const { fileName, mediaType, bytes } = siemDownload(arcsight, {
      details: sampleConnector(),
      secrets: sampleSecrets,
      savedAt,
    });
    expect([fileName, mediaType]).toEqual(['WDATP-connector-ArcSight-production.zip', 'application/zip']);

    const entries = unzipSync(bytes);
    expect(Object.keys(entries)).toEqual(['WDATP-connector.properties', 'WDATP-connector.jsonparser.properties']);
    for (const file of arcsight.files(sampleConnector(), sampleSecrets, savedAt)) {
      const saved = strFromU8(entries[file.name] ?? new Uint8Array());
      expect(saved).toBe(file.text.replaceAll('\n', '\r\n'));
      expect(getProperties(saved)).toEqual(getProperties(file.text));
    }
  });
});
