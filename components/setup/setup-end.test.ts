import { describe, expect, it } from 'vitest';
import type { SetupView } from '@/lib/connector/setup-view';
import { findEnd } from './setup-end';

const asked = { name: 'ArcSight', api: 'defender-alerts', region: 'eu', detections: false, secretDays: 90 } as const;

const view = (change: Partial<SetupView>): SetupView => ({
  ...{ flowId: 'f', purpose: 'enable', state: 'waiting', surface: 'popup', problem: null, expiresAt: '', scopes: [] },
  ...{ personUpn: 'pat@contoso.example', consentedAt: null, asked, secretExpires: '', steps: [] },
  ...{ connectorId: null, removed: false, removing: false, appId: null, leftInRecycleBin: [] },
  ...change,
});

describe('findEnd', () => {
  it('is null while something goes on, or has failed and may go on', () => {
    for (const state of ['waiting', 'expired', 'running', 'failed'] as const) {
      expect(findEnd(view({ state }), false)).toBeNull();
      expect(findEnd(view({ state, purpose: 'undo', connectorId: 'c' }), false)).toBeNull();
    }
    expect(findEnd(view({ state: 'done', connectorId: 'c' }), false)).toBeNull();
  });

  it('says that nothing was created only where nothing was', () => {
    expect(findEnd(view({ state: 'cancelled' }), false)).toBe('cancelled');
    expect(findEnd(view({}), true)).toBe('cancelled');
    expect(findEnd(view({ connectorId: 'c' }), true)).toBe('cancelledResume');
    expect(findEnd(view({ state: 'cancelled', connectorId: 'c' }), false)).toBe('cancelledResume');
  });

  it('says that a removal was cancelled, or took place', () => {
    expect(findEnd(view({ purpose: 'undo', connectorId: 'c' }), true)).toBe('cancelledUndo');
    expect(findEnd(view({ purpose: 'undo', connectorId: 'c', state: 'cancelled' }), false)).toBe('cancelledUndo');
    expect(findEnd(view({ purpose: 'undo', removed: true, state: 'done' }), false)).toBe('undone');
  });

  it('says after Undo of a set-up that all of it is gone', () => {
    expect(findEnd(view({ state: 'cancelled', removed: true }), false)).toBe('undone');
  });
});
