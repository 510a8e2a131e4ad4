import 'server-only';

/**
 * Takes an authority's origin and gives the origin that its tokens name as their issuer: the same, except in China,
 * where Entra ID has two names and its tokens bear the newer.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 */
export function tokenIssuerHost(authorityHost: string): string {
  return authorityHost === 'https://login.chinacloudapi.cn'
    ? 'https://login.partner.microsoftonline.cn'
    : authorityHost;
}
