import 'server-only';
import { LRUCache } from 'lru-cache';

/** Long enough for one page after the other, short enough to be no news to anybody. */
const KEPT_MS = 5_000;
/** Sessions at once; the one that asked the longest ago goes first. */
const MOST_SESSIONS = 200;

/** Whose question it is, and what it is about where a session may ask about more than one thing. */
export type AnswerKey = { readonly sessionId: string; readonly about?: string };

/** One kind of answer of Microsoft Graph, kept in this process for the session that asked, and for no other. */
export type AnswerKeeper<Answer> = {
  /** What is kept, or what is being asked for already, or the answer of `ask`. A session keeps the newest one alone. */
  readonly read: (key: AnswerKey, ask: () => Promise<Answer>) => Promise<Answer>;
};

type Kept<Answer> = { readonly about: string; readonly asked: Promise<Answer> };

type AnswerKeeping<Answer> = {
  /** Whether the answer is one: a failure is told to those who waited for it and to nobody after them. */
  readonly isAnswer: (answer: Answer) => boolean;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
};

type Forgetful = { readonly forget: (sessionId: string) => void; readonly forgetAll: () => void };

declare global {
  var siemConnectKeptAnswers: Set<Forgetful> | undefined;
}

/** Pages and routes are bundled apart: what ends a session in one must reach what the other keeps. */
function keepers(): Set<Forgetful> {
  globalThis.siemConnectKeptAnswers ??= new Set();
  return globalThis.siemConnectKeptAnswers;
}

/** Made once, at module level: a keeper lives as long as the process. */
export function keepAnswers<Answer>({ isAnswer, now = Date.now }: AnswerKeeping<Answer>): AnswerKeeper<Answer> {
  const kept = new LRUCache<string, Kept<Answer>>({
    max: MOST_SESSIONS,
    ttl: KEPT_MS,
    ttlResolution: 0,
    perf: { now },
  });
  keepers().add({ forget: (sessionId) => kept.delete(sessionId), forgetAll: () => kept.clear() });
  return {
    read({ sessionId, about = '' }, ask) {
      const known = kept.get(sessionId);
      if (known?.about === about) return known.asked;
      const asked = ask();
      // Kept before it is answered: what is forgotten meanwhile stays forgotten.
      kept.set(sessionId, { about, asked });
      void asked
        .then(isAnswer, () => false)
        .then((isOne) => {
          if (!isOne && kept.peek(sessionId)?.asked === asked) kept.delete(sessionId);
        });
      return asked;
    },
  };
}

/** The session has ended, or its person asks anew. */
export function forgetAnswers(sessionId: string): void {
  for (const keeper of keepers()) keeper.forget(sessionId);
}

/** This portal has changed the tenant, or what it knows of it: nobody may be told what was true before. */
export function forgetAllAnswers(): void {
  for (const keeper of keepers()) keeper.forgetAll();
}
