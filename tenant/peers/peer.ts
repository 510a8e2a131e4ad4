import { addressOf, httpBrowser } from '@siem-connect/testing/http-browser';

/** Where the peers find the tenant, and as whom they come. */
export type Surroundings = {
  /** By which every address has TLS. */
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The origin that shows pages. */
  readonly pages: string;
};

export type Peer = {
  /** As in package.json, which also has the version. */
  readonly name: string;
  readonly task: string;
  /** @returns in a few words what came of it; throws when the client gives up */
  readonly run: (surroundings: Surroundings) => Promise<string>;
};

export const redirectUri = 'http://localhost:3000/consent/callback';
export const graphScope = 'https://graph.microsoft.com/.default';

/** What a person does with the address of an authorization request: accepts. @returns where it ends up */
export async function visit({ pages }: Surroundings, address: string): Promise<URL> {
  const browser = httpBrowser({ staysOn: pages });
  const landing = await browser.get(address);
  return addressOf(landing.leftFor === null ? await browser.press(landing, { decision: 'accept' }) : landing);
}

export const person = { login_hint: 'security-reader@contoso.example' };
const personName = 'Rosa Reimer';

/** The number in the words of a refusal, which is what a client has to show to whoever runs it. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
  } catch (error) {
    const text = `${String(error)} ${JSON.stringify(error)}`;
    return `refused with ${/AADSTS\d+/.exec(text)?.[0] ?? text}`;
  }
  throw new Error('A refusal was expected.');
}

export function expectName(name: unknown): string {
  if (name !== personName) throw new Error(`Somebody else was expected than ${String(name)}.`);
  return 'works';
}
