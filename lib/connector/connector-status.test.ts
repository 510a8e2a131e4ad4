import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import type { ConnectionFailure } from './connector';
import { type ConnectorEvidence, connectorFaults, type DirectoryEvidence } from './connector-evidence';
import { type ConnectorStatus, connectorStatuses, judgeStatus, PROOF_HOLDS_MS, SOON_MS } from './connector-status';
import type { Expiry } from './connector-summary';

const now = Date.UTC(2026, 10, 30, 14);
const DAY_MS = 86_400_000;
const at = (days: number) => new Date(now + days * DAY_MS);
const ends = (what: Expiry['what'], days: number): Expiry => ({
  ...{ what, at: at(days).toISOString(), from: at(-30).toISOString() },
});
const failed = (days: number): ConnectionFailure => ({
  ...{ failedAt: at(days).toISOString(), at: 'alerts', roles: null },
  problem: { kind: 'problem', cause: 'alertsApi', status: 403, aadsts: null, requestId: null },
});

type Read = Extract<DirectoryEvidence, { state: 'read' }>;
const agrees: Read = { state: 'read', at: now, faults: [], secretEndsAt: now + 90 * DAY_MS, settling: false };

/** Everything is as it should be. */
const well: ConnectorEvidence = {
  now,
  record: { state: 'ready', disabledAt: null, removedAt: null, expiries: [ends('secret', 90)] },
  directory: agrees,
  proof: { provenAt: at(-3), pulledAt: null, failure: null },
};

const record = (change: Partial<ConnectorEvidence['record']>) => ({ ...well, record: { ...well.record, ...change } });
const directory = (change: Partial<Read>) => ({ ...well, directory: { ...agrees, ...change } });
const proof = (change: Partial<ConnectorEvidence['proof']>) => ({ ...well, proof: { ...well.proof, ...change } });

/** What docs/connector-status.md says, in its order: one case for each reason, and where two of them meet. */
const cases: readonly (readonly [string, ConnectorEvidence, ConnectorStatus])[] = [
  ['Nothing is wrong; proven 3 days ago', well, 'healthy'],
  [
    'Nothing is wrong; its SIEM got an answer of the Detections API',
    proof({ provenAt: null, pulledAt: at(-1) }),
    'healthy',
  ],
  ['The application was deleted', directory({ faults: ['applicationGone'] }), 'notWorking'],
  ['The service principal was deleted', directory({ faults: ['principalGone'] }), 'notWorking'],
  ['Microsoft disabled the application', directory({ faults: ['disabledByMicrosoft'] }), 'notWorking'],
  ['The application was deactivated in Entra', directory({ faults: ['deactivated'] }), 'notWorking'],
  ['Sign-in of the service principal was switched off in Entra', directory({ faults: ['disabled'] }), 'notWorking'],
  ['The permission was removed', directory({ faults: ['permissionGone'] }), 'notWorking'],
  ['Every client secret was removed', directory({ faults: ['secretsGone'], secretEndsAt: null }), 'notWorking'],
  ['The last verification failed', proof({ failure: failed(-1) }), 'failing'],
  [
    'The last verification failed, and the permission is missing',
    { ...directory({ faults: ['permissionGone'] }), proof: { ...well.proof, failure: failed(-1) } },
    'notWorking',
  ],
  [
    'The last verification failed, and the directory could not be read',
    { ...proof({ failure: failed(-1) }), directory: { state: 'unread', at: now } },
    'failing',
  ],
  [
    'The client secret has expired by the directory, not by the portal’s row',
    directory({ faults: ['secretsExpired'], secretEndsAt: now - DAY_MS }),
    'expired',
  ],
  ['The refresh token has expired', record({ expiries: [ends('refreshToken', -1), ends('secret', 90)] }), 'expired'],
  ['The client secret expires in 10 days', directory({ secretEndsAt: now + 10 * DAY_MS }), 'expiresSoon'],
  [
    'The refresh token expires in 5 days',
    record({ expiries: [ends('refreshToken', 5), ends('secret', 90)] }),
    'expiresSoon',
  ],
  ['The portal’s row says expired, the directory 90 days', record({ expiries: [ends('secret', -1)] }), 'healthy'],
  ['Never proven', proof({ provenAt: null }), 'notVerified'],
  ['Proven 31 days ago', proof({ provenAt: at(-31) }), 'notVerified'],
  ['The directory could not be read', { ...well, directory: { state: 'unread', at: now } }, 'unknown'],
  [
    'The client secret has expired by the portal’s row, and the directory could not be read',
    { ...record({ expiries: [ends('secret', -1)] }), directory: { state: 'unread', at: now } },
    'unknown',
  ],
  ['The directory has not answered yet', { ...well, directory: { state: 'pending' } }, 'checking'],
  [
    'Made less than 5 minutes ago, and the directory lacks the permission',
    directory({ settling: true, faults: ['permissionGone'] }),
    'checking',
  ],
  ['Made less than 5 minutes ago, and the directory has everything', directory({ settling: true }), 'healthy'],
  [
    'Disabled here, and off in the directory',
    { ...record({ disabledAt: at(-2) }), directory: { ...agrees, faults: ['deactivated'] } },
    'disabled',
  ],
  [
    'Disabled here a moment ago, and off in the directory',
    { ...record({ disabledAt: at(0) }), directory: { ...agrees, settling: true, faults: ['deactivated'] } },
    'disabled',
  ],
  ['Disabled here, and on again in the directory', record({ disabledAt: at(-2) }), 'healthy'],
  [
    'Disabled here, then deleted in Entra',
    { ...record({ disabledAt: at(-2) }), directory: { ...agrees, faults: ['applicationGone'] } },
    'notWorking',
  ],
  ['Set-up has not ended', record({ state: 'incomplete' }), 'incomplete'],
  ['Removal has begun and not ended', record({ state: 'removing' }), 'removing'],
  ['Removed here, in the recycle bin', record({ state: 'removed', removedAt: at(-1) }), 'removed'],
];

