'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type BeginProblem, beginOperation, setupPath } from '@/components/operation/begin-operation';
import { reloadWhenRefused } from '@/components/session/refused-action';
import { adoptApplication } from '@/lib/operations/adopt-actions';
import { refreshPage } from '@/lib/session/refresh-actions';

/** clean: adopt after everything foreign was removed. */
export type OrphanChoice = 'adopt' | 'clean' | 'remove';
export type OrphanProblem = BeginProblem;

/** Adopting goes to the connector's page; what changes the tenant opens the pop-up in the click, and has a page of its own. */
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
  function begin(kind: 'adopt' | 'remove-orphan') {
    void beginOperation({ kind, applicationId }).then(({ id, state }) =>
      finish(state.ok ? null : state.problem, setupPath(id)),
    );
  }
  function act(choice: OrphanChoice) {
    setProblem(null);
    setBusy(true);
    if (choice === 'adopt') adopt();
    else begin(choice === 'clean' ? 'adopt' : 'remove-orphan');
  }
  return { problem, busy, act };
}
