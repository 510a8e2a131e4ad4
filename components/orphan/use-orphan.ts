'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type BeginProblem, beginOperation, setupPath } from '@/components/operation/begin-operation';
import { reloadWhenRefused } from '@/components/session/refused-action';
import { adoptApplication } from '@/lib/operations/adopt-actions';
import { refreshPage } from '@/lib/session/refresh-actions';

export type OrphanChoice = 'adopt' | 'remove';
export type OrphanProblem = BeginProblem;

/** Adopting goes to the connector's page; removing opens the pop-up in the click and goes to the page of the undo. */
export function useOrphan(applicationId: string) {
  const router = useRouter();
  const [problem, setProblem] = useState<OrphanProblem | null>(null);
  const [busy, setBusy] = useState(false);
  function finish(refused: OrphanProblem | null, path: string) {
    setBusy(false);
    setProblem(refused);
    if (refused) void refreshPage().catch(() => undefined);
    else router.push(path);
  }
  function adopt() {
    adoptApplication(applicationId).then(
      (adopted) => finish(adopted.ok ? null : adopted.error, adopted.ok ? `/settings/siem/${adopted.value}` : ''),
      (error: unknown) => finish(reloadWhenRefused(error) ? 'refused' : 'unreachable', ''),
    );
  }
  function remove() {
    void beginOperation({ kind: 'remove-orphan', applicationId }).then(({ id, state }) =>
      finish(state.ok ? null : state.problem, setupPath(id)),
    );
  }
  function act(choice: OrphanChoice) {
    setProblem(null);
    setBusy(true);
    if (choice === 'adopt') adopt();
    else remove();
  }
  return { problem, busy, act };
}
