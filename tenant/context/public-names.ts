export type Origins = {
  /** What a person's browser visits, without TLS so that it needs no certificate. */
  readonly browser: string;
  /** What programs call. */
  readonly api: string;
};

/** How the tenant names its services in what it answers: documents, issuers, links to the next page. */
export type PublicNames = {
  /** Of Entra ID: documents, token endpoint and the issuer of id tokens. */
  readonly authority: string;
  /** Of the pages a person signs in on. */
  readonly pages: string;
  /** Of Microsoft Graph. */
  readonly graph: string;
};

/** Clouds by the host of their sign-in; Entra ID answers by the first name whichever of the others it is asked by. */
const clouds = [
  {
    logins: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
    graph: 'graph.microsoft.com',
  },
  { logins: ['login.microsoftonline.us', 'login.usgovcloudapi.net'], graph: 'graph.microsoft.us' },
  { logins: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'], graph: 'microsoftgraph.chinacloudapi.cn' },
] as const;

/** The tenant's other name on this machine, by which everything is named with TLS, as strict clients demand. */
const strictHost = 'localhost';

/**
 * The names that belong to the host a program called. By the tenant's own, where the portal of a trial asks, and by hosts
 * that nobody knows the sign-in pages are named without TLS: a person's browser does not trust the certificate.
 */
export function namesFor(origins: Origins, url: string): PublicNames {
  const own = new URL(origins.api);
  const { hostname, host } = new URL(url);
  const cloud = cloudOf(hostname);
  if (cloud !== undefined) {
    const authority = `https://${cloud.logins[0]}`;
    return { authority, pages: authority, graph: `https://${cloud.graph}` };
  }
  if (host === `${strictHost}:${own.port}`) {
    const origin = `https://${host}`;
    return { authority: origin, pages: origin, graph: origin };
  }
  return { authority: own.origin, pages: origins.browser, graph: own.origin };
}

/** Microsoft's names of a cloud, by a host of its sign-in or of its Graph. */
function cloudOf(hostname: string) {
  return clouds.find(({ logins, graph }) => graph === hostname || logins.some((login) => login === hostname));
}

/** What instance discovery says of the hosts of a cloud; of the tenant's own host, that it has no other name. */
export type Instance = {
  readonly preferred_network: string;
  readonly preferred_cache: string;
  readonly aliases: readonly string[];
};

/** Every host that is one with this one; `undefined` when the tenant does not answer by it. */
export function findInstance(origins: Origins, host: string): readonly Instance[] | undefined {
  const { port, hostname } = new URL(origins.api);
  if (host === `${hostname}:${port}` || host === `${strictHost}:${port}`) {
    return [{ preferred_network: host, preferred_cache: host, aliases: [host] }];
  }
  return clouds.some(({ logins }) => logins.some((login) => login === host)) ? microsoftInstances : undefined;
}

/** As msal-node 7.2.1 carries them in its own source (`AuthorityMetadata`). */
const microsoftInstances: readonly Instance[] = [
  {
    preferred_network: 'login.microsoftonline.com',
    preferred_cache: 'login.windows.net',
    aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
  },
  {
    preferred_network: 'login.partner.microsoftonline.cn',
    preferred_cache: 'login.partner.microsoftonline.cn',
    aliases: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
  },
  {
    preferred_network: 'login.microsoftonline.de',
    preferred_cache: 'login.microsoftonline.de',
    aliases: ['login.microsoftonline.de'],
  },
  {
    preferred_network: 'login.microsoftonline.us',
    preferred_cache: 'login.microsoftonline.us',
    aliases: ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
  },
  {
    preferred_network: 'login-us.microsoftonline.com',
    preferred_cache: 'login-us.microsoftonline.com',
    aliases: ['login-us.microsoftonline.com'],
  },
  ...(['fr', 'de', 'sg'] as const).map((country) => {
    const host = `login.sovcloud-identity.${country}`;
    return { preferred_network: host, preferred_cache: host, aliases: [host] };
  }),
];
