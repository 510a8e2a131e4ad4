import { describe, expect, it } from 'vitest';
import { matchesFilter } from './match-filter';
import { parseFilter } from './parse-filter';

const row = {
  severity: 'High',
  status: 'New',
  incidentId: 12,
  assignedTo: null,
  tags: ['HideApp', "it's"],
  displayName: "O'Brien",
  alertCreationTime: '2026-11-22T10:00:00.1234567Z',
};

function matches(text: string): boolean | undefined {
  const filter = parseFilter(text);
  return filter === undefined ? undefined : matchesFilter(filter, row);
}

describe('a filter', () => {
  it.each([
    '',
    'severity',
    "severity eq 'High' and",
    "severity = 'High'",
    "(severity eq 'High'",
    "severity eq 'High' severity eq 'Low'",
    "severity eq 'High",
    'tags/any(t:t)',
    "contains(severity,'x')",
    '§',
  ])('is refused when it reads %j', (text) => {
    expect(parseFilter(text)).toBeUndefined();
  });

  it.each([
    ["severity eq 'high'", true],
    ["severity ne 'High'", false],
    ["severity eq 'Low' or status eq 'New'", true],
    ["severity eq 'Low' or status eq 'New' and incidentId eq 13", false],
    ["(severity eq 'Low' or status eq 'New') and incidentId eq 12", true],
    ["not (severity eq 'High')", false],
    ['assignedTo eq null', true],
    ["displayName eq 'O''Brien'", true],
    ["startswith(displayName,'o''b')", true],
    ["tags/any(t:t eq 'hideapp')", true],
    ["tags/any(x:x eq 'other')", false],
    ['incidentId gt 11', true],
    ['incidentId lt 12', false],
  ])('%s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it.each([
    ['alertCreationTime ge 2026-11-22T10:00:00.1234567Z', true],
    ['alertCreationTime gt 2026-11-22T10:00:00.1234567Z', false],
    ['alertCreationTime gt 2026-11-22T10:00:00.12Z', true],
    ['alertCreationTime gt 2026-11-22T10:00:00.1234566Z', true],
    ['alertCreationTime lt 2026-11-22T10:00:00.123456700001Z', true],
    ['alertCreationTime le 2026-11-22T11:00:00+01:00', false],
    ['alertCreationTime gt 2026-11-22', true],
  ])('compares times to the last digit: %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });
});
