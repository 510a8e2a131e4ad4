/** Takes an address and gives its host, such as graph.microsoft.com; nothing if it is no address. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

/** Takes an address and gives its origin, such as https://graph.microsoft.com; nothing if it is no address. */
export function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
