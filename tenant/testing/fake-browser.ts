/** Follows pages like a browser: keeps cookies, fills in forms, stops where it would leave the tenant. */
type Fetch = (url: string, init?: RequestInit) => Response | Promise<Response>;

export type Page = { readonly url: string; readonly status: number; readonly headers: Headers; readonly html: string };

export type Landing = { readonly kind: 'page'; readonly page: Page } | { readonly kind: 'left'; readonly url: URL };

export type FakeBrowser = {
  open(url: string): Promise<Landing>;
  /** Sends the form that has this button, with further fields filled in. */
  press(page: Page, button: Readonly<Record<string, string>>): Promise<Landing>;
};

export function createFakeBrowser(fetch: Fetch, origin: string): FakeBrowser {
  const cookies = new Map<string, string>();

  async function visit(address: string, init: RequestInit = {}): Promise<Landing> {
    const headers = new Headers(init.headers);
    headers.set('host', new URL(origin).host);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) remember(line);
    const location = response.headers.get('location');
    if (location !== null) {
      const target = new URL(location, address);
      return target.origin === origin ? visit(target.toString()) : { kind: 'left', url: target };
    }
    const page = { url: address, status: response.status, headers: response.headers, html: await response.text() };
    return { kind: 'page', page };
  }

  function remember(line: string): void {
    const [pair = ''] = line.split(';');
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals);
    if (/Max-Age=0/i.test(line)) cookies.delete(name);
    else cookies.set(name, pair.slice(equals + 1));
  }

  return {
    open: (url) => visit(url),
    press(page, button) {
      const action = new URL(unescapeHtml(/action="([^"]+)"/.exec(page.html)?.[1] ?? ''), page.url);
      const form = new URLSearchParams(hiddenFields(page.html));
      for (const [name, value] of Object.entries(button)) form.set(name, value);
      return visit(action.toString(), {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
        body: form.toString(),
      });
    },
  };
}

/** The one heading of a page. */
export function headingOf({ html }: Page): string {
  return unescapeHtml(/<h1>([^<]*)<\/h1>/.exec(html)?.[1] ?? '');
}

export function pageOf(landing: Landing): Page {
  if (landing.kind === 'page') return landing.page;
  throw new Error(`The browser left for ${landing.url.toString()}`);
}

export function addressOf(landing: Landing): URL {
  if (landing.kind === 'left') return landing.url;
  throw new Error(`The browser stayed on "${headingOf(landing.page)}"`);
}

function hiddenFields(html: string): [string, string][] {
  return [...html.matchAll(/<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/g)].map(([, name, value]) => [
    name ?? '',
    unescapeHtml(value ?? ''),
  ]);
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
