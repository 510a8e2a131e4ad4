'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { reloadWhenRefused } from '@/components/session/refused-action';
import { isUnderWay, type PassageOnPage } from '@/components/connector/passage-state';
import type { Verification } from '@/lib/verification/verification';
import { type VerificationState, verifyConnection } from '@/lib/verification/verification-actions';

export type VerifyProblem = Extract<VerificationState, { ok: false }>['problem'] | 'unreachable' | 'refused';

type VerificationOptions = {
  readonly connectorId: string;
  /** While it is displayed; else a pop-up allows a short-lived credential. */
  readonly secret: string | null;
  readonly passage: PassageOnPage;
  readonly onVerified: (verification: Verification | null) => void;
};

/** One verification at a time, by the secret at hand or by a passage. */
export function useVerification({ connectorId, secret, passage, onVerified }: VerificationOptions) {
  const router = useRouter();
  const [state, setState] = useState<'ready' | 'working' | VerifyProblem>('ready');

  function verify() {
    if (isUnderWay(passage, 'verify')) return;
    onVerified(null);
    if (secret === null) {
      setState('ready');
      passage.begin('verify');
      return;
    }
    setState('working');
    verifyConnection(connectorId, secret).then(
      (answer) => {
        setState(answer.ok ? 'ready' : answer.problem);
        if (!answer.ok) return;
        onVerified(answer.verification);
        // When it was last proven is the server's to say.
        router.refresh();
      },
      (error: unknown) => setState(reloadWhenRefused(error) ? 'refused' : 'unreachable'),
    );
  }

  return { state, verify };
}
