import { describe, expect, it } from 'vitest';
import { findEnd } from './setup-end';

type View = Parameters<typeof findEnd>[0];

const view = (change: Partial<View>): View => ({
  kind: 'enable',
  state: 'waiting',
  connectorId: null,
  removed: false,
  ...change,
});

describe('findEnd', () => {
  it('is null while something goes on, or has failed and may go on', () => {
    for (const state of ['waiting', 'expired', 'running', 'failed'] as const) {
      expect(findEnd(view({ state }))).toBeNull();
      expect(findEnd(view({ state, kind: 'undo', connectorId: 'c' }))).toBeNull();
    }
    expect(findEnd(view({ state: 'done', connectorId: 'c' }))).toBeNull();
  });

  it('says that nothing was created only where nothing was', () => {
    expect(findEnd(view({ state: 'cancelled' }))).toBe('cancelled');
    expect(findEnd(view({ state: 'cancelled' }))).toBe('cancelled');
    expect(findEnd(view({ state: 'cancelled', connectorId: 'c' }))).toBe('cancelledResume');
    expect(findEnd(view({ state: 'cancelled', connectorId: 'c' }))).toBe('cancelledResume');
  });

  it('says that a removal was cancelled, or took place', () => {
    expect(findEnd(view({ state: 'cancelled', kind: 'undo', connectorId: 'c' }))).toBe('cancelledUndo');
    expect(findEnd(view({ kind: 'undo', connectorId: 'c', state: 'cancelled' }))).toBe('cancelledUndo');
    expect(findEnd(view({ kind: 'undo', removed: true, state: 'done' }))).toBe('undone');
  });

  it('says after Undo of a set-up that all of it is gone', () => {
    expect(findEnd(view({ state: 'cancelled', removed: true }))).toBe('undone');
  });
});
