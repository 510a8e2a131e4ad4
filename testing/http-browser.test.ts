import { describe, expect, it } from 'vitest';
import { addressOf, headingOf, httpBrowser, pageOf } from './http-browser';

const origin = 'http://one.example';

/** A site of a few pages, and what it was asked. */
function site(pages: Readonly<Record<string, (init: RequestInit) => Response>>) {
  const requests: string[] = [];
  const fetch = (url: string, init: RequestInit) => {
    const cookie = new Headers(init.headers).get('cookie') ?? '';
    const body = typeof init.body === 'string' ? init.body : '';
    requests.push([init.method ?? 'GET', url, cookie, body].filter(Boolean).join(' '));
    return pages[url]?.(init) ?? new Response('<h1>Not here</h1>', { status: 404 });
  };
  return { requests, fetch };
}

const redirect = (location: string) => new Response(null, { status: 303, headers: { location } });

describe('httpBrowser', () => {
  it('does not follow a redirect away from where it stays', async () => {
    const { requests, fetch } = site({ [`${origin}/`]: () => redirect('http://two.example/callback?code=1') });
    const answer = await httpBrowser({ fetch, staysOn: origin }).get(`${origin}/`);
    expect(addressOf(answer).searchParams.get('code')).toBe('1');
    expect(() => pageOf(answer)).toThrow('The browser left for http://two.example/callback?code=1');
    expect(requests).toEqual([`GET ${origin}/`]);
  });

  it('gives up a chain of redirects that does not end', async () => {
    const { fetch } = site({ [`${origin}/`]: () => redirect('/') });
    await expect(httpBrowser({ fetch }).get(`${origin}/`)).rejects.toThrow('Too many redirects');
  });

  it('keeps cookies for each host, and drops those that have expired', async () => {
    const { requests, fetch } = site({
      [`${origin}/in`]: () => new Response('', { headers: { 'set-cookie': 'session=a; Path=/' } }),
      [`${origin}/out`]: () => new Response('', { headers: { 'set-cookie': 'session=; Max-Age=0' } }),
    });
    const browser = httpBrowser({ fetch });
    for (const url of [`${origin}/in`, 'http://two.example/', `${origin}/out`, `${origin}/`]) await browser.get(url);
    expect(requests).toEqual([
      `GET ${origin}/in`,
      'GET http://two.example/',
      `GET ${origin}/out session=a`,
      `GET ${origin}/`,
    ]);
  });

  it('sends a form with its hidden fields and the button, and stands on the page that follows', async () => {
    const form = '<form method="post" action="/go"><input type="hidden" name="a" value="1 &amp; 2"></form>';
    const { requests, fetch } = site({
      [`${origin}/`]: () => new Response(form),
      [`${origin}/go`]: () => redirect('/done'),
      [`${origin}/done`]: () => new Response('<h1>Done &amp; dusted</h1>'),
    });
    const browser = httpBrowser({ fetch });
    const page = pageOf(await browser.press(await browser.get(`${origin}/`), { decision: 'accept' }));
    expect(headingOf(page)).toBe('Done & dusted');
    expect(() => addressOf(page)).toThrow('The browser stayed on "Done & dusted"');
    expect(requests[1]).toBe(`POST ${origin}/go a=1+%26+2&decision=accept`);
  });

  it('asks once more for a page that did not answer, but never sends a form again', async () => {
    let isDown = true;
    const page = () => {
      if (isDown) throw new TypeError('fetch failed');
      return new Response('back');
    };
    const { requests, fetch } = site({ [`${origin}/`]: page, [`${origin}/form`]: page });
    const browser = httpBrowser({ fetch });
    await expect(browser.post(`${origin}/form`, {})).rejects.toThrow('fetch failed');
    expect(await browser.reload()).toBeNull();
    await expect(browser.get(`${origin}/`)).rejects.toThrow('fetch failed');
    isDown = false;
    expect((await browser.reload())?.text).toBe('back');
    expect(requests).toHaveLength(3);
  });
});
