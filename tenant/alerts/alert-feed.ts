import { seededRandom } from '@siem-connect/testing/seeded-random';
import type { DetectedAlert } from './alert-model';
import { progressAt } from './alert-progress';
import { generateAlert, type GeneratedAlert } from './generate-alert';

const day = 86_400_000;
const historyLength = 300;
const historySpan = 30 * day;
const arrivalInterval = 4 * 60_000;
/** The retention this organisation has chosen. */
const retention = 30 * day;

export type AlertFeed = {
  /** Every alert the organisation has at this moment, newest first. */
  alertsAt(seededAt: number, now: number): readonly DetectedAlert[];
};

/**
 * About 300 alerts lie in the 30 days before the seed, and one more arrives every few minutes: a function of
 * seed and clock. Nothing is stored; what was generated once is only remembered.
 */
export function createAlertFeed(): AlertFeed {
  let generated = new Map<number, GeneratedAlert>();
  let generatedFor: number | undefined;

  return {
    alertsAt(seededAt, now) {
      const remembered = generatedFor === seededAt ? generated : new Map<number, GeneratedAlert>();
      generated = new Map();
      generatedFor = seededAt;
      const alerts: DetectedAlert[] = [];
      const arrivals = Math.max(0, Math.ceil((now - seededAt) / arrivalInterval));
      for (let number = historyLength + arrivals; number >= 0; number -= 1) {
        const alert = remembered.get(number) ?? generateAlert(number, creationTime(seededAt, number));
        if (alert.createdAtMs > now) continue;
        if (alert.createdAtMs < now - retention) break;
        generated.set(number, alert);
        alerts.push(progressAt(alert, now));
      }
      return alerts;
    },
  };
}

function creationTime(seededAt: number, number: number): number {
  const random = seededRandom(`alert/${number}/time`);
  if (number < historyLength) {
    const slot = historySpan / historyLength;
    return seededAt - historySpan + number * slot + random.between(0, slot - 1);
  }
  return seededAt + (number - historyLength) * arrivalInterval + random.between(0, 90_000);
}
