import { addressesIn, type TextAddress } from './address-in-text';

/** What an address itself shows to be wrong, whatever answered. */
export const addressErrorIds = [
  'doubledPath',
  'doubledSlash',
  'retiredSiemApi',
  'retiredResource',
  'retiredGraphAlerts',
  'tenantPlaceholder',
  'mixedClouds',
] as const;

export type AddressErrorId = (typeof addressErrorIds)[number];

export type AddressError = { readonly id: AddressErrorId; readonly match: string; readonly at: number };

const LONGEST_MATCH = 110;

/** Takes a text and gives what is wrong with the addresses in it, each kind once. */
export function findAddressErrors(text: string): readonly AddressError[] {
  const addresses = addressesIn(text);
  const found = [
    ...addresses.flatMap((one) => {
      const id = errorOf(one);
      return id ? [{ id, match: one.text.slice(0, LONGEST_MATCH), at: one.at }] : [];
    }),
    ...retiredNames(text),
    ...mixedClouds(addresses),
  ];
  return found.filter(({ id }, index) => found.findIndex((other) => other.id === id) === index);
}

function errorOf({ host, path }: TextAddress): AddressErrorId | null {
  if (host.startsWith('wdatp-alertexporter')) return null;
  if (host === 'graph.windows.net') return null;
  if (repeatedPart(path) !== null || path.toLowerCase().includes(`://${host}/`)) return 'doubledPath';
  if (isSignIn(host) && /^\/{1,2}oauth2\//i.test(path)) return 'tenantPlaceholder';
  if (/^\/\/|[^:/]\/\/(?!\/)/.test(path) && !/https?:\/\//.test(path)) return 'doubledSlash';
  if (isGraph(host) && /^\/(?:v1\.0|beta)\/security\/alerts(?:\/|$)/i.test(path)) return 'retiredGraphAlerts';
  if (isSignIn(host) && isNoTenant(path)) return 'tenantPlaceholder';
  return null;
}

/**
 * The part of a path that stands there twice in a row, such as /api/alerts; null if none does. A client that adds the
 * path itself to an address that has it writes such a path.
 */
export function repeatedPart(path: string): string | null {
  const parts = path.split('/').filter(Boolean).slice(0, 40);
  for (let length = Math.floor(parts.length / 2); length >= 1; length -= 1) {
    for (let from = 0; from + 2 * length <= parts.length; from += 1) {
      const one = parts
        .slice(from, from + length)
        .join('/')
        .toLowerCase();
      const next = parts
        .slice(from + length, from + 2 * length)
        .join('/')
        .toLowerCase();
      if (one === next && /[a-z]/.test(one)) return `/${one}`;
    }
  }
  // Joined without a slash between: /api/alertsapi/alerts.
  const joined = /([a-z][\w.-]{0,40}\/[\w./-]{2,60}?)\/?\1(?:\/|$)/i.exec(path)?.[1];
  return joined ? `/${joined}` : null;
}

function isGraph(host: string): boolean {
  return /^(?:graph|dod-graph)\.microsoft\.(?:com|us)$|^microsoftgraph\.chinacloudapi\.cn$/.test(host);
}

function isSignIn(host: string): boolean {
  return /^login\.(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn|chinacloudapi\.cn|windows\.net)$/.test(
    host,
  );
}

/** A token for an application needs its own tenant; what is left of a template is none. */
function isNoTenant(path: string): boolean {
  const [tenant = '', ...rest] = path.split('/').filter(Boolean);
  if (!/(?:^|\/)oauth2\//i.test(`/${rest.join('/')}`)) return false;
  return !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(tenant);
}

/** Names of what Microsoft has retired, which stand outside of addresses too. */
const retired = [
  { id: 'retiredSiemApi', pattern: /wdatp-alertexporter[\w.-]{0,80}/i },
  {
    id: 'retiredResource',
    pattern: /WDATPAlertExport\.Seville|\/\/graph\.windows\.net|token was asked for the retired SIEM API/i,
  },
] as const;

function retiredNames(text: string): readonly AddressError[] {
  return retired.flatMap(({ id, pattern }) => {
    const found = pattern.exec(text);
    return found ? [{ id, match: found[0], at: found.index }] : [];
  });
}

/**
 * Clouds by the ends of their hosts. GCC is left out: it signs in worldwide and reads Defender at a host of its own.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 */
const clouds = [
  {
    cloud: 'global',
    host: /^(?:login\.microsoftonline\.com|graph\.microsoft\.com|api(?:-[a-z]{2,3})?\.securitycenter\.(?:microsoft|windows)\.com|api\.security\.microsoft\.com)$/,
  },
  {
    cloud: 'government',
    host: /^(?:login\.microsoftonline\.us|(?:dod-)?graph\.microsoft\.us|api-gov\.securitycenter\.microsoft\.us)$/,
  },
  {
    cloud: 'china',
    host: /^(?:login\.(?:partner\.microsoftonline|chinacloudapi)\.cn|microsoftgraph\.chinacloudapi\.cn)$/,
  },
] as const;

function mixedClouds(addresses: readonly TextAddress[]): readonly AddressError[] {
  const placed = addresses.flatMap((one) => {
    const cloud = clouds.find(({ host }) => host.test(one.host))?.cloud;
    return cloud ? [{ ...one, cloud }] : [];
  });
  const stranger = placed.find(({ cloud }) => cloud !== placed[0]?.cloud);
  if (!stranger || !placed[0]) return [];
  return [{ id: 'mixedClouds', match: `${placed[0].host} + ${stranger.host}`, at: stranger.at }];
}
