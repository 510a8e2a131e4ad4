'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useRef, useState } from 'react';
import type { OperationInput } from '@/lib/operations/begin-input';
import { type BeginProblem, beginOperation, type BegunOperation, setupPath } from './begin-operation';

/** Begins one operation at a time, in a click, because it opens the pop-up. */
export function useBegin() {
  const [problem, setProblem] = useState<BeginProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const beginning = useRef(false);
  const begin = useCallback((request: OperationInput, onBegun: (begun: BegunOperation) => void) => {
    // The second click of a double click: one pop-up is opening already.
    if (beginning.current) return;
    beginning.current = true;
    setBusy(true);
    setProblem(null);
    void beginOperation(request).then((begun) => {
      beginning.current = false;
      if (!begun.state.ok) {
        setBusy(false);
        setProblem(begun.state.problem);
      } else onBegun(begun);
    });
  }, []);
  const free = useCallback(() => setBusy(false), []);
  return { problem, busy, begin, free };
}

/** The same for operations with a page of their own, which is then opened. */
export function useBeginOnItsPage() {
  const router = useRouter();
  const { problem, busy, begin } = useBegin();
  const goOn = useCallback(
    (request: OperationInput) => begin(request, ({ id }) => router.push(setupPath(id))),
    [begin, router],
  );
  return { problem, busy, begin: goOn };
}
