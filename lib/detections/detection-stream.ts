import type { AlertToRows } from './detection-rows';
import { UpstreamInterrupted } from './upstream-interrupted';
import { localProblem } from './upstream-problem';

/** Enough that a chunk costs little, little enough that rows leave soon and few wait. */
const CHUNK_CHARACTERS = 65_536;
/** Over a million rows: whoever asks for more has forgotten sinceTimeUtc. */
const MAX_CHUNKS = 32_768;

type Rows = {
  readonly pages: AsyncIterable<readonly unknown[]>;
  readonly rowsOf: AlertToRows;
  readonly limit: number | null;
};

export type StreamEnd = 'complete' | 'interrupted' | 'left';

/**
 * A JSON array of rows that is written as it is read: a page is translated when the reader asks for more. When the
 * pages fail the stream fails, so that the connection ends without the array's end.
 *
 * @param ended told once how it ended; frees what the answer held
 */
export function detectionStream(
  rows: Rows,
  ended: (end: StreamEnd, rowCount: number, reason?: unknown) => void,
): ReadableStream<Uint8Array> {
  const count = { rows: 0 };
  const chunks = jsonChunks(rows, count);
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const next = await chunks.next();
          if (!next.done) {
            controller.enqueue(Buffer.from(next.value));
            return;
          }
          ended('complete', count.rows);
          controller.close();
        } catch (error) {
          ended('interrupted', count.rows, error);
          controller.error(error);
        }
      },
      cancel() {
        ended('left', count.rows);
      },
    },
    // Nothing is made before it is asked for.
    { highWaterMark: 0 },
  );
}

async function* jsonChunks({ pages, rowsOf, limit }: Rows, count: { rows: number }): AsyncGenerator<string, undefined> {
  let text = '[';
  let chunks = 0;
  for await (const page of pages) {
    for (const alert of page) {
      for (const row of rowsOf(alert)) {
        text += count.rows === 0 ? row : `,${row}`;
        count.rows += 1;
        if (count.rows === limit) {
          yield `${text}]`;
          return;
        }
      }
      if (text.length < CHUNK_CHARACTERS) continue;
      chunks += 1;
      if (chunks > MAX_CHUNKS) throw new UpstreamInterrupted(localProblem('tooLarge'));
      yield text;
      text = '';
    }
    // The rows of a page leave before the next page is waited for.
    if (text !== '') yield text;
    text = '';
  }
  yield `${text}]`;
}
