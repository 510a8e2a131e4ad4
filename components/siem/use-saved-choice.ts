import { startTransition, useRef, useState } from 'react';
import { reloadWhenRefused } from '@/components/session/refused-action';

/** unanswered: the portal was not reached. outdated: the page shows what is no longer so. */
export type UnsavedProblem = { readonly kind: 'unanswered' | 'outdated'; readonly again: () => void };

/** Any answer but a success says that the page is out of date. */
type Saved = { readonly ok: boolean };

export type SavedChoice = {
  /** Of the newest choice; null while it is being saved and when it was. */
  readonly problem: UnsavedProblem | null;
  /** @param write says whether the choice was saved */
  readonly save: (write: () => Promise<Saved>) => void;
};

/** Saves what is chosen on the page at once, and says so when it could not be. */
export function useSavedChoice(): SavedChoice {
  const [problem, setProblem] = useState<UnsavedProblem | null>(null);
  const newest = useRef(0);

  function save(write: () => Promise<Saved>) {
    newest.current += 1;
    const number = newest.current;
    // What became of an earlier choice is no matter any more.
    const tell = (kind: UnsavedProblem['kind'] | null) => {
      if (number === newest.current) setProblem(kind && { kind, again: () => save(write) });
    };
    tell(null);
    startTransition(() =>
      write().then(
        (saved) => tell(saved.ok ? null : 'outdated'),
        (error: unknown) => {
          if (!reloadWhenRefused(error)) tell('unanswered');
        },
      ),
    );
  }

  return { problem, save };
}
