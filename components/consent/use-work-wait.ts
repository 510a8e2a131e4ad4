'use client';

import { useEffect, useState } from 'react';
import type { StepWait } from '@/lib/connector/connector';
import { askStatus } from './use-consent-status';

const LOOK_EVERY_MS = 1_000;

/** What the work of a flow waits for, as its row tells; null while it works, or while nobody tells. */
export function useWorkWait(flowId: string): StepWait | null {
  const [wait, setWait] = useState<StepWait | null>(null);
  useEffect(() => {
    const stopped = new AbortController();
    const look = async () => {
      const answer = await askStatus(flowId, stopped.signal);
      if (!stopped.signal.aborted && typeof answer !== 'string') setWait(answer.wait);
    };
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => {
      stopped.abort();
      clearInterval(timer);
    };
  }, [flowId]);
  return wait;
}
