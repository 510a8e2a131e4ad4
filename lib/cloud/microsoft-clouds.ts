import type { Cloud, CloudId } from './cloud';
import type { Region } from './region';

/**
 * The hosts behind the load balancer, and the geographic ones.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/exposed-apis-list
 */
const worldwideRegions: readonly Region[] = [
  { id: 'global', defenderApiUrl: 'https://api.security.microsoft.com' },
  { id: 'eu', defenderApiUrl: 'https://eu.api.security.microsoft.com' },
  { id: 'us', defenderApiUrl: 'https://us.api.security.microsoft.com' },
  { id: 'uk', defenderApiUrl: 'https://uk.api.security.microsoft.com' },
  { id: 'au', defenderApiUrl: 'https://au.api.security.microsoft.com' },
  { id: 'swa', defenderApiUrl: 'https://swa.api.security.microsoft.com' },
  { id: 'ina', defenderApiUrl: 'https://ina.api.security.microsoft.com' },
  { id: 'aea', defenderApiUrl: 'https://aea.api.security.microsoft.com' },
];

const commercial = {
  authorityHost: 'https://login.microsoftonline.com',
  graphUrl: 'https://graph.microsoft.com',
  graphResource: 'https://graph.microsoft.com',
  graphAlerts: true,
  defenderPortal: 'https://security.microsoft.com',
  signInErrors: 'https://login.microsoftonline.com/error',
} as const;

const government = {
  authorityHost: 'https://login.microsoftonline.us',
  graphAlerts: true,
  signInErrors: 'https://login.microsoftonline.us/error',
} as const;

/** The government's page names one address for each cloud, to be used in place of every public one. */
const gccDefender = 'https://api-gcc.securitycenter.microsoft.us';
const governmentDefender = 'https://api-gov.securitycenter.microsoft.us';
const governmentRegion: Region = { id: 'gcc-high-dod', defenderApiUrl: governmentDefender };

/**
 * Microsoft's clouds.
 *
 * @see https://learn.microsoft.com/graph/deployments for the hosts of Entra ID and Microsoft Graph
 * @see https://learn.microsoft.com/graph/api/security-list-alerts_v2 for where alerts_v2 exists: not in China
 * @see https://learn.microsoft.com/defender-endpoint/gov#api for Defender for Endpoint of the US Government
 * @see https://learn.microsoft.com/defender-xdr/usgov for the Defender portals of the US Government
 * @see https://docs.azure.cn/entra/identity-platform/reference-error-codes for China's page of sign-in errors; the US
 * Government's is the error_uri that Entra ID itself answers with
 */
const microsoftClouds: Readonly<Record<CloudId, Cloud>> = {
  worldwide: {
    id: 'worldwide',
    ...commercial,
    defenderResource: 'https://api.securitycenter.microsoft.com',
    regions: worldwideRegions,
  },
  gcc: {
    id: 'gcc',
    ...commercial,
    defenderResource: gccDefender,
    regions: [{ id: 'gcc', defenderApiUrl: gccDefender }],
  },
  'gcc-high': {
    id: 'gcc-high',
    ...government,
    graphUrl: 'https://graph.microsoft.us',
    graphResource: 'https://graph.microsoft.us',
    defenderPortal: 'https://security.microsoft.us',
    defenderResource: governmentDefender,
    regions: [governmentRegion],
  },
  dod: {
    id: 'dod',
    ...government,
    graphUrl: 'https://dod-graph.microsoft.us',
    graphResource: 'https://dod-graph.microsoft.us',
    defenderPortal: 'https://security.apps.mil',
    defenderResource: governmentDefender,
    regions: [governmentRegion],
  },
  china: {
    id: 'china',
    authorityHost: 'https://login.chinacloudapi.cn',
    graphUrl: 'https://microsoftgraph.chinacloudapi.cn',
    graphResource: 'https://microsoftgraph.chinacloudapi.cn',
    graphAlerts: false,
    defenderResource: null,
    defenderPortal: null,
    signInErrors: 'https://login.partner.microsoftonline.cn/error',
    regions: [],
  },
};

/** Replacements for Microsoft's hosts, for a proxy on the way out or a stand-in tenant. */
export type CloudHosts = {
  readonly authorityHost?: string | undefined;
  readonly graphUrl?: string | undefined;
  readonly defenderApiUrl?: string | undefined;
};

/** One of Microsoft's clouds with the given hosts in place of its own. One Defender host serves every region. */
export function cloudWith({ authorityHost, graphUrl, defenderApiUrl }: CloudHosts, id: CloudId = 'worldwide'): Cloud {
  const cloud = microsoftClouds[id];
  return {
    ...cloud,
    authorityHost: authorityHost ?? cloud.authorityHost,
    graphUrl: graphUrl ?? cloud.graphUrl,
    regions: defenderApiUrl ? cloud.regions.map((region) => ({ ...region, defenderApiUrl })) : cloud.regions,
  };
}
