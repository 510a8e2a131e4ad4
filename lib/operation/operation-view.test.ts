import { describe, expect, it } from 'vitest';
import type { StepWait } from '@/lib/connector/connector';
import { sampleConnector } from '@/lib/connector/testing/sample-connector';
import { plainProblem } from '@/lib/directory/step-problem';
import type { Operation } from './operation';
import { viewOperation } from './operation-view';
import { storedOperation } from './testing/sample-operation';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute));
const requested = {
  name: 'ArcSight',
  api: 'defender-alerts',
  region: 'eu',
  detections: false,
  siemType: 'arcsight',
  secretDays: 90,
} as const;

const operation = (change: Partial<Operation> = {}): Operation =>
  storedOperation({ id: 'o', input: requested, createdAt: at(0), expiresAt: at(10), ...change });

const view = (change: Partial<Operation>, now = at(1)) =>
  viewOperation({ operation: operation(change), connector: null, now: now.getTime() });

describe('viewOperation', () => {
  it('has no set-up to show for work on a connector, or where what was asked for cannot be read', () => {
    expect(view({}).requested).toEqual(requested);
    expect(view({ kind: 'tokens' }).requested).toBeNull();
    expect(view({ input: { name: '' } }).requested).toBeNull();
  });

  it('expires only while nobody has consented', () => {
    expect(view({}, at(9)).state).toBe('waiting');
    expect(view({}, at(10)).state).toBe('expired');
    expect(view({ state: 'consented' }, at(10)).state).toBe('running');
    expect(view({ state: 'failed' }, at(10)).state).toBe('failed');
  });

  it('says what can be asked of it', () => {
    expect(view({}).possible).toEqual(['cancel']);
    expect(view({}, at(10)).possible).toEqual(['repeat', 'cancel']);
    expect(view({ state: 'running' }).possible).toEqual(['follow']);
    expect(view({ state: 'failed' }).possible).toEqual(['retry', 'undo', 'repeat']);
    expect(view({ state: 'failed', kind: 'tokens' }).possible).toEqual(['retry', 'repeat']);
  });

  it('knows a connector that was made and is gone from one that never was', () => {
    expect(view({ state: 'cancelled' }).removed).toBe(false);
    expect(view({ state: 'cancelled', connectorId: 'c' }).removed).toBe(true);
    const connector = sampleConnector();
    const shown = viewOperation({ operation: operation({ connectorId: connector.id }), connector, now: 0 });
    expect(shown.removed).toBe(false);
  });

  it('counts the life of the secret from consent', () => {
    expect(view({}).secretExpires).toBe('2027-02-20T12:00:00.000Z');
    expect(view({ consentedAt: at(5) }).secretExpires).toBe('2027-02-20T12:05:00.000Z');
  });

  it('shows each step in the order of the work: ended, why it failed, what it waits for, later', () => {
    const problem = { ...plainProblem('throttled'), requestId: 'r' };
    const wait: StepWait = { kind: 'wait', reason: 'replication', attempt: 1, since: 1, until: 2, deadline: 3 };
    const times = { operationId: 'o', startedAt: at(1), endedAt: null };
    const connector = sampleConnector({
      steps: [
        { name: 'permission', state: 'failed', detail: problem, ...times },
        { name: 'servicePrincipal', state: 'started', detail: wait, ...times },
        { name: 'application', state: 'ended', detail: null, ...times, operationId: 'earlier', endedAt: at(2) },
        { name: 'credential', state: 'failed', detail: problem, ...times, operationId: 'earlier' },
      ],
    });
    const shown = viewOperation({ operation: operation({ state: 'running' }), connector, now: 0 });
    expect(shown.steps).toEqual([
      { name: 'application', state: 'ended', wait: null, problem: null, endedAt: at(2).toISOString() },
      { name: 'servicePrincipal', state: 'running', wait, problem: null, endedAt: null },
      { name: 'permission', state: 'failed', wait: null, problem, endedAt: null },
      // What stopped an earlier operation need not stop this one.
      { name: 'credential', state: 'later', wait: null, problem: null, endedAt: null },
    ]);
  });

  it('tells that the connector can only be removed', () => {
    const removing = sampleConnector({ state: 'removing' });
    expect(viewOperation({ operation: operation(), connector: removing, now: 0 }).removing).toBe(true);
    expect(viewOperation({ operation: operation(), connector: sampleConnector(), now: 0 }).removing).toBe(false);
  });
});
