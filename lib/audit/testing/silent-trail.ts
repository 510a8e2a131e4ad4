import type { AuditTrail } from '../audit';

/** For tests that are not about the audit log. */
export const silentTrail: AuditTrail = {
  record: () => Promise.resolve(),
  begin: () => Promise.resolve(() => Promise.resolve()),
};
