'use client';

import { useEffect, useState } from 'react';
import { listen } from '@/components/ui/event-stream';
import type { ApprovalStatus } from '@/lib/approval/approval-queries';

/** Follows what the administrator decides. Null until the server has told. */
export function useApproval(connectorId: string): ApprovalStatus | null {
  const [status, setStatus] = useState<ApprovalStatus | null>(null);
  useEffect(() => {
    const query = `connector=${encodeURIComponent(connectorId)}`;
    const stop = listen(`/approve/events?${query}`, {
      statusAddress: `/approve/status?${query}`,
      on: {
        approval(data) {
          if (isStatus(data)) setStatus(data);
        },
        end: () => stop(),
      },
      onContact: () => undefined,
      onRefused: () => stop(),
    });
    return stop;
  }, [connectorId]);
  return status;
}

function isStatus(answer: unknown): answer is ApprovalStatus {
  return typeof answer === 'object' && answer !== null && 'state' in answer && 'decidedByUpn' in answer;
}
