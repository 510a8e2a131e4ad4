'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useRef, useState } from 'react';
import { beginAgain, type BeginProblem, setupPath } from '@/components/consent/begin-passage';
import type { SetupView } from '@/lib/connector/setup-view';

/** The same set-up with a new sign-in: begun in a click, because it opens the pop-up, and followed on its own page. */
export function useBeginAgain(view: SetupView) {
  const router = useRouter();
  const [problem, setProblem] = useState<BeginProblem | null>(null);
  const beginning = useRef(false);
  const begin = useCallback(() => {
    // The second click of a double click: one pop-up is opening already.
    if (beginning.current) return;
    beginning.current = true;
    setProblem(null);
    void beginAgain(view).then(({ flowId, state }) => {
      if (state.ok) {
        router.push(setupPath(flowId));
        return;
      }
      beginning.current = false;
      setProblem(state.problem);
    });
  }, [view, router]);
  return { problem, begin };
}
