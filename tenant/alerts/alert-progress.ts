import type { DetectedAlert } from './alert-model';
import { formatTime } from './alert-time';
import type { GeneratedAlert } from './generate-alert';

/** Alerts are worked on as time goes by: taken by an analyst, commented, resolved. */
export function progressAt(generated: GeneratedAlert, now: number): DetectedAlert {
  const { alert, analyst, digits } = generated;
  const assignedAtMs = happened(generated.assignedAtMs, now);
  const resolvedAtMs = happened(generated.resolvedAtMs, now);
  const updatedAtMs = resolvedAtMs ?? assignedAtMs ?? generated.createdAtMs;
  return {
    ...alert,
    status: statusOf(generated.isUnknown, assignedAtMs, resolvedAtMs),
    verdict: resolvedAtMs === null ? null : generated.verdict,
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
