import { describe, expect, it } from 'vitest';
import { writeCursor } from '@/lib/paging/page-cursor';
import { listAddress, type ListView, parseListAddress } from './connector-list-input';

const id = '11111111-2222-4333-8444-555555555555';
const at = '2026-11-30T12:00:00.000Z';
const first: ListView = { search: '', status: null, siemType: null, sort: 'trouble', turn: null };

describe('an address', () => {
  it.each<[string, Record<string, string | string[]>]>([
    ['a status that is none', { status: 'hungry' }],
    ['a SIEM that is none', { siem: 'constructor' }],
    ['an order that is none', { sort: '"id"; drop table' }],
    ['two of each', { q: ['a', 'b'], status: ['healthy', 'expired'], siem: ['wazuh', 'splunk'], after: ['x', 'y'] }],
    ['a search for nothing', { q: '   ' }],
    ['a letter that the database does not take', { q: 'a\0b' }],
    ['a cursor that is none', { after: 'x', before: '%00' }],
    ['the cursor of another order', { after: writeCursor('name', ['a', id]) }],
    ['a cursor with a time that never was', { after: writeCursor('trouble', [3, '2026-02-28T23:59:60.000Z', id]) }],
    ['a cursor with a time before all others', { after: writeCursor('trouble', [3, '0000-01-01T00:00:00.000Z', id]) }],
    ['a cursor with a rank that is none', { after: writeCursor('trouble', [7, at, id]) }],
    ['a cursor with an id that is none', { after: writeCursor('trouble', [3, at, "' or 1=1"]) }],
    ['what it does not know', { page: '7' }],
  ])('with %s is that of the first page', (_, parameters) => {
    expect(parseListAddress(parameters)).toEqual(first);
  });

  it('with a cursor that holds a letter of code 0 is that of the first page', () => {
    const after = writeCursor('name', ['a\0b', id]);
    expect(parseListAddress({ sort: 'name', after })).toEqual({ ...first, sort: 'name' });
  });

  it('cuts a search that is longer than any name', () => {
    expect(parseListAddress({ q: 'å'.repeat(500) }).search).toBe('å'.repeat(120));
  });

  it('says nothing where nothing was chosen', () => {
    expect(listAddress(first)).toBe('/settings/siem');
  });

  it.each<ListView>([
    { search: 'åäö %_\\ &=#', status: 'expiresSoon', siemType: 'wazuh', sort: 'name', turn: null },
    { ...first, turn: { way: 'after', position: [3, at, id] } },
    { ...first, sort: 'name', turn: { way: 'before', position: ['åre & co', id] } },
    { ...first, sort: 'created', search: 'kund', turn: { way: 'after', position: [at, id] } },
  ])('gives back the view that it was written for', (view) => {
    const { searchParams } = new URL(listAddress(view), 'http://localhost');
    expect(parseListAddress(Object.fromEntries(searchParams))).toEqual(view);
  });
});
