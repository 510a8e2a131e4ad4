import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import english from '../../messages/en/siem.json';
import swedish from '../../messages/sv/siem.json';
import { readsDetections } from './siem-access';
import { siemFormats } from './siem-catalogue';

type Messages = { readonly [key: string]: string | Messages };

const languages = [
  { locale: 'en', siem: english },
  { locale: 'sv', siem: swedish },
] as const;

function leaves(messages: Messages, prefix = ''): readonly (readonly [key: string, text: string])[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : leaves(value, `${prefix}${key}.`),
  );
}

test('both languages have the same keys', () => {
  const keys = (messages: Messages) => leaves(messages).map(([key]) => key);
  expect(keys(swedish)).toEqual(keys(english));
});

test('both languages mark the same code, since names of files and fields are not translated', () => {
  const code = (text: string) => (text.match(/<code>.*?<\/code>/g) ?? []).toSorted();
  const translated = new Map(leaves(swedish));
  for (const [key, text] of leaves(english)) expect(code(translated.get(key) ?? ''), key).toEqual(code(text));
});

describe.each(languages)('the messages in $locale', ({ locale, siem }) => {
  test.each(siemFormats)('have a title, a subtitle, a note and every step of $id', ({ id, stepCount, access }) => {
    const keys = leaves(siem.types[id]).map(([key]) => key);
    const steps = Array.from({ length: stepCount }, (_, index) => `steps.${index + 1}`);
    const other = keys.filter((key) => key.startsWith('detections.'));
    const own = keys.filter((key) => !other.includes(key));
    expect(own.toSorted()).toEqual(['title', 'subtitle', 'note', ...steps].toSorted());
    // Of the Detections API there is a note, and the steps that differ.
    const allowed = ['note', ...steps].map((key) => `detections.${key}`);
    expect(allowed).toEqual(expect.arrayContaining([...other]));
    expect(other.includes('detections.note')).toBe(readsDetections(access));
  });

  test.each(leaves(siem))('%s reads as rich text with b and code only', (_, text) => {
    const translate = createTranslator<Record<string, string>>({ locale, messages: { text }, onError: fail });
    const marked = translate.markup('text', {
      b: (chunks) => `<b>${chunks}</b>`,
      code: (chunks) => `<code>${chunks}</code>`,
    });
    expect(marked).toBe(text);
  });
});

function fail(error: Error): never {
  throw error;
}

test('the titles are those of the retired page', () => {
  const titles = languages.map(({ siem: { types } }) =>
    [types.arcsight, types['generic-api'], types.qradar].map(({ title }) => title),
  );
  expect(titles).toEqual([
    ['HP ArcSight', 'Generic API', 'IBM QRadar'],
    ['HP ArcSight', 'Allmänt API', 'IBM QRadar'],
  ]);
});
