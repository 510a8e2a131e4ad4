import { expect, type Locator } from '@playwright/test';

/** Waits until the page's own script has taken this element over: what is typed before is nobody's. */
export async function untilTakenOver(element: Locator): Promise<void> {
  const taken = () => element.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactProps')));
  await expect.poll(taken).toBe(true);
}
