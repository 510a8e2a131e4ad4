/** Whose a request is, as far as that is known before anything is read. */
export type Caller = {
  readonly address: string;
  /** A person who is signed in, or a session of theirs; null for everybody else at the address. */
  readonly person: string | null;
};

/** How many may be inside at once: of one caller, of one address, and in all; and how many of a caller may wait. */
export type GateSize = {
  readonly caller: number;
  readonly address: number;
  readonly all: number;
  readonly waiting: number;
};

export type FairGate = {
  /** @returns once there is room: what is called when it is done. At once null when too many of this caller wait */
  readonly enter: (caller: Caller) => Promise<() => void> | null;
};

type Queue = { readonly key: string; readonly address: string; readonly waiting: (() => void)[] };

/**
 * Gives each caller turns of their own: whoever asks for a thousand things waits for themselves, and whoever asks for one
 * waits for one turn of the others. Nothing is kept of a caller who has gone.
 */
export function createFairGate(size: GateSize): FairGate {
  const inside = new Map<string, number>();
  const queues = new Map<string, Queue>();
  const countOf = (name: string) => inside.get(name) ?? 0;
  const add = (name: string, more: number) => {
    const count = countOf(name) + more;
    if (count > 0) inside.set(name, count);
    else inside.delete(name);
  };
  const hasRoom = ({ key, address }: Omit<Queue, 'waiting'>) =>
    countOf('all') < size.all && countOf(`at ${address}`) < size.address && countOf(key) < size.caller;

  /** The caller with the fewest inside goes first, of those the one who has waited the longest since their last turn. */
  const letNextIn = () => {
    const ready = [...queues.values()].filter(hasRoom);
    const [next] = ready.sort(
      (a, b) => countOf(`at ${a.address}`) - countOf(`at ${b.address}`) || countOf(a.key) - countOf(b.key),
    );
    if (!next) return;
    queues.delete(next.key);
    const begin = next.waiting.shift();
    if (next.waiting.length > 0) queues.set(next.key, next);
    begin?.();
  };

  const begin = ({ key, address }: Omit<Queue, 'waiting'>): (() => void) => {
    const names = ['all', `at ${address}`, key];
    for (const name of names) add(name, 1);
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      for (const name of names) add(name, -1);
      letNextIn();
    };
  };

  return {
    enter({ address, person }) {
      // A person counts as one wherever they are.
      const key = person === null ? `nobody at ${address}` : `person ${person}`;
      const queue = queues.get(key) ?? { key, address, waiting: [] };
      if (queue.waiting.length === 0 && hasRoom(queue)) return Promise.resolve(begin(queue));
      if (queue.waiting.length >= size.waiting) return null;
      queues.set(key, queue);
      return new Promise((resolve) => {
        queue.waiting.push(() => resolve(begin({ key, address })));
      });
    },
  };
}
