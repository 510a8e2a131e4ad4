import { describe, expect, it } from 'vitest';
import type { ConsentFlow } from '@/lib/consent/consent';
import type { StepWait } from './connector';
import { buildSetupView } from './setup-view';
import { plainProblem } from './step-problem';
import { sampleConnector } from './testing/sample-connector';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute));
const asked = { name: 'ArcSight', api: 'defender-alerts', region: 'eu', detections: false, secretDays: 90 } as const;

function flow(change: Partial<ConsentFlow> = {}): ConsentFlow {
  return {
    ...{ id: 'f', tenantId: 't', personId: 'p', personUpn: 'pat@contoso.example', purpose: 'enable' },
    ...{ connectorId: null, state: 'waiting', leg: 'portal', surface: 'popup', input: asked, scopes: [] },
    ...{ problem: null, leftovers: [], wait: null, createdAt: at(0), consentedAt: null, expiresAt: at(10), version: 0 },
    ...change,
  };
}

const view = (change: Partial<ConsentFlow>, now = at(1)) =>
  buildSetupView({ flow: flow(change), connector: null, now: now.getTime() });

describe('buildSetupView', () => {
  it('has nothing to show for a flow of another page, or one whose input cannot be read', () => {
    expect(view({ purpose: 'tokens' })).toBeNull();
    expect(view({ input: { name: '' } })).toBeNull();
  });

  it('expires only while nobody has consented', () => {
    expect(view({}, at(9))?.state).toBe('waiting');
    expect(view({}, at(10))?.state).toBe('expired');
    expect(view({ state: 'consented' }, at(10))?.state).toBe('running');
    expect(view({ state: 'failed' }, at(10))?.state).toBe('failed');
  });

  it('knows a connector that was made and is gone from one that never was', () => {
    expect(view({ state: 'cancelled' })?.removed).toBe(false);
    expect(view({ state: 'cancelled', connectorId: 'c' })?.removed).toBe(true);
    const there = sampleConnector();
    const shown = buildSetupView({ flow: flow({ connectorId: there.id }), connector: there, now: 0 });
    expect(shown?.removed).toBe(false);
  });

  it('counts the life of the secret from consent', () => {
    expect(view({})?.secretExpires).toBe('2027-02-20T12:00:00.000Z');
    expect(view({ consentedAt: at(5) })?.secretExpires).toBe('2027-02-20T12:05:00.000Z');
  });

  it('shows each step in the order of the work: ended, why it failed, what it waits for, later', () => {
    const problem = { ...plainProblem('throttled'), requestId: 'r' };
    const wait: StepWait = { kind: 'wait', reason: 'replication', attempt: 1, since: 1, until: 2, deadline: 3 };
    const times = { startedAt: at(1), endedAt: null };
    const connector = sampleConnector({
      steps: [
        { name: 'permission', state: 'failed', detail: problem, ...times },
        { name: 'servicePrincipal', state: 'started', detail: wait, ...times },
        { name: 'application', state: 'ended', detail: null, ...times, endedAt: at(2) },
      ],
    });
    const shown = buildSetupView({ flow: flow({ state: 'running' }), connector, now: 0 });
    expect(shown?.steps).toEqual([
      { name: 'application', state: 'ended', wait: null, problem: null, endedAt: at(2).toISOString() },
      { name: 'servicePrincipal', state: 'running', wait, problem: null, endedAt: null },
      { name: 'permission', state: 'failed', wait: null, problem, endedAt: null },
      { name: 'credential', state: 'later', wait: null, problem: null, endedAt: null },
    ]);
  });

  it('tells of the connector what was asked for, and nothing else of its row', () => {
    const shown = buildSetupView({ flow: flow(), connector: sampleConnector(), now: 0 });
    expect(shown?.asked).toEqual(asked);
  });

  it('tells that the connector can only be removed', () => {
    const removing = sampleConnector({ state: 'removing' });
    expect(buildSetupView({ flow: flow(), connector: removing, now: 0 })?.removing).toBe(true);
    expect(buildSetupView({ flow: flow(), connector: sampleConnector(), now: 0 })?.removing).toBe(false);
  });
});
