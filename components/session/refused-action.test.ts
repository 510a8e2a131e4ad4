import { forbidden, notFound } from 'next/navigation';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { reloadWhenRefused } from './refused-action';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

function page() {
  const reload = vi.fn();
  vi.stubGlobal('window', { location: { reload } });
  // As next.config.js has it.
  vi.stubEnv('__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS', 'true');
  return reload;
}

function thrownBy(refuse: () => never): unknown {
  try {
    return refuse();
  } catch (error) {
    return error;
  }
}

describe('reloadWhenRefused', () => {
  it('loads the page anew when the action answered 403', () => {
    const reload = page();
    expect(reloadWhenRefused(thrownBy(forbidden))).toBe(true);
    expect(reload).toHaveBeenCalledOnce();
  });

  it('leaves the page alone when nobody answered, or something else went wrong', () => {
    const reload = page();
    for (const error of [new TypeError('Failed to fetch'), thrownBy(notFound), null, 'NEXT_HTTP_ERROR_FALLBACK;403']) {
      expect(reloadWhenRefused(error)).toBe(false);
    }
    expect(reload).not.toHaveBeenCalled();
  });
});
