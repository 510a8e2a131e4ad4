import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import englishGuide from '../../messages/en/siem-guide.json';
import english from '../../messages/en/siem.json';
import swedishGuide from '../../messages/sv/siem-guide.json';
import swedish from '../../messages/sv/siem.json';
import { siemFormats } from './catalogue/siem-catalogue';
import { readsDetections } from './siem-access';

type Messages = { readonly [key: string]: string | Messages };

const languages = [
  { locale: 'en', siem: english, guide: englishGuide },
  { locale: 'sv', siem: swedish, guide: swedishGuide },
] as const;

function leaves(messages: Messages, prefix = ''): readonly (readonly [key: string, text: string])[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : leaves(value, `${prefix}${key}.`),
  );
}

test('both languages have the same keys', () => {
  const keys = (messages: Messages) => leaves(messages).map(([key]) => key);
  expect(keys(swedish)).toEqual(keys(english));
  expect(keys(swedishGuide)).toEqual(keys(englishGuide));
});

test('both languages mark the same code, since names of files and fields are not translated', () => {
  const code = (text: string) => (text.match(/<code>.*?<\/code>/g) ?? []).toSorted();
  const translated = new Map([...leaves(swedish), ...leaves(swedishGuide.types)]);
  const said = [...leaves(english), ...leaves(englishGuide.types)];
  for (const [key, text] of said) expect(code(translated.get(key) ?? ''), key).toEqual(code(text));
});

describe.each(languages)('the messages in $locale', ({ locale, siem, guide }) => {
  test.each(siemFormats)('have a title, a subtitle, a note and every step of $id', ({ id, stepCount, access }) => {
    expect(leaves(siem.types[id]).map(([key]) => key)).toEqual(['title', 'subtitle']);
    const keys = leaves(guide.types[id]).map(([key]) => key);
    const steps = Array.from({ length: stepCount }, (_, index) => `steps.${index + 1}`);
    const other = keys.filter((key) => key.startsWith('detections.'));
    const own = keys.filter((key) => !other.includes(key));
    expect(own.toSorted()).toEqual(['note', ...steps].toSorted());
    // Of the Detections API there is a note, and the steps that differ.
    const allowed = ['note', ...steps].map((key) => `detections.${key}`);
    expect(allowed).toEqual(expect.arrayContaining([...other]));
    expect(other.includes('detections.note')).toBe(readsDetections(access));
  });

  test.each([...leaves(siem), ...leaves(guide.types)])('%s reads as rich text with b and code only', (_, text) => {
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
