import { LRUCache } from 'lru-cache';

const MOST_SESSIONS = 5_000;

const people = new LRUCache<string, string>({ max: MOST_SESSIONS });

/** Whoever finds a session says whose it is. */
export function rememberPerson({ id, personId }: { readonly id: string; readonly personId: string }): void {
  people.set(id, personId);
}

/** Whose session it is, for limits alone; null when this process has not found it yet. It may have ended. */
export function personOfSession(id: string): string | null {
  return people.get(id) ?? null;
}
