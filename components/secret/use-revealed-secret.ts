'use client';

import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { confirmSecretShown } from '@/lib/connector/connector-actions';
import type { RevealedSecret } from '@/lib/directory/directory-context';
import { useOneTimeSecrets } from './one-time-secrets';

/** The secret of this connector while this page stays open: the one that set-up brought, or a new one. */
export function useRevealedSecret(connectorId: string) {
  const pocket = useOneTimeSecrets();
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
    void confirmSecretShown(connectorId, secretId).catch(() => undefined);
  }, [connectorId, secretId]);

  const receive = useCallback((fresh: RevealedSecret) => pocket.put(connectorId, fresh), [pocket, connectorId]);
  return { secret, receive };
}
