import type { DetectedAlert } from '../alerts/alert-model';
import type { Tenant } from '../context/tenant-context';

/** What the organisation knows of at this moment, newest first; by settings nothing, or each alert later. */
export function knownAlerts({ alerts, clock, store }: Tenant): readonly DetectedAlert[] {
  const { seededAt, settings } = store.read();
  if (!settings.alerts) return [];
  const newest = clock.now() - settings.alertDelayMs;
  return alerts.alertsAt(seededAt, clock.now()).filter(({ createdAt }) => Date.parse(createdAt) <= newest);
}
