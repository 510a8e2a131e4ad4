'use client';

import { useState } from 'react';
import { reloadWhenRefused } from '@/components/session/refused-action';
import type { Result } from '@/lib/result';

const problems = ['signedOut', 'unknown', 'input', 'target', 'smtpMissing', 'many'] as const;

/** Why something that was asked for was not done. */
export type ActProblem = (typeof problems)[number] | 'failed';

export type Act = {
  readonly busy: boolean;
  readonly problem: ActProblem | null;
  /** Asks for something, unless the last thing is still under way; then says what came of it, if it was done. */
  readonly act: <Value>(ask: () => Promise<Result<Value, string>>, then?: (value: Value) => void) => void;
};

/** Calls actions, and keeps why one did not do what it was asked. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ActProblem | null>(null);
  function act<Value>(ask: () => Promise<Result<Value, string>>, then?: (value: Value) => void) {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    ask()
      .then(
        (done) => {
          if (done.ok) then?.(done.value);
          else setProblem(problems.find((known) => known === done.error) ?? 'failed');
        },
        (error: unknown) => {
          if (!reloadWhenRefused(error)) setProblem('failed');
        },
      )
      .finally(() => setBusy(false));
  }
  return { busy, problem, act };
}
