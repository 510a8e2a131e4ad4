import 'server-only';
import { prisma } from '@/lib/db/prisma-client';
import { log } from '@/lib/log';
import type { AuditEvent, AuditLog } from './audit';

export const auditStore: AuditLog = {
  async record(event: AuditEvent): Promise<void> {
    // The log line comes first: it is what remains when the database is what failed.
    log().info({ audit: event }, 'audit');
    const db = await prisma();
    await db.auditEvent.create({ data: { ...event, ...(event.detail ? { detail: { ...event.detail } } : {}) } });
  },
};
