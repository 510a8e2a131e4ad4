import type { DetectedAlert } from './alert-model';
import { formatTime } from './alert-time';
import type { InventedAlert } from './invent-alert';

/** Alerts are worked on as time goes by: taken by an analyst, commented, resolved. */
export function progressAt(invented: InventedAlert, now: number): DetectedAlert {
  const { alert, analyst, digits } = invented;
  const assignedAtMs = happened(invented.assignedAtMs, now);
  const resolvedAtMs = happened(invented.resolvedAtMs, now);
  const updatedAtMs = resolvedAtMs ?? assignedAtMs ?? invented.createdAtMs;
  return {
    ...alert,
    status: statusOf(invented.isUnknown, assignedAtMs, resolvedAtMs),
    verdict: resolvedAtMs === null ? null : invented.verdict,
    assignedTo: assignedAtMs === null ? null : analyst,
    lastUpdateAt: formatTime(updatedAtMs, digits),
    resolvedAt: resolvedAtMs === null ? null : formatTime(resolvedAtMs, digits),
    comments:
      resolvedAtMs === null
        ? []
        : [{ comment: 'Looked at, nothing left to do.', createdBy: analyst, createdAt: formatTime(resolvedAtMs, 7) }],
  };
}

function happened(at: number | null, now: number): number | null {
  return at !== null && at <= now ? at : null;
}

function statusOf(isUnknown: boolean, assignedAt: number | null, resolvedAt: number | null): DetectedAlert['status'] {
  if (resolvedAt !== null) return 'resolved';
  if (assignedAt !== null) return 'inProgress';
  return isUnknown ? 'unknown' : 'new';
}
