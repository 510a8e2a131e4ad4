import { addressesIn } from './address-in-text';

/** What the names of an API in a text show to be wrong: it is asked for under another name than it is called by. */
export const audienceErrorIds = ['aadGraphAudience', 'wrongScope'] as const;

export type AudienceError = {
  readonly id: (typeof audienceErrorIds)[number];
  readonly match: string;
  readonly at: number;
};

/**
 * Names that tokens are asked for, and the hosts that take such tokens.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/exposed-apis-create-app-webapp
 */
const apis = [
  {
    names:
      /securitycenter\.(?:microsoft|windows)\.com|securitycenter\.onmicrosoft\.com\/windowsatpservice|securitycenter\.microsoft\.us|fc780465-2017-40d4-a0c5-307022471b92/i,
    hosts: /(?:^|\.)(?:api(?:-[a-z0-9]+)?)\.securitycenter\.(?:microsoft|windows)\.(?:com|us)$/i,
  },
  {
    names: /api(?:-gov|-gcc)?\.security\.microsoft\.(?:com|us)|8ee8fdad-f234-4243-8f3b-15c294843740/i,
    hosts: /^api(?:-gov|-gcc)?\.security\.microsoft\.(?:com|us)$/i,
  },
  {
    names: /graph\.microsoft\.(?:com|us)|microsoftgraph\.chinacloudapi\.cn|00000003-0000-0000-c000-000000000000/i,
    hosts: /^(?:dod-)?graph\.microsoft\.(?:com|us)$|^microsoftgraph\.chinacloudapi\.cn$/i,
  },
] as const;

/** Of Azure AD Graph, which a token is for when nothing was asked for by name. */
const aadGraph = /audience["']?\s{0,3}[:=]\s{0,3}["']?(?:00000002-0000-0000-c000-000000000000)/i;
const wanted =
  /\b(?:scope|resource)(?:s)?["']?\s{0,3}[=:]\s{0,3}["'[]{0,2}(https?(?::\/\/|%3A%2F%2F)[^\s"'&,\]]{3,200}|[0-9a-f-]{36}\/\.default)/gi;

export function findAudienceErrors(text: string): readonly AudienceError[] {
  const old = aadGraph.exec(text);
  if (old) return [{ id: 'aadGraphAudience', match: old[0], at: old.index }];
  const names = [...text.matchAll(wanted)].slice(0, 50).map(({ 0: whole, 1: name = '', index }) => ({
    ...{ name, from: index, to: index + whole.length },
  }));
  if (names.length === 0 || !/\b40[13]\b/.test(text)) return [];
  const called = addressesIn(text)
    .filter(({ at }) => !names.some(({ from, to }) => from <= at && at < to))
    .flatMap(({ host }) => apis.filter(({ hosts }) => hosts.test(host)));
  const stranger = names.find(({ name }) => !isRetired(name) && !called.some((api) => api.names.test(name)));
  return called.length > 0 && stranger
    ? [{ id: 'wrongScope', match: stranger.name.slice(0, 110), at: stranger.from }]
    : [];
}

/** These have words of their own. */
function isRetired(name: string): boolean {
  return /graph\.windows\.net|WDATPAlertExport/i.test(name);
}
