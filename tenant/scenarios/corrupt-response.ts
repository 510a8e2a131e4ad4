import type { Corruption } from './fault';

const proxyPage = '<html><body><h1>Proxy error</h1></body></html>';

/** The answer as it arrives when something went wrong on the way. */
export function corruptResponse(how: Corruption, status: number, body: string): Response {
  // A body belongs to 204 only if something in between went wrong, which is the point.
  const withBody = status === 204 ? 200 : status;
  const [contentType, text] = how === 'html' ? ['text/html', proxyPage] : ['application/json', corruptJson(how, body)];
  return new Response(text, { status: withBody, headers: { 'Content-Type': contentType } });
}

function corruptJson(how: Exclude<Corruption, 'html'>, body: string): string {
  switch (how) {
    case 'empty':
      return '';
    case 'truncated':
      return body.slice(0, Math.floor(body.length / 2)) || '{"value":[';
    case 'shape':
      return JSON.stringify({ unexpected: [42, null] });
    case 'members':
      return JSON.stringify(firstMember(body === '' ? {} : JSON.parse(body)));
  }
}

/** The same for one answer inside a batch, where a body that is no JSON is written as base64 text. */
export function corruptItem(how: Corruption, body: unknown): unknown {
  switch (how) {
    case 'empty':
      return undefined;
    case 'html':
      return Buffer.from(proxyPage).toString('base64');
    case 'truncated':
      return Buffer.from(corruptJson(how, JSON.stringify(body ?? {}))).toString('base64');
    case 'shape':
    case 'members':
      return JSON.parse(corruptJson(how, JSON.stringify(body ?? {})));
  }
}

/** Still an object of the right kind at first glance: the annotation or the token type is there, the rest is not. */
function firstMember(value: unknown): object {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).slice(0, 1)) : {};
}
