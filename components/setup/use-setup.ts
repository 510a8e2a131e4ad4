'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useState } from 'react';
import { useOneTimeSecrets } from '@/components/secret/one-time-secrets';
import { type Followed, type FollowedOperation, useOperation } from '@/components/operation/use-operation';
import type { OperationView } from '@/lib/operation/operation-view';

type Setup = FollowedOperation & {
  /** After it was asked to go on: follows it anew. */
  readonly goOn: () => void;
};

/** Follows set-up; when it ends well, carries the secret to the connector's page in memory and goes there. */
export function useSetup(initial: OperationView): Setup {
  const router = useRouter();
  const pocket = useOneTimeSecrets();
  const [followed, setFollowed] = useState<Followed>({ initial });
  const now = useOperation(followed, {
    onResult(result) {
      if (result.kind === 'secret') pocket.put(result.connectorId, result.secret);
    },
    onEnd({ kind, state, connectorId }) {
      if (kind === 'enable' && state === 'done' && connectorId) router.replace(`/settings/siem/${connectorId}`);
    },
  });
  const view = now?.view ?? initial;
  const goOn = useCallback(() => setFollowed({ initial: { ...view, state: 'running', outcome: null } }), [view]);
  return { view, contact: now?.contact ?? 'ok', ended: now?.ended ?? false, goOn };
}
