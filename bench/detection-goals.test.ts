import { describe, expect, it } from 'vitest';
import { detectionGoals, type Measured } from './detection-goals';

type Numbers = { readonly time: number; readonly firstRow: number; readonly peak: number };

const measured = (alerts: number, { time, firstRow, peak }: Numbers): Measured => ({
  alerts,
  api: { milliseconds: time, firstRow },
  loop: { milliseconds: 100 },
  page: { milliseconds: 20 },
  peak: { peak },
});
const met = (...found: readonly Measured[]) => detectionGoals(found).map(({ isMet }) => isMet);
const good = { time: 125, firstRow: 30, peak: 100 };

describe('the goals of the detections API', () => {
  it('are met up to their limits', () => {
    expect(met(measured(1_000, good), measured(100_000, { ...good, peak: 120 }))).toEqual([true, true, true]);
  });

  it.each([
    [{ time: 126 }, [false, true, true]],
    [{ firstRow: 31 }, [true, false, true]],
    [{ peak: 121 }, [true, true, false]],
    // Smaller is not flat either.
    [{ peak: 80 }, [true, true, false]],
  ])('are not met when one size goes beyond: %j', (change, expected) => {
    expect(met(measured(1_000, good), measured(100_000, { ...good, ...change }))).toEqual(expected);
  });

  it('ask for flat memory between large sizes only', () => {
    expect(met(measured(10, { ...good, peak: 50 }), measured(1_000, good), measured(100_000, good))[2]).toBe(true);
  });

  it('are not met by what was not measured', () => {
    expect(met()).toEqual([false, false, false]);
    expect(met(measured(100_000, good))).toEqual([true, true, false]);
  });

  it('say what was found', () => {
    expect(detectionGoals([measured(1_000, good)])[0]?.text).toBe("at most 1.25 of the loop's time: 1.25 ×");
  });
});
