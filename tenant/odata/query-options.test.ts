import { describe, expect, it } from 'vitest';
import { readQueryOptions, type QueryRules } from './query-options';

const rules: QueryRules = {
  options: ['$filter', '$select', '$top', '$count', '$orderby', '$skiptoken'],
  properties: ['id', 'displayName', 'notes', 'tags', 'createdDateTime'],
  filterable: { displayName: 'string', tags: 'collection', createdDateTime: 'dateTime' },
  sortable: ['displayName'],
  maxTop: 999,
};

const read = (query: string) => readQueryOptions(new URLSearchParams(query), rules);

describe('query options', () => {
  it.each([
    ['$search="x"', { kind: 'unknownOption', option: '$search' }],
    ['select=id', { kind: 'unknownOption', option: 'select' }],
    ['$select=id,name', { kind: 'unknownProperty', option: '$select', property: 'name' }],
    ["$filter=name eq 'x'", { kind: 'unknownProperty', option: '$filter', property: 'name' }],
    ["$filter=notes eq 'x'", { kind: 'unsupported', option: '$filter', property: 'notes' }],
    ["$filter=tags eq 'x'", { kind: 'unsupported', option: '$filter', property: 'tags' }],
    [
      "$filter=createdDateTime gt '2026-01-01T00:00:00Z'",
      { kind: 'unsupported', option: '$filter', property: 'createdDateTime' },
    ],
    ["$filter=displayName gt 'x'", { kind: 'unsupported', option: '$filter', property: 'displayName' }],
    ['$filter=displayName', { kind: 'malformed', option: '$filter', value: 'displayName' }],
    ['$top=-1', { kind: 'malformed', option: '$top', value: '-1' }],
    ['$top=1000', { kind: 'malformed', option: '$top', value: '1000' }],
    ['$count=yes', { kind: 'malformed', option: '$count', value: 'yes' }],
    ['$orderby=notes', { kind: 'unsupported', option: '$orderby', property: 'notes' }],
    ['$orderby=displayName up', { kind: 'malformed', option: '$orderby', value: 'displayName up' }],
  ])('refuses %s', (query, fault) => {
    expect(read(query)).toEqual({ ok: false, error: fault });
  });

  it('reads what it knows', () => {
    expect(read('$select=id,%20notes&$top=5&$count=true&$orderby=displayName desc')).toMatchObject({
      ok: true,
      value: {
        select: ['id', 'notes'],
        top: 5,
        wantsCount: true,
        orderBy: { property: 'displayName', isDescending: true },
        isAdvanced: false,
      },
    });
  });

  it.each([
    "$filter=displayName ne 'x'",
    "$filter=not (displayName eq 'x')",
    "$filter=displayName eq 'x'&$orderby=displayName",
  ])('knows %s for an advanced query', (query) => {
    expect(read(query)).toMatchObject({ ok: true, value: { isAdvanced: true } });
  });
});
