'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { confirmSecretShown } from '@/lib/connector/connector-actions';
import type { RevealedSecret } from '@/lib/directory/directory-context';
import { useOneTimeSecrets } from './one-time-secrets';

/** The secret of this connector while this page stays open: the one that set-up brought, or a new one. */
export function useRevealedSecret(connectorId: string) {
  const pocket = useOneTimeSecrets();
  const router = useRouter();
  const secret = useSyncExternalStore(
    pocket.subscribe,
    () => pocket.find(connectorId),
    () => null,
  );
  useEffect(() => pocket.show(connectorId), [pocket, connectorId]);

  // Until the server hears of it, the secret counts as undelivered and is removed with the next one. A lost message
  // therefore costs a secret, never leaves one behind.
  const secretId = secret?.secretId;
  useEffect(() => {
    if (!secretId) return;
    // What the router keeps of this page for the way back must not say that nobody has seen the secret.
    void confirmSecretShown(connectorId, secretId).then(
      () => router.refresh(),
      () => undefined,
    );
  }, [connectorId, secretId, router]);

  const receive = useCallback((fresh: RevealedSecret) => pocket.put(connectorId, fresh), [pocket, connectorId]);
  return { secret, receive };
}
