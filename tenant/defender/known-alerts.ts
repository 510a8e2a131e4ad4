import type { DetectedAlert } from '../alerts/alert-model';
import type { Tenant } from '../context/tenant-context';

/** What the organisation has at this moment, newest first; nothing by a setting. */
export function knownAlerts({ alerts, clock, store }: Tenant): readonly DetectedAlert[] {
  const { seededAt, settings } = store.read();
  return settings.alerts ? alerts.alertsAt(seededAt, clock.now()) : [];
}
