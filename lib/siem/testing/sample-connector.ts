import type { ConnectorDetails, Secrets, SiemApi } from '../connector-details';

const tenantId = 'a839b112-1253-6432-9bf6-94542403f21c';
const authority = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0`;

type OfApi = Pick<ConnectorDetails, 'upstream' | 'apiUrl' | 'scope' | 'resource' | 'delegatedScope'>;

const ofMicrosoft = {
  'defender-alerts': {
    upstream: 'defender-alerts',
    apiUrl: 'https://eu.api.security.microsoft.com/api/alerts',
    scope: 'https://api.securitycenter.microsoft.com/.default',
    resource: 'https://api.securitycenter.microsoft.com',
    delegatedScope: 'https://api.securitycenter.microsoft.com/Alert.Read',
  },
  'graph-alerts': {
    upstream: 'graph-alerts',
    apiUrl: 'https://graph.microsoft.com/v1.0/security/alerts_v2',
    scope: 'https://graph.microsoft.com/.default',
    resource: 'https://graph.microsoft.com',
    delegatedScope: 'https://graph.microsoft.com/SecurityAlert.Read.All',
  },
} as const;

const ofApi: Readonly<Record<SiemApi, OfApi>> = {
  ...ofMicrosoft,
  detections: { ...ofMicrosoft['graph-alerts'], apiUrl: 'https://siem.contoso.example/api/alerts' },
};

/** A connector as the page has it, for tests. */
export function sampleConnector(api: SiemApi = 'defender-alerts'): ConnectorDetails {
  return {
    name: 'ArcSight production',
    api,
    tenantId,
    clientId: '3f1c9a52-7b0e-4d1c-9e64-0a5d2f8b6c31',
    secretId: '5c20b7f4-1a9d-4e57-8f3b-6b0c92d1e7a8',
    secretExpires: '2027-05-23T13:57:00Z',
    authorizationUrl: `${authority}/authorize`,
    tokenUrl: `${authority}/token`,
    ...ofApi[api],
    redirectUris: ['https://localhost:44300/wdatpconnector'],
  };
}

export const sampleSecrets: Secrets = {
  clientSecret: 'EXAMPLE~not-a-real-secret~0123456789abcd',
  refreshToken: '0.EXAMPLE-not-a-real-token',
};

export const noSecrets: Secrets = { clientSecret: null, refreshToken: null };

export const savedAt = new Date('2026-11-24T14:01:05.678Z');
