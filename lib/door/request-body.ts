import { IncomingMessage, type ServerResponse } from 'node:http';

/** Longer than anything that a page or a program sends here; bytes. */
const LONGEST_BODY = 65_536;

/**
 * Reads a body to its end. What is longer is let run out unread, so that its sender comes to read the answer.
 *
 * @param response tells a sender who asked first to go on
 * @returns null when it is too long; undefined when the connection broke
 */
export async function readBody(request: IncomingMessage, response: ServerResponse): Promise<Buffer | null | undefined> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > LONGEST_BODY) {
    request.resume();
    return null;
  }
  if (request.headers.expect) response.writeContinue();
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= LONGEST_BODY) chunks.push(chunk);
      else resolve(null);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    for (const broken of ['error', 'close']) request.once(broken, () => resolve(undefined));
  });
}

/** The same request with this body, as if it had been sent so. */
export function withBody(request: IncomingMessage, body: Buffer, contentType: string | undefined): IncomingMessage {
  const copy = new IncomingMessage(request.socket);
  copy.method = request.method;
  copy.url = request.url;
  copy.httpVersion = request.httpVersion;
  copy.headers = { ...request.headers, 'content-length': String(body.length) };
  if (contentType !== undefined) copy.headers['content-type'] = contentType;
  copy.push(body.length > 0 ? body : null);
  if (body.length > 0) copy.push(null);
  copy.complete = true;
  return copy;
}
