import { z } from 'zod';
import type { SiemApi } from '@/lib/siem/connector-details';

/** One alert as the page shows it: text that Microsoft sent, shortened, and never anything but text. */
export type AlertView = {
  /** ISO 8601, UTC; null when it is missing or no time. */
  readonly at: string | null;
  readonly severity: string | null;
  readonly title: string | null;
  readonly device: string | null;
  readonly category: string | null;
  readonly source: string | null;
  /** The whole alert as JSON; null when it is too long to show. */
  readonly json: string | null;
};

const LONGEST_TEXT = 300;
const LONGEST_ALERT = 64_000;

/** Whatever is not a string counts as missing: an alert in an unknown shape is shown, not refused. */
const text = z.string().nullable().catch(null);
const object = z.record(z.string(), z.unknown());

const defenderAlert = z.object({
  alertCreationTime: text,
  severity: text,
  title: text,
  computerDnsName: text,
  category: text,
  detectionSource: text,
});

const graphAlert = z.object({
  createdDateTime: text,
  severity: text,
  title: text,
  category: text,
  serviceSource: text,
  evidence: z.array(z.unknown()).catch([]),
});

const detection = z.object({
  AlertTime: text,
  Severity: text,
  AlertTitle: text,
  ComputerDnsName: text,
  Category: text,
  Source: text,
});

const deviceEvidence = z.object({ deviceDnsName: z.string() });

/**
 * Takes the alerts of one answer and gives what the page shows of them, newest first. What is no object is left out.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/alerts
 * @see https://learn.microsoft.com/graph/api/resources/security-alert
 */
export function viewAlerts(api: SiemApi, alerts: readonly unknown[]): readonly AlertView[] {
  return alerts
    .flatMap((alert) => {
      const known = object.safeParse(alert).data;
      return known ? [{ ...summaries[api](known), json: writeJson(known) }] : [];
    })
    .toSorted((one, other) => (other.at ?? '').localeCompare(one.at ?? ''));
}

type Summary = Omit<AlertView, 'json'>;

const summaries: Readonly<Record<SiemApi, (alert: Record<string, unknown>) => Summary>> = {
  'defender-alerts': (alert) => {
    const { alertCreationTime, computerDnsName, detectionSource, ...rest } = defenderAlert.parse(alert);
    return clean({ ...rest, at: alertCreationTime, device: computerDnsName, source: detectionSource });
  },
  'graph-alerts': (alert) => {
    const { createdDateTime, serviceSource, evidence, ...rest } = graphAlert.parse(alert);
    const [device] = evidence.flatMap((one) => deviceEvidence.safeParse(one).data?.deviceDnsName ?? []);
    return clean({ ...rest, at: createdDateTime, device: device ?? null, source: serviceSource });
  },
  detections: (row) => {
    const { AlertTime: at, Severity: severity, AlertTitle: title, ...rest } = detection.parse(row);
    return clean({ at, severity, title, device: rest.ComputerDnsName, category: rest.Category, source: rest.Source });
  },
};

function clean({ at, severity, title, device, category, source }: Summary): Summary {
  return {
    at: readTime(at),
    severity: shorten(severity),
    title: shorten(title),
    device: shorten(device),
    category: shorten(category),
    source: shorten(source),
  };
}

/** Characters that end a line or turn the reading direction could make an alert look other than it is. */
function shorten(value: string | null): string | null {
  const plain = value?.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  if (!plain) return null;
  return plain.length > LONGEST_TEXT ? `${plain.slice(0, LONGEST_TEXT)}…` : plain;
}

function readTime(value: string | null): string | null {
  const time = value === null ? NaN : Date.parse(value);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function writeJson(alert: Readonly<Record<string, unknown>>): string | null {
  const json = JSON.stringify(alert, null, 2).replace(
    /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return json.length > LONGEST_ALERT ? null : json;
}
