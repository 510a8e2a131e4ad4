import { sendBytes } from '../support/send';
import type { Group } from '../support/world';

/** Requests that no client of HTTP would write; HOST is the portal's own. */
const tricks: readonly (readonly [string, readonly number[]])[] = [
  ['GET /sign-in HTTP/1.1\r\n\r\n', [421]],
  ['GET /sign-in HTTP/1.0\r\n\r\n', [421]],
  ['GET /sign-in HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n', [421]],
  ['GET /sign-in HTTP/1.1\r\nHost: evil.example\r\nHost: HOST\r\n\r\n', [421]],
  ['GET /sign-in HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\n\r\n', [421]],
  ['GET http://evil.example/sign-in HTTP/1.1\r\nHost: HOST\r\n\r\n', [400]],
  ['GET //evil.example/sign-in HTTP/1.1\r\nHost: HOST\r\n\r\n', [400]],
  ['GET sign-in HTTP/1.1\r\nHost: HOST\r\n\r\n', [400]],
  ['GET \\sign-in HTTP/1.1\r\nHost: HOST\r\n\r\n', [400]],
  ['GET /sign-in#x HTTP/1.1\r\nHost: HOST\r\n\r\n', [400]],
  ['OPTIONS * HTTP/1.1\r\nHost: HOST\r\n\r\n', [400]],
  ['CONNECT evil.example:443 HTTP/1.1\r\nHost: HOST\r\n\r\n', [405]],
  ['GARBAGE\r\n\r\n', [400]],
  ['\r\n\r\n\r\nGET /x\r\n\r\n', [400, 421]],
  ['GET /sign-in HTTP/9.9\r\nHost: HOST\r\n\r\n', [400]],
  ['GET /sign-in HTTP/2.0\r\nHost: HOST\r\n\r\n', [400]],
  ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400]],
  ['GET /sign-in HTTP/1.1\nHost: HOST\n\n', [400]],
  ['GET /sign-in HTTP/1.1\r\nHost : HOST\r\n\r\n', [400]],
  ['GET /sign-in HTTP/1.1\r\nHost: HOST\r\nA: b\r\n c: d\r\n\r\n', [400]],
  ['GET /sign-in HTTP/1.1\r\nHost: HOST\r\nA: \u0000\r\n\r\n', [400]],
  ['GET /sign-in HTTP/1.1\r\nHost: HOST\r\n: b\r\n\r\n', [400]],
  ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', [400]],
  ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd', [400]],
  ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\n', [400]],
  ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1e3\r\n\r\n', [400]],
  ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n', [400]],
  ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n', [400, 403]],
  ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\nOrigin: ORIGIN\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', [400]],
  ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\nOrigin: ORIGIN\r\nOrigin: ORIGIN\r\nContent-Length: 0\r\n\r\n', [400, 403]],
  ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\nOrigin: ORIGIN\r\nContent-Length: 99999999999\r\n\r\n', [413]],
  [`GET /sign-in HTTP/1.1\r\nHost: HOST\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, [431]],
  [`GET /${'a'.repeat(10_000)} HTTP/1.1\r\nHost: HOST\r\n\r\n`, [414]],
  [`GET /sign-in HTTP/1.1\r\nHost: HOST\r\n${'A: b\r\n'.repeat(3_000)}\r\n`, [431]],
  ['GET /sign-in HTTP/1.1\r\nHost: HOST\r\nExpect: a miracle\r\nConnection: close\r\n\r\n', [417]],
  ['GET /nothing HTTP/1.1\r\nHost: HOST\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n', [404]],
  ['GET /_next/webpack-hmr HTTP/1.1\r\nHost: HOST\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n', [404]],
  [
    'GET /nothing HTTP/1.1\r\nHost: HOST\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ\r\nConnection: Upgrade\r\n\r\n',
    [404],
  ],
];

/** Tricks with bytes, where a parser and a framework might disagree. */
export const rawHttp: Group = {
  id: 'D',
  title: 'Raw HTTP',
  async run({ servers, send }, count) {
    const { portalUrl } = servers;
    for (const [bytes, statuses] of tricks) {
      const text = bytes.replaceAll('HOST', new URL(portalUrl).host).replaceAll('ORIGIN', portalUrl);
      const answer = await sendBytes(portalUrl, text);
      const status = Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
      const heads = answer.split(/(?=HTTP\/1\.1 \d)/).filter((head) => head !== '');
      const isWhole = heads.every((head) => /x-request-id: /i.test(head) && /content-security-policy: /i.test(head));
      count(JSON.stringify(bytes.slice(0, 120)), statuses.includes(status) && isWhole, answer.slice(0, 100));
    }
    for (const size of [65_537, 1_000_000, 9_000_000]) {
      for (const path of ['/sign-in', '/settings/siem', '/api/operations', '/api/auth/signin/entra']) {
        const headers = { origin: portalUrl, 'content-type': 'text/plain' };
        const { status } = await send(path, { method: 'POST', headers, body: Buffer.alloc(size, ' ') });
        count(`${size} bytes for ${path}`, status === 413, status);
      }
    }
  },
};