describe('the status of a connector', () => {
  it.each(cases)('%s', (_, evidence, expected) => {
    expect(judgeStatus(evidence).status).toBe(expected);
  });

  it('is written down with the evidence that decides', async () => {
    expect(new Set(cases.map(([, , status]) => status))).toEqual(new Set(connectorStatuses));
    const rows = cases.map(([words, evidence]) => {
      const { status, reason, at: time } = judgeStatus(evidence);
      return `| ${words} | \`${status}\` | \`${reason}\` | ${time?.slice(0, 10) ?? '–'} |`;
    });
    await expect(await format(page(rows), { parser: 'markdown' })).toMatchFileSnapshot(
      '../../docs/connector-status.md',
    );
  });

  it.each([
    [SOON_MS, 'expiresSoon'],
    [SOON_MS + 1, 'healthy'],
    [1, 'expiresSoon'],
    [0, 'expired'],
  ])('with %i ms left to its secret is %s', (left, expected) => {
    expect(judgeStatus(directory({ secretEndsAt: now + left })).status).toBe(expected);
  });

  it('goes by a proof that is exactly as old as it may be', () => {
    const old = (more: number) => proof({ provenAt: new Date(now - PROOF_HOLDS_MS - more) });
    expect(judgeStatus(old(0)).status).toBe('healthy');
    expect(judgeStatus(old(1)).status).toBe('notVerified');
  });

  it('is failing only by what failed after every proof', () => {
    expect(judgeStatus(proof({ failure: failed(-1), pulledAt: at(-0.5) })).status).toBe('healthy');
    expect(judgeStatus(proof({ failure: failed(-0.2), pulledAt: at(-0.5) })).status).toBe('failing');
  });
});

function page(rows: readonly string[]): string {
  return `# Status of a connector

Decided in one place, [connector-status.ts](../lib/connector/connector-status.ts), for the list, a connector's page and the
API. Written by its test, which also walks every combination of evidence. Read on 30 November 2026, 14:00 UTC.

| Evidence | Status | Decided by | Since or until |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

describe('every combination of evidence', () => {
  const dates = [null, 'ended', 'soon', 'far'] as const;
  const days = { ended: -1, soon: 5, far: 90 } as const;
  const faultSets = [[], ...connectorFaults.map((fault) => [fault]), connectorFaults] as const;
  const directories: readonly DirectoryEvidence[] = [
    { state: 'pending' },
    { state: 'unread', at: now },
    ...faultSets.flatMap((faults) =>
      [true, false].flatMap((settling) =>
        dates.map((end): Read => ({ ...agrees, faults, settling, secretEndsAt: end && now + days[end] * DAY_MS })),
      ),
    ),
  ];
  const expiries = dates.flatMap((secret) =>
    dates.map((token) => [
      ...(secret ? [ends('secret', days[secret])] : []),
      ...(token ? [ends('refreshToken', days[token])] : []),
    ]),
  );
  const proofs = [null, at(-3), at(-40)].flatMap((provenAt) =>
    [null, at(-2), at(-50)].flatMap((pulledAt) =>
      [null, failed(-45), failed(-1)].map((failure) => ({ provenAt, pulledAt, failure })),
    ),
  );

  function* combinations(): Generator<ConnectorEvidence> {
    for (const state of ['ready', 'incomplete', 'removing', 'removed'] as const)
      for (const disabledAt of [null, at(-5)])
        for (const seen of directories)
          for (const ending of expiries)
            for (const one of proofs)
              yield {
                now,
                record: { state, disabledAt, removedAt: state === 'removed' ? at(-1) : null, expiries: ending },
                directory: seen,
                proof: one,
              };
  }

  it('is green exactly with a directory that was read and agrees, a fresh proof, and nothing that ends soon', () => {
    let green = 0;
    let wrong = 0;
    for (const evidence of combinations()) {
      const isHealthy = judgeStatus(evidence).status === 'healthy';
      if (isHealthy) green += 1;
      if (isHealthy !== mayBeGreen(evidence)) wrong += 1;
    }
    expect(wrong).toBe(0);
    expect(green).toBeGreaterThan(100);
  });

  it('that was not read is never more than not known, and tells a failure', () => {
    const unread = new Set<ConnectorStatus>();
    const pending = new Set<ConnectorStatus>();
    for (const evidence of combinations()) {
      if (evidence.record.state !== 'ready') continue;
      if (evidence.directory.state === 'unread') unread.add(judgeStatus(evidence).status);
      if (evidence.directory.state === 'pending') pending.add(judgeStatus(evidence).status);
    }
    expect(unread).toEqual(new Set(['unknown', 'failing']));
    expect(pending).toEqual(new Set(['checking']));
  });

  /** Told apart from how it is judged: by what each piece of evidence has to be. */
  function mayBeGreen({ record: row, directory: seen, proof: shown }: ConnectorEvidence): boolean {
    if (row.state !== 'ready' || seen.state !== 'read' || seen.faults.length > 0) return false;
    const secretEnds = (end: Expiry) =>
      end.what === 'secret' && seen.secretEndsAt !== null ? seen.secretEndsAt : Date.parse(end.at);
    if (row.expiries.some((end) => secretEnds(end) <= now + SOON_MS)) return false;
    const newest = Math.max(shown.provenAt?.getTime() ?? 0, shown.pulledAt?.getTime() ?? 0);
    if (shown.failure && Date.parse(shown.failure.failedAt) > newest) return false;
    return newest >= now - PROOF_HOLDS_MS;
  }
});
