import http from 'node:http';
import { createGunzip } from 'node:zlib';

/** How much of a body came, and whether its end did. */
export type Body = { readonly text: string; readonly isWhole: boolean };

/** One request on a connection of its own, with nothing added to it: no redirect is followed, nothing is unpacked. */
export function sendRaw(
  url: string,
  { method = 'GET', headers = {} }: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> },
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent: false }, resolve);
    // Once there is an answer, what breaks shows there.
    request.on('error', reject);
    request.end();
  });
}

/** Reads until the body ends or the connection does. */
export async function bodyOf(answer: http.IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => answer.once('close', resolve).on('error', resolve));
  return { text: Buffer.concat(chunks).toString(), isWhole: answer.complete };
}

/** Waits until this much text came, packed or not, and leaves the rest where it is. */
export async function beginningOf(answer: http.IncomingMessage, characters: number): Promise<string> {
  const body = answer.headers['content-encoding'] === 'gzip' ? answer.pipe(createGunzip()) : answer;
  body.setEncoding('utf8');
  let text = '';
  return new Promise((resolve, reject) => {
    body.on('error', reject);
    body.on('data', (part: string) => {
      text += part;
      if (text.length >= characters) resolve(text);
    });
  });
}
