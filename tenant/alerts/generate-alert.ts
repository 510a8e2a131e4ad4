import { seededRandom, type Random } from '@siem-connect/testing/seeded-random';
import { accountHolders, analysts, devices } from './alert-actors';
import { gatherEvidence } from './alert-evidence';
import type { AlertVerdict, DetectedAlert } from './alert-model';
import { alertPatterns } from './alert-patterns';
import { formatTime, ticksOf } from './alert-time';

const hour = 3_600_000;

/** What is known of an alert from the start, with what will become of it. */
export type GeneratedAlert = {
  readonly alert: Omit<DetectedAlert, 'status' | 'verdict' | 'assignedTo' | 'lastUpdateAt' | 'resolvedAt' | 'comments'>;
  readonly createdAtMs: number;
  readonly digits: number;
  readonly assignedAtMs: number | null;
  readonly resolvedAtMs: number | null;
  readonly analyst: string;
  readonly verdict: AlertVerdict;
  readonly isUnknown: boolean;
};

const verdicts: readonly [AlertVerdict, ...AlertVerdict[]] = [
  { classification: 'truePositive', endpoint: 'Malware', graph: 'malware' },
  { classification: 'truePositive', endpoint: 'Phishing', graph: 'phishing' },
  { classification: 'truePositive', endpoint: 'CompromisedUser', graph: 'compromisedAccount' },
  { classification: 'falsePositive', endpoint: 'Clean', graph: 'notMalicious' },
  { classification: 'falsePositive', endpoint: 'InsufficientData', graph: 'notEnoughDataToValidate' },
  { classification: 'informationalExpectedActivity', endpoint: 'SecurityTesting', graph: 'securityTesting' },
  { classification: 'informationalExpectedActivity', endpoint: 'ConfirmedUserActivity', graph: 'confirmedActivity' },
];

/** The same number always gives the same alert. */
export function generateAlert(number: number, createdAtMs: number): GeneratedAlert {
  const random = seededRandom(`alert/${number}`);
  // Squaring leans towards the first, the everyday patterns.
  const position = Math.floor((random.between(0, 999) / 1000) ** 2 * alertPatterns.length);
  const pattern = alertPatterns[position] ?? alertPatterns[0];
  const user = random.pick(accountHolders);
  const digits = random.between(2, 7);
  const lastActivityMs = createdAtMs - random.between(2_000, 900_000);
  const isInvestigated = pattern.source.endpoint !== null && random.isTrue(0.5);
  return {
    alert: {
      id: `da${ticksOf(createdAtMs)}_${random.isTrue(0.5) ? '-' : ''}${random.between(10_000_000, 2_147_483_647)}`,
      incidentId: 1_000 + Math.floor(number / 3),
      investigationId: isInvestigated ? 20_000 + number : null,
      investigationState: isInvestigated
        ? random.pick(['Running', 'SuccessfullyRemediated', 'Benign', 'PendingApproval', 'TerminatedBySystem'])
        : random.pick(['Queued', 'UnsupportedAlertType', 'UnsupportedOs']),
      severity: pattern.severity,
      pattern,
      device: pattern.source.endpoint === null ? null : random.pick(devices),
      user: pattern.evidence.includes('user') ? user : null,
      createdAt: formatTime(createdAtMs, digits),
      firstActivityAt: formatTime(lastActivityMs - random.between(0, 3 * hour), random.between(2, 7)),
      lastActivityAt: formatTime(lastActivityMs, random.between(2, 7)),
      evidence: gatherEvidence(pattern.evidence, { random, user, createdAtMs }),
    },
    createdAtMs,
    ...generateProgress(random, createdAtMs),
  };
}

function generateProgress(random: Random, createdAtMs: number): Omit<GeneratedAlert, 'alert' | 'createdAtMs'> {
  const assignedAtMs = random.isTrue(0.8) ? createdAtMs + random.between(10, 600) * 60_000 : null;
  const isResolved = assignedAtMs !== null && random.isTrue(0.85);
  return {
    digits: random.between(1, 7),
    assignedAtMs,
    resolvedAtMs: isResolved ? assignedAtMs + random.between(1, 90) * hour : null,
    analyst: random.pick(analysts),
    verdict: random.pick(verdicts),
    isUnknown: random.isTrue(0.03),
  };
}
