import type { Environment } from './environment';
import { people } from './seed/people';
import type { StartedTenant } from './start-tenant';

/** What the person at the terminal needs to know, and what a portal needs in its environment. */
export function startMessage({ folder }: Environment, { origins, portalEnvironment }: StartedTenant): string {
  return [
    'Embedded tenant is ready.',
    `  Pages for the browser    ${origins.browser}`,
    `  Entra, Graph, Defender   ${origins.api}`,
    `  Its state lies in        ${folder}`,
    '  People (no password)',
    ...people.map(({ userPrincipalName }) => `    ${userPrincipalName}`),
    '  A portal needs this environment (also in portal.json beside the state)',
    ...Object.entries(portalEnvironment).map(([name, value]) => `    ${name}=${withoutSecret(name, value)}`),
    '',
  ].join('\n');
}

/** Terminals are recorded; the file that only its owner may read has the secret. */
function withoutSecret(name: string, value: string): string {
  return name === 'ENTRA_CLIENT_SECRET' ? '(in portal.json)' : value;
}
