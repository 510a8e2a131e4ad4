import { describe, expect, it } from 'vitest';
import { cloudWith } from '@/lib/cloud/microsoft-clouds';
import { accessDetails, connectorRedirectUris } from './access-details';
import { sampleConnector, sampleSecret } from './testing/sample-connector';

const source = { cloud: cloudWith({}), redirectUris: connectorRedirectUris('https://siem.example/consent/callback') };

describe('accessDetails', () => {
  it.each([
    ['has no application', { appId: null }],
    ['has no secret', { secrets: [] }],
    ['has a secret that Graph never confirmed', { secrets: [sampleSecret({ keyId: null })] }],
    ['has removed its secret', { secrets: [sampleSecret({ removedAt: new Date(0) })] }],
  ])('are not there while a connector %s', (_, change) => {
    expect(accessDetails(sampleConnector(change), source)).toBeNull();
  });

  it('hold every value that a SIEM of the Defender API is told', () => {
    expect(accessDetails(sampleConnector(), source)).toEqual({
      ...{
        name: 'ArcSight',
        api: 'defender-alerts',
        upstream: 'defender-alerts',
        incidents: false,
        tenantId: 't',
        clientId: 'app',
        secretId: 'key',
      },
      secretExpires: '2027-02-01T00:00:00.000Z',
      authorizationUrl: 'https://login.microsoftonline.com/t/oauth2/v2.0/authorize',
      tokenUrl: 'https://login.microsoftonline.com/t/oauth2/v2.0/token',
      apiUrl: 'https://eu.api.security.microsoft.com/api/alerts',
      scope: 'https://api.securitycenter.microsoft.com/.default',
      resource: 'https://api.securitycenter.microsoft.com',
      delegatedScope: 'https://api.securitycenter.microsoft.com/Alert.Read',
      redirectUris: ['https://siem.example/consent/callback', 'https://localhost:44300/wdatpconnector'],
    });
  });

  it('keep Microsoft’s name of the API when its host is replaced', () => {
    const cloud = cloudWith({ defenderApiUrl: 'https://proxy.example' });
    expect(accessDetails(sampleConnector(), { ...source, cloud })).toMatchObject({
      apiUrl: 'https://proxy.example/api/alerts',
      scope: 'https://api.securitycenter.microsoft.com/.default',
    });
  });

  it('name the newest secret', () => {
    const secrets = [
      sampleSecret({ keyId: 'old' }),
      sampleSecret({ keyId: 'new' }),
      sampleSecret({ purpose: 'exchange' }),
    ];
    expect(accessDetails(sampleConnector({ secrets }), source)?.secretId).toBe('new');
  });
});
