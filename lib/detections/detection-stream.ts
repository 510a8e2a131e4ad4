import { serviceError } from '@/lib/http/service-error';
import type { AlertToRows } from './detection-rows';
import { UpstreamInterrupted } from './upstream-interrupted';

/** Enough that a chunk costs little, little enough that rows leave soon and few wait. */
const CHUNK_CHARACTERS = 65_536;
type Rows = {
  readonly pages: AsyncIterable<readonly unknown[]>;
  readonly rowsOf: AlertToRows;
  readonly limit: number | null;
  /** What is more than this is not written. */
  readonly maxBytes: number;
  /** Ends the stream, even when nobody reads it. */
  readonly signal: AbortSignal;
};

export type StreamEnd = 'complete' | 'interrupted' | 'left';

/**
 * A JSON array of rows that is written as it is read: a page is translated when the reader asks for more. When the
 * pages fail or the signal is aborted the stream fails, so that the connection ends without the array's end.
 *
 * @param ended told once how it ended; frees what the answer held
 */
export function detectionStream(
  rows: Rows,
  ended: (end: StreamEnd, rowCount: number, reason?: unknown) => void,
): ReadableStream<Uint8Array> {
  const count = { rows: 0, bytes: 0 };
  const chunks = jsonChunks(rows, count);
  let isOver = false;
  const end = (how: StreamEnd, reason?: unknown) => {
    // A page that was on its way when the reader left fails afterwards.
    if (isOver) return;
    isOver = true;
    ended(how, count.rows, reason);
  };
  return new ReadableStream(
    {
      start(controller) {
        const breakOff = () => {
          if (isOver) return;
          const reason = new UpstreamInterrupted(serviceError({ kind: 'aborted' }));
          controller.error(reason);
          end('interrupted', reason);
        };
        if (rows.signal.aborted) breakOff();
        else rows.signal.addEventListener('abort', breakOff);
      },
      async pull(controller) {
        try {
          const next = await chunks.next();
          if (!next.done) {
            controller.enqueue(counted(Buffer.from(next.value), rows.maxBytes, count));
            return;
          }
          end('complete');
          controller.close();
        } catch (error) {
          end('interrupted', error);
          controller.error(error);
        }
      },
      cancel() {
        end('left');
      },
    },
    // Nothing is made before it is asked for.
    { highWaterMark: 0 },
  );
}

function counted(chunk: Uint8Array, maxBytes: number, count: { bytes: number }): Uint8Array {
  count.bytes += chunk.byteLength;
  if (count.bytes > maxBytes) throw new UpstreamInterrupted(serviceError({ kind: 'tooLarge' }));
  return chunk;
}

async function* jsonChunks({ pages, rowsOf, limit }: Rows, count: { rows: number }): AsyncGenerator<string, undefined> {
  let text = '[';
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
      yield text;
      text = '';
    }
    // The rows of a page leave before the next page is waited for.
    if (text !== '') yield text;
    text = '';
  }
  yield `${text}]`;
}
