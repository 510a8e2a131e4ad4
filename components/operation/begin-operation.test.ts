import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { beginOperation } from './begin-operation';

afterEach(() => vi.unstubAllGlobals());

/** A browser that opens windows, or blocks them. */
function browser(answer: object | null) {
  const opened: string[] = [];
  const open = (address: string) => {
    opened.push(address);
    return answer;
  };
  vi.stubGlobal('window', { open });
  return opened;
}

const tokens = { kind: 'tokens', connectorId: 'c' } as const;

describe('beginOperation', () => {
  it('opens the pop-up before anything else, or the browser would block it, and names one operation to both', async () => {
    const opened = browser({});
    const { id, state } = await beginOperation(tokens, (click) => {
      expect(opened).toEqual([`/consent/start?operation=${click.id}`]);
      expect(click).toMatchObject({ displayMode: 'popup', operation: tokens });
      return Promise.resolve({ ok: true });
    });
    expect(state).toEqual({ ok: true });
    expect(opened).toEqual([`/consent/start?operation=${id}`]);
    expect(z.uuidv4().safeParse(id).success).toBe(true);
  });

  it('tells the server that the browser blocked it', async () => {
    browser(null);
    const clicks: string[] = [];
    await beginOperation(tokens, ({ displayMode }) => {
      clicks.push(displayMode);
      return Promise.resolve({ ok: true });
    });
    expect(clicks).toEqual(['blocked']);
  });

  it('says that the server cannot be reached', async () => {
    browser({});
    const { state } = await beginOperation(tokens, () => Promise.reject(new TypeError('Failed to fetch')));
    expect(state).toEqual({ ok: false, problem: 'unreachable' });
  });

  it('loads the page anew when the server refuses: what it offers is not true any more', async () => {
    browser({});
    const reload = vi.fn();
    vi.stubGlobal('window', Object.assign(window, { location: { reload } }));
    const refused = Object.assign(new Error(), { digest: 'NEXT_HTTP_ERROR_FALLBACK;403' });
    const { state } = await beginOperation(tokens, () => Promise.reject(refused));
    expect(state).toEqual({ ok: false, problem: 'refused' });
    expect(reload).toHaveBeenCalledOnce();
  });
});
