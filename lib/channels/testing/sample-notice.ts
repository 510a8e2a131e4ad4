import { randomUUID } from 'node:crypto';
import type { NewNotice, Notice } from '@/lib/notices/notice';

export function newNotice(change: Partial<NewNotice> = {}): NewNotice {
  return {
    ...{ subject: `secret ${randomUUID()}`, threshold: 'left10', urgency: 2, kind: 'secretEnds', severity: 'warning' },
    ...{ connectorId: 'c', about: 'ArcSight', dueAt: new Date('2026-12-01T00:00:00Z'), late: false },
    facts: { endsAt: '2026-12-12T12:00:00.000Z', percent: 7 },
    ...change,
  };
}

export function sampleNotice(change: Partial<Notice> = {}): Notice {
  return {
    ...newNotice(),
    ...{ id: 'n', tenantId: 't', createdAt: new Date('2026-12-01T00:00:00Z'), closedAt: null },
    ...{ acknowledgedAt: null, acknowledgedByUpn: null, handledReason: null, snoozedUntil: null },
    ...change,
  };
}
