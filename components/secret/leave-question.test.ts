import { describe, expect, it, vi } from 'vitest';
import { beforeLeaving, guardLeaving } from './leave-question';

describe('beforeLeaving', () => {
  it('leaves only when the person wants to, while something would be lost', () => {
    const asked: (() => void)[] = [];
    const stop = guardLeaving((leave) => asked.push(leave));
    const leave = vi.fn();
    beforeLeaving(leave);
    expect(leave).not.toHaveBeenCalled();
    asked[0]?.();
    expect(leave).toHaveBeenCalledOnce();
    stop();
    beforeLeaving(leave);
    expect([asked.length, leave.mock.calls.length]).toEqual([1, 2]);
  });
});
