import { expect, test } from 'vitest';
import { arcsightConstants, arcsightFieldMaps } from './arcsight-parser';
import { cefKey } from './cef-key';

const maps = [arcsightConstants, ...Object.values(arcsightFieldMaps).map(({ events }) => events)];
const fields = [...new Set(maps.flat().map(([field]) => field))];

test('only the severity that the device names has no key', () => {
  expect(fields.filter((field) => cefKey(field) === null)).toEqual(['deviceSeverity']);
});

test('no two event fields share a key', () => {
  const keys = fields.flatMap((field) => cefKey(field) ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each([
  ['deviceVendor', 'Device Vendor'],
  ['name', 'Name'],
  ['sourceHostName', 'shost'],
  ['deviceReceiptTime', 'rt'],
  ['requestUrl', 'request'],
  ['deviceCustomString6', 'cs6'],
  ['deviceCustomString6Label', 'cs6Label'],
  ['deviceCustomNumber1Label', 'cn1Label'],
  ['flexString1Label', 'flexString1Label'],
])('%s is %s', (field, key) => {
  expect(cefKey(field)).toBe(key);
});

test.each(['', 'deviceCustomString7', 'deviceCustomNumber4', 'constructor', 'incidentId'])(
  '“%s” has no key',
  (field) => {
    expect(cefKey(field)).toBeNull();
  },
);
