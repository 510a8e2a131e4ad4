/** A page, or whatever else an address answers with. */
export type Answer = {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where the answer leads to when that is an address at which this browser stops. */
  readonly leftFor: URL | null;
};

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

type HttpBrowserOptions = {
  /** Without one: the network. */
  readonly fetch?: (url: string, init: RequestInit) => Response | Promise<Response>;
  /** The browser follows no redirect away from this origin. Without one it goes wherever it is sent. */
  readonly staysOn?: string;
};

const LONGEST_CHAIN = 12;

export function httpBrowser({ fetch = globalThis.fetch, staysOn }: HttpBrowserOptions = {}): HttpBrowser {
  const jars = new Map<string, Map<string, string>>();
  let unanswered: string | null = null;

  async function send(address: string, init: RequestInit, left: number): Promise<Answer> {
    const url = new URL(address);
    const jar = jars.get(url.host) ?? new Map<string, string>();
    jars.set(url.host, jar);
    const headers = new Headers(init.headers);
    headers.set('accept-language', 'en');
    if (jar.size > 0) headers.set('cookie', cookieHeader(jar));
    const response = await request(url.href, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    const answer = { url: url.href, status: response.status, headers: response.headers };
    const target = redirectTarget(url, response);
    if (!target) return { ...answer, text: await response.text(), leftFor: null };
    await response.body?.cancel();
    if (staysOn !== undefined && target.origin !== staysOn) return { ...answer, text: '', leftFor: target };
    if (left === 0) throw new Error(`Too many redirects, the last from ${url.pathname}`);
    return send(target.href, {}, left - 1);
  }

  async function request(url: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(url, init);
    } catch (error) {
      if (init.method !== 'POST') unanswered = url;
      throw error;
    }
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
      const { action, fields } = readForm(page);
      for (const [name, value] of Object.entries(button)) fields.set(name, value);
      const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: action.origin };
      return send(action.href, { method: 'POST', headers, body: fields.toString() }, LONGEST_CHAIN);
    },
    cookiesFor: (url) => cookieHeader(jars.get(new URL(url).host) ?? new Map()),
  };
}

/** The first form of the page, with its hidden fields. */
function readForm({ url, text }: Answer): { readonly action: URL; readonly fields: URLSearchParams } {
  const action = unescapeHtml(/<form[^>]*\saction="([^"]+)"/.exec(text)?.[1] ?? '');
  return { action: new URL(action, url), fields: new URLSearchParams(hiddenFields(text)) };
}

function redirectTarget(from: URL, { status, headers }: Response): URL | null {
  const location = headers.get('location');
  return location !== null && status >= 300 && status < 400 ? new URL(location, from) : null;
}

/** The answer, which must not have led elsewhere. */
export function pageOf(answer: Answer): Answer {
  if (answer.leftFor === null) return answer;
  throw new Error(`The browser left for ${answer.leftFor.href}`);
}

/** Where the answer led to, which must be elsewhere. */
export function addressOf(answer: Answer): URL {
  if (answer.leftFor !== null) return answer.leftFor;
  throw new Error(`The browser stayed on "${headingOf(answer)}"`);
}

/** The one heading of a page. */
export function headingOf({ text }: Answer): string {
  return unescapeHtml(/<h1>([^<]*)<\/h1>/.exec(text)?.[1] ?? '');
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
