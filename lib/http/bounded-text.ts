import 'server-only';

/** Reads an answer's text. @returns null for one that is too long: leaving the loop cancels the rest of it */
export async function boundedText({ body }: Pick<Response, 'body'>, longestBytes: number): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > longestBytes) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
