'use client';

import { useEffect, useState } from 'react';
import type { ApprovalStatus } from '@/lib/approval/approval-queries';

const LOOK_EVERY_MS = 3_000;

/** Follows what the administrator decides. Null until the server has told; a lost answer is asked for again. */
export function useApproval(connectorId: string, asked: number): ApprovalStatus | null {
  const [status, setStatus] = useState<ApprovalStatus | null>(null);
  const decided = status?.state === 'approved';
  useEffect(() => {
    if (decided) return undefined;
    const stopped = new AbortController();
    const check = async () => {
      const found = await askStatus(connectorId, stopped.signal);
      if (found && !stopped.signal.aborted) setStatus(found);
    };
    void check();
    const timer = setInterval(() => void check(), LOOK_EVERY_MS);
    return () => {
      stopped.abort();
      clearInterval(timer);
    };
  }, [connectorId, decided, asked]);
  return status;
}

async function askStatus(connectorId: string, signal: AbortSignal): Promise<ApprovalStatus | null> {
  try {
    const address = `/approve/status?connector=${encodeURIComponent(connectorId)}`;
    const response = await fetch(address, { signal, cache: 'no-store' });
    const answer: unknown = response.ok ? await response.json() : null;
    return isStatus(answer) ? answer : null;
  } catch {
    return null;
  }
}

function isStatus(answer: unknown): answer is ApprovalStatus {
  return typeof answer === 'object' && answer !== null && 'state' in answer && 'decidedByUpn' in answer;
}
