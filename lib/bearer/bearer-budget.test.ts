import { describe, expect, it } from 'vitest';
import { createBearerBudget, MOST_REFUSALS } from './bearer-budget';
import { type RefusalCount, refusalReport } from './refusal-report';

describe('createBearerBudget', () => {
  it('remembers of each token what Microsoft said of it last', async () => {
    const budget = createBearerBudget();
    budget.prove('token');
    expect([budget.isProven('token'), budget.isProven('another'), budget.wasRefused('token')]).toEqual([
      true,
      false,
      false,
    ]);
    await budget.refuse('token', 'here');
    expect([budget.isProven('token'), budget.wasRefused('token'), budget.wasRefused('another')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('stops an address that was wrong too often, and no other', async () => {
    const budget = createBearerBudget();
    for (let count = 0; count < MOST_REFUSALS; count += 1) {
      expect(await budget.blockedFor('here')).toBeNull();
      await budget.refuse(`token ${count}`, 'here');
    }
    expect(await budget.blockedFor('here')).toBeGreaterThan(0);
    expect(await budget.blockedFor('elsewhere')).toBeNull();
  });
});

describe('refusalReport', () => {
  it('tells of a reason at once, and of a thousand more in one line', () => {
    const written: RefusalCount[] = [];
    let time = 0;
    const refused = refusalReport(
      () => time,
      (count) => written.push(count),
    );
    for (let count = 0; count < 1_000; count += 1) refused('unsigned');
    refused('expired');
    time = 60_000;
    refused('unsigned');
    expect(written).toEqual([
      { reason: 'unsigned', count: 1 },
      { reason: 'expired', count: 1 },
      { reason: 'unsigned', count: 1_000 },
    ]);
  });
});
