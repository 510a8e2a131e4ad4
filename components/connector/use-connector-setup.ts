'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { type BeginProblem, beginPassage, setupPath } from '@/components/consent/begin-passage';
import { beginOnConnector } from '@/lib/connector/begin-actions';

/** Work on a connector that has the set-up page: begun in a click, because it opens the pop-up. */
export function useConnectorSetup(connectorId: string) {
  const router = useRouter();
  const [problem, setProblem] = useState<BeginProblem | null>(null);
  const beginning = useRef(false);
  const begin = (purpose: 'enable' | 'undo') => {
    // The second click of a double click: one pop-up is opening already.
    if (beginning.current) return;
    beginning.current = true;
    setProblem(null);
    void beginPassage((click) => beginOnConnector(click, { connectorId, purpose })).then(({ flowId, state }) => {
      if (state.ok) {
        router.push(setupPath(flowId));
        return;
      }
      beginning.current = false;
      setProblem(state.problem);
    });
  };
  return { problem, begin };
}
