'use client';

import { useEffect, useState } from 'react';
import { CONSENT_CHANNEL } from './open-pop-up';
import type { ConsentStatus } from '@/lib/consent/consent-queries';

const LOOK_EVERY_MS = 1_000;

/** Whether the server tells this page about the flow; to whoever is signed out it does not. */
export type Contact = 'ok' | 'offline' | 'signedOut';

type Watched = { readonly status: ConsentStatus; readonly contact: Contact };

/**
 * Watches one flow while it waits: asks the server every second, and at once when the pop-up rings. The server's row
 * is the truth; the ring only says "look now".
 */
export function useConsentStatus(flowId: string, initial: ConsentStatus): Watched & { readonly look: () => void } {
  const [watched, setWatched] = useState<Watched>({ status: initial, contact: 'ok' });
  const [ring, setRing] = useState(0);
  const waiting = watched.status.state === 'waiting';

  useEffect(() => {
    if (!waiting) return undefined;
    const stopped = new AbortController();
    const look = async () => {
      const answer = await askStatus(flowId, stopped.signal);
      if (stopped.signal.aborted) return;
      setWatched((before) =>
        typeof answer === 'string' ? { ...before, contact: answer } : { status: answer, contact: 'ok' },
      );
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    const channel = new BroadcastChannel(CONSENT_CHANNEL);
    channel.onmessage = () => void look();
    return () => {
      stopped.abort();
      clearInterval(timer);
      channel.close();
    };
  }, [flowId, waiting, ring]);

  return { ...watched, look: () => setRing((count) => count + 1) };
}

/** What the flow's row tells now. */
export async function askStatus(flowId: string, signal: AbortSignal): Promise<ConsentStatus | 'offline' | 'signedOut'> {
  try {
    const response = await fetch(`/consent/status?flow=${encodeURIComponent(flowId)}`, { signal, cache: 'no-store' });
    if (response.status === 404) return 'signedOut';
    if (!response.ok) return 'offline';
    const answer: unknown = await response.json();
    return isStatus(answer) ? answer : 'offline';
  } catch {
    return 'offline';
  }
}

function isStatus(answer: unknown): answer is ConsentStatus {
  return typeof answer === 'object' && answer !== null && 'state' in answer && 'wait' in answer;
}
