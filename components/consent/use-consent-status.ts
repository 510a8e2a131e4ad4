'use client';

import { useEffect, useState } from 'react';
import { CONSENT_CHANNEL } from './open-pop-up';
import type { ConsentStatus } from '@/lib/consent/consent-queries';

const LOOK_EVERY_MS = 1_000;

type Watched = { readonly status: ConsentStatus; readonly offline: boolean };

/**
 * Watches one flow while it waits: asks the server every second, and at once when the pop-up rings. The server's row
 * is the truth; the ring only says "look now".
 */
export function useConsentStatus(flowId: string, initial: ConsentStatus): Watched & { readonly look: () => void } {
  const [watched, setWatched] = useState<Watched>({ status: initial, offline: false });
  const [ring, setRing] = useState(0);
  const waiting = watched.status.state === 'waiting';

  useEffect(() => {
    if (!waiting) return undefined;
    const stopped = new AbortController();
    const look = async () => {
      const status = await askStatus(flowId, stopped.signal);
      if (stopped.signal.aborted) return;
      setWatched((before) => (status ? { status, offline: false } : { ...before, offline: true }));
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

/** @returns null when the portal did not answer */
async function askStatus(flowId: string, signal: AbortSignal): Promise<ConsentStatus | null> {
  try {
    const response = await fetch(`/consent/status?flow=${encodeURIComponent(flowId)}`, { signal, cache: 'no-store' });
    if (!response.ok) return null;
    const answer: unknown = await response.json();
    return isStatus(answer) ? answer : null;
  } catch {
    return null;
  }
}

function isStatus(answer: unknown): answer is ConsentStatus {
  return typeof answer === 'object' && answer !== null && 'state' in answer && 'expiresAt' in answer;
}
