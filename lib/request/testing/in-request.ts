import 'server-only';
import { workAsyncStorage, type WorkStore } from 'next/dist/server/app-render/work-async-storage.external';
import { workUnitAsyncStorage } from 'next/dist/server/app-render/work-unit-async-storage.external';
import { createRequestStore } from 'next/dist/server/async-storage/request-store';

/** What a browser sends. */
export type Sent = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
};

/** What became of it: the result, and every cookie as the browser is told to keep or drop it. */
export type Handled<Value> = { readonly value: Value; readonly setCookies: readonly string[] };

/**
 * Runs server code the way Next runs a route handler: `headers()` and `cookies()` answer from what was sent. It
 * reaches into Next, whose version is pinned; the shapes are checked by its own types.
 */
export async function inRequest<Value>(sent: Sent, work: () => Promise<Value>): Promise<Handled<Value>> {
  const headers = new Headers(sent.headers);
  const pairs = Object.entries(sent.cookies ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  if (pairs.length > 0) headers.set('cookie', pairs.join('; '));
  let setCookies: readonly string[] = [];
  const store = createRequestStore({
    phase: 'action',
    headers,
    url: { pathname: '/' },
    rootParams: {},
    implicitTags: { tags: [], expirationsByCacheKind: new Map() },
    resumeDataCache: null,
    onUpdateCookies: (changed) => (setCookies = changed),
    ...{ previewProps: undefined, isHmrRefresh: undefined, hmrRefreshHash: undefined },
    ...{ serverComponentsHmrCache: undefined, stagedFallbackParams: undefined },
  });
  const value = await workAsyncStorage.run(workStore(), () => workUnitAsyncStorage.run(store, work));
  return { value, setCookies };
}

/** Of the many things that Next knows of a route, headers and cookies look at its route, and refresh at its page. */
function workStore(): WorkStore {
  const store: unknown = { route: '/', page: '/page' };
  if (!isWorkStore(store)) throw new Error('unreachable');
  return store;
}

function isWorkStore(value: unknown): value is WorkStore {
  return typeof value === 'object' && value !== null && 'route' in value;
}
