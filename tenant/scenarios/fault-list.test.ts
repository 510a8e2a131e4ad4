import { describe, expect, it } from 'vitest';
import { faultListSchema } from './fault';
import { createFaultList } from './fault-list';

const target = { method: 'GET', path: '/v1.0/applications', query: '?$top=1' };

function listWith(faults: unknown) {
  const list = createFaultList();
  list.replace(faultListSchema.parse(faults));
  return list;
}

describe('faults', () => {
  it.each([
    [[{ path: '(', status: 500 }]],
    [[{ path: 'x' }]],
    [[{ path: 'x', status: 500, delayMs: 5 }]],
    [[{ path: 'x', reset: false }]],
    [[{ path: 'x', status: 200 }]],
    [[{ path: 'x', delayMs: 5, retryAfter: 1 }]],
    [[{ path: 'x', hang: false }]],
    [[{ path: 'x', hang: true, reset: true }]],
    [[{ path: 'x', reset: 'after', after: true }]],
    [[{ path: 'x', malformed: 'html', claims: true }]],
    [[{ path: 'x', body: '(', status: 500 }]],
    [[{ path: 'x', status: 500, unknown: 1 }]],
    [{ path: 'x', status: 500 }],
  ])('refuses %j', (faults) => {
    expect(faultListSchema.safeParse(faults).success).toBe(false);
  });

  it('spends its turns and is gone', () => {
    const list = listWith([{ path: '^/v1.0/applications$', status: 503, times: 2 }]);
    expect(list.take(target)).toMatchObject({ kind: 'status', status: 503 });
    expect(list.list()).toMatchObject([{ times: 1 }]);
    expect(list.take(target)).toBeDefined();
    expect(list.take(target)).toBeUndefined();
    expect(list.list()).toEqual([]);
  });

  it('looks at method, path and query', () => {
    const list = listWith([{ method: 'post', path: 'applications', query: 'top=1', reset: true }]);
    expect(list.take(target)).toBeUndefined();
    expect(list.take({ ...target, method: 'POST', query: '' })).toBeUndefined();
    expect(list.take({ ...target, method: 'POST' })).toEqual({ kind: 'reset', when: 'before' });
  });

  it('looks at the body, and says beforehand that it does', () => {
    const list = listWith([{ path: 'applications', body: 'grant_type=client_credentials', hang: true }]);
    expect(list.readBodies()).toBe(true);
    expect(list.take({ ...target, body: 'grant_type=refresh_token' })).toBeUndefined();
    const effect = list.take({ ...target, body: 'client_id=1&grant_type=client_credentials' });
    expect(effect).toEqual({ kind: 'hang', when: 'before' });
    expect(list.readBodies()).toBe(false);
  });

  it('can refuse after the work was done, and have the refusal corrupted on the way', () => {
    const list = listWith([{ path: 'applications', status: 504, after: true, malformed: 'html' }]);
    expect(list.take(target)).toMatchObject({ kind: 'status', status: 504, when: 'after', corruption: 'html' });
  });

  it('lets the first ones pass when told to', () => {
    const list = listWith([{ path: 'applications', skip: 2, malformed: true }]);
    expect([list.take(target), list.take(target)]).toEqual([undefined, undefined]);
    expect(list.take(target)).toEqual({ kind: 'malformed', how: 'truncated' });
  });

  it('goes on to the next fault that fits', () => {
    const list = listWith([
      { path: 'applications', status: 429, skip: 1 },
      { path: 'applications', delayMs: 5 },
    ]);
    expect(list.take(target)).toEqual({ kind: 'delay', delayMs: 5 });
    expect(list.take(target)).toMatchObject({ status: 429 });
  });

  it('keeps effects the caller cannot carry out for somebody who can', () => {
    const list = listWith([{ path: 'applications', reset: true }]);
    expect(list.take(target, ['status'])).toBeUndefined();
    expect(list.take(target)).toBeDefined();
  });
});
