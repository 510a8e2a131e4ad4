import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { z } from 'zod';

const catalogue = z.record(z.string(), z.unknown());

/** Every text of a language by its place in the catalogue: "setup.steps.consent". */
function textsOf(language: string): ReadonlyMap<string, string> {
  const folder = path.resolve('messages', language);
  const texts = new Map<string, string>();
  const walk = (place: string, value: unknown) => {
    if (typeof value === 'string') texts.set(place, value);
    else for (const [key, inner] of Object.entries(catalogue.parse(value))) walk(`${place}.${key}`, inner);
  };
  for (const file of readdirSync(folder)) walk(file, JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
  return texts;
}

const swedish = textsOf('sv');
/** Texts that must not be seen on a Swedish page: whole ones, which are the same in no Swedish place. */
const allSwedish = new Set(swedish.values());
const englishOnly = new Set([...textsOf('en').values()].filter((text) => !allSwedish.has(text) && !/[{<]/.test(text)));

/** English words that a person sees or hears on this page. */
export async function englishLeftOn(page: Page): Promise<readonly string[]> {
  const said = await page.evaluate(() => {
    const spoken = ['aria-label', 'alt', 'title', 'placeholder'].flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ''),
    );
    // Names that belong to another product stay as they are there.
    const foreign = new Set([...document.querySelectorAll('[translate=no]')].map((element) => element.textContent));
    const seen = [document.title, ...document.body.innerText.split('\n'), ...spoken].map((text) => text.trim());
    return seen.filter((text) => !foreign.has(text));
  });
  return said.filter((text) => englishOnly.has(text));
}

/** A Swedish text by its place. */
export function swedishText(place: string): string {
  const text = swedish.get(place);
  if (text === undefined) throw new Error(`There is no Swedish text at ${place}`);
  return text;
}
