/** A page, or whatever else an address answers with. */
export type Answer = { readonly url: string; readonly status: number; readonly text: string };

export type Sent = { readonly headers?: Readonly<Record<string, string>>; readonly body?: string | FormData };

/** What a browser does without drawing: cookies for each host, redirects, forms. */
export type HttpBrowser = {
  readonly get: (url: string) => Promise<Answer>;
  /** Asks again for the last address at which nobody answered. @returns null when there was none */
  readonly reload: () => Promise<Answer | null>;
  readonly post: (url: string, sent: Sent) => Promise<Answer>;
  /** Sends the page's form that has this button, with its hidden fields. */
  readonly press: (page: Answer, button: Readonly<Record<string, string>>) => Promise<Answer>;
  /** The cookies that it would send there, as a header. */
  readonly cookiesFor: (url: string) => string;
};

const LONGEST_CHAIN = 12;

export function httpBrowser(): HttpBrowser {
  const jars = new Map<string, Map<string, string>>();
  let unanswered: string | null = null;

  async function send(address: string, init: RequestInit, left: number): Promise<Answer> {
    const url = new URL(address);
    const jar = jars.get(url.host) ?? new Map<string, string>();
    jars.set(url.host, jar);
    const headers = new Headers(init.headers);
    headers.set('accept-language', 'en');
    if (jar.size > 0) headers.set('cookie', cookieHeader(jar));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' }).catch((error: unknown) => {
      unanswered = init.method === 'POST' ? unanswered : url.href;
      throw error;
    });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    const next = response.headers.get('location');
    if (next && response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      if (left === 0) throw new Error(`Too many redirects, the last from ${url.pathname}`);
      return send(new URL(next, url).href, {}, left - 1);
    }
    return { url: url.href, status: response.status, text: await response.text() };
  }

  return {
    get: (url) => send(url, {}, LONGEST_CHAIN),
    async reload() {
      const url = unanswered;
      unanswered = null;
      return url === null ? null : send(url, {}, LONGEST_CHAIN);
    },
    post: (url, { headers, body }) =>
      send(
        url,
        { method: 'POST', headers: { origin: new URL(url).origin, ...headers }, body: body ?? null },
        LONGEST_CHAIN,
      ),
    press(page, button) {
      const form = new URLSearchParams(hiddenFields(page.text));
      for (const [name, value] of Object.entries(button)) form.set(name, value);
      const action = unescapeHtml(/<form[^>]* action="([^"]+)"/.exec(page.text)?.[1] ?? '');
      const target = new URL(action, page.url);
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        origin: target.origin,
      };
      return send(target.href, { method: 'POST', headers, body: form.toString() }, LONGEST_CHAIN);
    },
    cookiesFor: (url) => cookieHeader(jars.get(new URL(url).host) ?? new Map()),
  };
}

function cookieHeader(jar: ReadonlyMap<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const equals = pair.indexOf('=');
  const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)];
  const gone = /max-age=0/i.test(line) || /expires=thu, 01 jan 1970/i.test(line);
  if (gone) jar.delete(name);
  else jar.set(name, value);
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
