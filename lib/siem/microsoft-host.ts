import type { ConnectorDetails } from './connector-details';

/** Takes an address and gives its host, such as graph.microsoft.com; nothing if it is no address. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

/** Takes an address and gives its origin, such as https://graph.microsoft.com; nothing if it is no address. */
export function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}

/** Hosts of Entra ID, Microsoft Graph and Defender in the clouds of the US Government and of China. */
const nationalHost = /\.(?:microsoft|microsoftonline)\.us$|\.chinacloudapi\.cn$/;

/** Whether a connector signs in or reads at a host that the worldwide cloud does not have. */
export function isNationalCloud({ tokenUrl, apiUrl }: ConnectorDetails): boolean {
  return [tokenUrl, apiUrl].some((url) => nationalHost.test(hostOf(url)));
}
