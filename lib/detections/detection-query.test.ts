import { describe, expect, it } from 'vitest';
import { parseDetectionQuery } from './detection-query';

const now = Date.UTC(2026, 10, 22, 12);
const parse = (text: string) => parseDetectionQuery(new URLSearchParams(text), now);

describe('the parameters are refused when', () => {
  it.each([
    ['sinceTimeUtc=yesterday', 'sinceTimeUtc'],
    ['sinceTimeUtc=2026-02-30', 'sinceTimeUtc'],
    ['sinceTimeUtc=', 'sinceTimeUtc'],
    ['sinceTimeUtc=2026-11-22T10:00:00-080', 'sinceTimeUtc'],
    ['sinceTimeUtc=9999-12-31T23:59:59.5-14:00', 'sinceTimeUtc'],
    ['untilTimeUtc=0000-01-01T00:00:00%2B01:00', 'untilTimeUtc'],
    ['untilTimeUtc=1732276800', 'untilTimeUtc'],
    ['sinceTimeUtc=2026-11-22&untilTimeUtc=2026-11-21', 'untilTimeUtc'],
    ['ago=10', 'ago'],
    ['ago=P', 'ago'],
    ['ago=xP1D', 'ago'],
    ['ago=-PT10M', 'ago'],
    ['ago=P99999Y', 'ago'],
    ['ago=PT1H&sinceTimeUtc=2026-11-22', 'ago'],
    ['limit=0', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=9999999999', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['sinceTimeUct=2026-11-22', 'sinceTimeUct'],
    ['$filter=x', '$filter'],
  ])('%s', (text, parameter) => {
    expect(parse(text)).toMatchObject({ ok: false, error: { parameter } });
  });
});

describe('the parameters', () => {
  it.each([
    ['', '2026-11-22T10:00:00', '2026-11-22T12:00:00'],
    ['sinceTimeUtc=2020-01-01T00:00:00.000', '2020-01-01T00:00:00', '2026-11-22T12:00:00'],
    ['sinceTimeUtc="2016-09-12 00:00:00"', '2016-09-12T00:00:00', '2026-11-22T12:00:00'],
    ['sinceTimeUtc=2026-11-22T10:00:00.1234567Z', '2026-11-22T10:00:00.1234567', '2026-11-22T12:00:00'],
    ['SINCETIMEUTC=2026-11-22T10:00:00+01:00', '2026-11-22T09:00:00', '2026-11-22T12:00:00'],
    ['sinceTimeUtc=2026-11-22T10:00:00.5%2B0130', '2026-11-22T08:30:00.5', '2026-11-22T12:00:00'],
    ['sinceTimeUtc=2026-11-22T02:00:00-0800', '2026-11-22T10:00:00', '2026-11-22T12:00:00'],
    ['sinceTimeUtc=2026-11-22T10:00:00+0000', '2026-11-22T10:00:00', '2026-11-22T12:00:00'],
    ['sinceTimeUtc=2026-11-21&untilTimeUtc=2026-11-22', '2026-11-21T00:00:00', '2026-11-22T00:00:00'],
    // A clock that runs ahead of this one.
    ['sinceTimeUtc=2026-11-22T12:00:05Z', '2026-11-22T12:00:05', '2026-11-22T12:00:00'],
    ['ago=PT10M', '2026-11-22T11:50:00', '2026-11-22T12:00:00'],
    ['ago=P1DT0.5H', '2026-11-21T11:30:00', '2026-11-22T12:00:00'],
    ['ago=P2W&untilTimeUtc=2026-11-20', '2026-11-08T12:00:00', '2026-11-20T00:00:00'],
  ])('%s give a window', (text, since, until) => {
    expect(parse(text)).toMatchObject({ ok: true, value: { since, until, limit: null } });
  });

  it('name groups and tags as often as they like', () => {
    expect(parse('machinegroups=UK&machinegroups=France&CloudCreatedMachineTags=a&limit=20')).toMatchObject({
      value: { machineGroups: ['UK', 'France'], machineTags: ['a'], limit: 20 },
    });
  });
});
