/** Microsoft's hosts for one cloud. Every member is an origin without a trailing slash, resources excepted. */
export type Cloud = {
  readonly authorityHost: string;
  readonly graphUrl: string;
  readonly regions: readonly Region[];
};

/** Where a tenant's Defender data lives, which decides the host that answers fastest. */
export type Region = {
  readonly id: RegionId;
  /** Origin of the Defender for Endpoint Alerts API. */
  readonly defenderApiUrl: string;
};

export const regionIds = ['global', 'eu', 'us', 'uk', 'au'] as const;
export type RegionId = (typeof regionIds)[number];

/**
 * Hosts of the worldwide cloud.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/exposed-apis-list for the geographic hosts
 */
const worldwide: Cloud = {
  authorityHost: 'https://login.microsoftonline.com',
  graphUrl: 'https://graph.microsoft.com',
  regions: [
    { id: 'global', defenderApiUrl: 'https://api.security.microsoft.com' },
    { id: 'eu', defenderApiUrl: 'https://eu.api.security.microsoft.com' },
    { id: 'us', defenderApiUrl: 'https://us.api.security.microsoft.com' },
    { id: 'uk', defenderApiUrl: 'https://uk.api.security.microsoft.com' },
    { id: 'au', defenderApiUrl: 'https://au.api.security.microsoft.com' },
  ],
};

/** Replacements for Microsoft's hosts, for a proxy on the way out or a stand-in tenant. */
export type CloudHosts = {
  readonly authorityHost?: string | undefined;
  readonly graphUrl?: string | undefined;
  readonly defenderApiUrl?: string | undefined;
};

/** The worldwide cloud with the given hosts in place of Microsoft's. One Defender host serves every region. */
export function cloudWith(hosts: CloudHosts): Cloud {
  const { defenderApiUrl } = hosts;
  return {
    authorityHost: hosts.authorityHost ?? worldwide.authorityHost,
    graphUrl: hosts.graphUrl ?? worldwide.graphUrl,
    regions: defenderApiUrl ? worldwide.regions.map((region) => ({ ...region, defenderApiUrl })) : worldwide.regions,
  };
}
