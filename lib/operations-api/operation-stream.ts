import type { StreamEvent } from '@/lib/signal/event-stream';
import type { OperationEvent } from '@/lib/operation/follow-operation';

/** What is told of an operation, as messages of its stream. */
export async function* streamOf(events: AsyncGenerator<OperationEvent>): AsyncGenerator<StreamEvent> {
  for await (const event of events) {
    switch (event.type) {
      case 'operation':
        yield { event: 'operation', id: event.id, data: event.view };
        break;
      case 'result':
        yield { event: 'result', data: event.result };
        break;
      case 'end':
        yield { event: 'end', data: null };
    }
  }
}
