import { httpBrowser } from '@siem-connect/testing/http-browser';
import { operator } from '../../e2e/chaos/operator';
import type { Servers } from '../../e2e/support/servers';
import { tenantControl } from '../../e2e/support/tenant-control';
import { type BuiltPortal, builtPortal } from './built-portal';
import { type Send, sender } from './send';
import type { Tally } from './tally';

/** Who attacks, by what they may do. */
export type Kind = 'nobody' | 'user' | 'reader' | 'operator';

export type World = {
  readonly servers: Servers;
  readonly built: BuiltPortal;
  readonly send: Send;
  /** Cookies of a signed-in person of this kind; '' for nobody. */
  readonly cookie: (kind: Kind) => string;
  /** All of them in the whole form; in the short one every nth, beginning elsewhere each time it is asked. */
  readonly some: <Value>(values: readonly Value[], most: number) => readonly Value[];
  /** What the tenant holds, to see that an attack changed nothing. */
  readonly tenantState: () => Promise<string>;
};

/** A group of attacks. Runs against a portal that the groups share, one after the other. */
export type Group = {
  readonly id: string;
  readonly title: string;
  readonly run: (world: World, count: Tally['count']) => Promise<void>;
};

const people: Readonly<Record<Exclude<Kind, 'nobody'>, string>> = {
  user: 'user@contoso.example',
  reader: 'security-reader@contoso.example',
  operator: 'security-app-admin@contoso.example',
};

export async function openWorld(servers: Servers, { whole }: { readonly whole: boolean }): Promise<World> {
  const { portalUrl, tenantUrl } = servers;
  const cookies = new Map<Kind, string>([['nobody', '']]);
  for (const kind of ['user', 'reader', 'operator'] as const) {
    const browser = httpBrowser();
    await operator(portalUrl, people[kind], browser).signIn();
    cookies.set(kind, browser.cookiesFor(portalUrl));
  }
  let turn = 0;
  return {
    servers,
    built: builtPortal(),
    send: sender(portalUrl),
    cookie: (kind) => cookies.get(kind) ?? '',
    some(values, most) {
      if (whole || values.length <= most) return values;
      turn += 1;
      const step = values.length / most;
      return Array.from({ length: most }, (_, index) => Math.floor(index * step + turn) % values.length).flatMap(
        (place) => values.slice(place, place + 1),
      );
    },
    tenantState: async () => JSON.stringify(await tenantControl(tenantUrl).state()),
  };
}
