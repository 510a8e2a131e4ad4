'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import type { RevealedSecret } from '@/lib/directory/directory-context';

/**
 * Secrets on their way from Graph's answer to the page that shows them, in this tab's memory only: at most one a
 * connector, outside of React, so that nothing keeps a copy.
 */
class OneTimeSecretStore {
  readonly #held = new Map<string, RevealedSecret>();
  readonly #listeners = new Set<() => void>();
  #dropping: ReturnType<typeof setTimeout> | undefined;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  find(connectorId: string): RevealedSecret | null {
    return this.#held.get(connectorId) ?? null;
  }

  put(connectorId: string, secret: RevealedSecret): void {
    this.#held.set(connectorId, secret);
    for (const listener of this.#listeners) listener();
  }

  /**
   * Says that a page shows the secret. When the page goes, the secret goes; a page that React mounts twice, as in
   * development, comes back before that.
   */
  show(connectorId: string): () => void {
    clearTimeout(this.#dropping);
    return () => {
      this.#dropping = setTimeout(() => this.#held.delete(connectorId));
    };
  }
}

const Pocket = createContext<OneTimeSecretStore | null>(null);

/** Stays while pages change; a reload empties it. */
export function OneTimeSecrets({ children }: { readonly children: ReactNode }) {
  const [pocket] = useState(() => new OneTimeSecretStore());
  return <Pocket value={pocket}>{children}</Pocket>;
}

export function useOneTimeSecrets(): OneTimeSecretStore {
  const pocket = useContext(Pocket);
  if (!pocket) throw new Error('The secret pocket is missing around this page.');
  return pocket;
}
