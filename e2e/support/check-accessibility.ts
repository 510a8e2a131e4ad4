import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * With PICTURES=1: pictures of every page and state, for a person to look at. Drawing them takes minutes, so they are not made without it.
 */
const PICTURES = process.env.PICTURES ? path.resolve('test-results/screenshots') : null;

const wide = { width: 1280, height: 900 };
const narrow = { width: 360, height: 740 };

/** What these rules say depends on colours; all the others say the same in both themes. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const ALL_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Checks what the page shows now, in both themes: no violation of WCAG 2.2 AA, and at 360 px nothing to scroll
 * sideways for.
 */
export async function checkAccessibility(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? wide;
  // What the bar at the top happens to cover is not judged.
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
  if (PICTURES) await takePictures(page, path.join(PICTURES, name));
  await page.setViewportSize(narrow);
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    await expectAccessible(
      page,
      theme === 'light' ? axe.withTags(ALL_RULES) : axe.withRules(COLOUR_RULES),
      `${name}, ${theme}`,
    );
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${name}, ${theme}: pixels to scroll sideways at 360`).toBe(0);
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}

async function takePictures(page: Page, file: string): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const size of [wide, narrow]) {
      await page.setViewportSize(size);
      await page.screenshot({ path: `${file}-${theme}-${size.width}.png`, fullPage: true, animations: 'disabled' });
    }
  }
}

/** While Next draws a page anew, it has no title for a moment: a violation is one that is there at a second check. */
async function expectAccessible(page: Page, axe: AxeBuilder, what: string): Promise<void> {
  if ((await violationsOf(axe)).length === 0) return;
  await expect(page, what).toHaveTitle(/\S/);
  expect(await violationsOf(axe), what).toEqual([]);
}

async function violationsOf(axe: AxeBuilder): Promise<readonly string[]> {
  // Without frames on the page, axe's newer mode would only open a tab for each check.
  const { violations } = await axe.analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`);
}
