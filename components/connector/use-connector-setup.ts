'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { beginPassage, setupPath } from '@/components/consent/begin-passage';
import { beginOnConnector } from '@/lib/connector/begin-actions';
import type { BeginProblem } from './passage-state';

/** Work on a connector that has the set-up page: begun in a click, because it opens the pop-up. */
export function useConnectorSetup(connectorId: string) {
  const router = useRouter();
  const [problem, setProblem] = useState<BeginProblem | null>(null);
  const begin = (purpose: 'enable' | 'undo') => {
    setProblem(null);
    void beginPassage((click) => beginOnConnector(click, { connectorId, purpose })).then(({ flowId, state }) => {
      if (state.ok) router.push(setupPath(flowId));
      else setProblem(state.problem);
    });
  };
  return { problem, begin };
}
