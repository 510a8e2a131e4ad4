'use client';

import { useState } from 'react';
import { reloadWhenRefused } from '@/components/session/refused-action';
import { type ConnectorOperation, isUnderWay } from '@/components/operation/use-connector-operation';
import type { Verification } from '@/lib/verification/verification';
import { verifyConnection } from '@/lib/verification/verification-actions';

export type VerifyProblem = 'signedOut' | 'input' | 'tooMany' | 'unreachable' | 'refused';

type VerificationOptions = {
  readonly connectorId: string;
  /** While it is displayed; else a pop-up allows a short-lived credential. */
  readonly secret: string | null;
  readonly operation: ConnectorOperation;
  readonly onVerified: (verification: Verification | null) => void;
};

/** One verification at a time, by the secret at hand or by an operation. */
export function useVerification({ connectorId, secret, operation, onVerified }: VerificationOptions) {
  const [state, setState] = useState<'ready' | 'working' | VerifyProblem>('ready');

  function verify() {
    if (isUnderWay(operation, 'verify')) return;
    onVerified(null);
    if (secret === null) {
      setState('ready');
      operation.begin({ kind: 'verify' });
      return;
    }
    setState('working');
    verifyConnection(connectorId, secret).then(
      (answer) => {
        if (!answer.ok) {
          setState(answer.error === 'unknown' ? 'input' : answer.error);
          return;
        }
        setState('ready');
        onVerified(answer.value);
      },
      (error: unknown) => setState(reloadWhenRefused(error) ? 'refused' : 'unreachable'),
    );
  }

  return { state, verify };
}
