import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretMask, secretPlaceholder } from './secret-writer';
import { findSiemFormat, siemFormats, siemTypes } from './siem-catalogue';
import { noSecrets, sampleConnector, sampleSecrets, savedAt } from './testing/sample-connector';

test('the SIEM types come in the order of the page', () => {
  expect(siemTypes).toEqual(['arcsight', 'generic-api']);
});

test('a SIEM is found by its id, and an unknown id finds none', () => {
  expect(siemTypes.map((id) => findSiemFormat(id)?.id)).toEqual(siemTypes);
  expect(findSiemFormat('toString')).toBeUndefined();
});

describe.each(siemFormats)('the files of $id', (format) => {
  const connector = sampleConnector();
  const text = (files: readonly { readonly text: string }[]) => files.map((file) => file.text).join('\n');

  test('hold the secret exactly where they say that they do', () => {
    const saved = text(format.files(connector, sampleSecrets, savedAt));
    expect(saved.includes(sampleSecrets.clientSecret ?? '')).toBe(format.filesHoldSecret);
    expect(saved).not.toContain(secretPlaceholder);
    expect(saved).not.toContain(sampleSecrets.refreshToken);
  });

  test('hold a placeholder when the secret is not at hand, on the screen too', () => {
    for (const files of [format.files, format.preview]) {
      expect(text(files(connector, noSecrets, savedAt)).includes(secretPlaceholder)).toBe(format.filesHoldSecret);
    }
  });

  test('show a mask of one length on the screen, whatever the secret', () => {
    const secrets = fc.string({ minLength: 1, unit: fc.constantFrom('§', '\\', '"', "'", '=', ':', ' ', '~') });
    const expected = text(format.preview(connector, sampleSecrets, savedAt));
    expect(expected.includes(secretMask)).toBe(format.filesHoldSecret);
    fc.assert(
      fc.property(secrets, (clientSecret) => {
        expect(text(format.preview(connector, { ...noSecrets, clientSecret }, savedAt))).toBe(expected);
      }),
    );
  });

  test('are made anew from the same values byte for byte', () => {
    const once = format.download(connector, sampleSecrets, savedAt);
    expect(format.download(connector, sampleSecrets, savedAt)).toEqual(once);
  });

  test('have names of their own', () => {
    const names = format.files(connector, sampleSecrets, savedAt).map((file) => file.name);
    expect(new Set(names).size).toBe(names.length);
  });
});
