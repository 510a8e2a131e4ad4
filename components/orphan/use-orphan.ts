'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { beginPassage, setupPath } from '@/components/consent/begin-passage';
import { reloadWhenRefused } from '@/components/session/refused-action';
import {
  adoptApplication,
  type AdoptProblem,
  beginOrphanRemoval,
  type RemovalState,
} from '@/lib/orphan/orphan-actions';

export type OrphanDeed = 'adopt' | 'remove';
export type OrphanProblem = AdoptProblem | Extract<RemovalState, { ok: false }>['problem'] | 'unreachable' | 'refused';

/** Adopting goes to the connector's page; removing opens the pop-up in the click and goes to the page of the undo. */
export function useOrphan(applicationId: string) {
  const router = useRouter();
  const [problem, setProblem] = useState<OrphanProblem | null>(null);
  const [busy, setBusy] = useState(false);

  function settle(refused: OrphanProblem | null, path: string) {
    setBusy(false);
    setProblem(refused);
    if (refused) router.refresh();
    else router.push(path);
  }

  function adopt() {
    adoptApplication(applicationId).then(
      (adopted) => settle(adopted.ok ? null : adopted.error, adopted.ok ? `/settings/siem/${adopted.value}` : ''),
      (error: unknown) => settle(reloadWhenRefused(error) ? 'refused' : 'unreachable', ''),
    );
  }

  function remove() {
    void beginPassage((click) => beginOrphanRemoval(click, applicationId)).then(({ flowId, state }) =>
      settle(state.ok ? null : state.problem, setupPath(flowId)),
    );
  }

  function act(deed: OrphanDeed) {
    setProblem(null);
    setBusy(true);
    if (deed === 'adopt') adopt();
    else remove();
  }

  return { problem, busy, act };
}
