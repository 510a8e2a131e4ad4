import type { ConnectorDetails, Secrets } from '@/lib/siem/connector-details';
import { findSiemFormat } from '@/lib/siem/catalogue/siem-catalogue';
import { compare } from './measure';
import { siemDownload } from '../lib/siem/siem-download';

const CONNECTORS = 1_000;
const authority = 'https://login.microsoftonline.com/a839b112-1253-6432-9bf6-94542403f21c/oauth2/v2.0';
const resource = 'https://api.securitycenter.microsoft.com';
const secrets: Secrets = { clientSecret: 'EXAMPLE~not-a-real-secret~0123456789abcd', refreshToken: null };
const savedAt = new Date('2026-11-24T14:01:05.678Z');

function connector(number: number): ConnectorDetails {
  return {
    name: `ArcSight Malmö ${number}`,
    api: 'defender-alerts',
    upstream: 'defender-alerts',
    tenantId: 'a839b112-1253-6432-9bf6-94542403f21c',
    clientId: crypto.randomUUID(),
    secretId: crypto.randomUUID(),
    secretExpires: '2027-05-23T13:57:00Z',
    authorizationUrl: `${authority}/authorize`,
    tokenUrl: `${authority}/token`,
    apiUrl: 'https://eu.api.security.microsoft.com/api/alerts',
    scope: `${resource}/.default`,
    resource,
    delegatedScope: `${resource}/Alert.Read`,
    redirectUris: ['https://localhost:44300/wdatpconnector'],
  };
}

/** The files of a SIEM, against turning the same details into JSON and nothing else. */
export async function compareSiemFiles(): Promise<void> {
  const connectors = Array.from({ length: CONNECTORS }, (_, number) => connector(number));
  const download = (id: string) => {
    const format = findSiemFormat(id);
    if (!format) throw new Error(`No SIEM is called ${id}.`);
    return () => connectors.map((details) => siemDownload(format, { details, secrets, savedAt }).bytes.length);
  };
  await compare({
    what: `Files for ${CONNECTORS} connectors`,
    baseline: { name: 'JSON.stringify of the details', run: () => connectors.map((each) => JSON.stringify(each)) },
    others: [
      { name: 'Generic API, one JSON file', run: download('generic-api') },
      { name: 'HP ArcSight, zip of two files', run: download('arcsight') },
    ],
    rounds: 9,
  });
}
