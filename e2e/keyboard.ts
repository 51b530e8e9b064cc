import type { Locator, Page } from '@playwright/test';
import { expect } from './support.ts';

/** What is wrong with how the focus is seen, in words; '' where nothing is, or where nothing has it. */
export function focusProblem(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return 'nothing has the focus';
    const name = element.getAttribute('aria-label') ?? element.outerHTML.slice(0, 120);
    const box = element.getBoundingClientRect();
    // A field that is inside another shows its focus on the frame; a hidden input on the label around it.
    const frames = [element, element.parentElement, element.parentElement?.parentElement];
    const isDrawn = frames.some((frame) =>
      ['', '::before', '::after'].some((pseudo) => {
        const style = frame && getComputedStyle(frame, pseudo || null);
        if (!style) return false;
        const outlined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1;
        // The frame inside a viewport, twice as wide as that of an active one.
        const framed = pseudo === '::after' && Number.parseFloat(style.borderTopWidth) >= 2;
        return outlined || framed;
      }),
    );
    // Items of an open menu are marked by their ground.
    const isMarked = element.matches('[data-highlighted]');
    if (!isDrawn && !isMarked) return `no sign of the focus: ${name}`;
    const isSeen = frames.some((frame) => {
      const { opacity, visibility } = frame ? getComputedStyle(frame) : { opacity: '0', visibility: '' };
      return visibility !== 'hidden' && opacity !== '0';
    });
    if (!isSeen) return `not to be seen: ${name}`;
    const isOnScreen =
      box.right > 0 && box.bottom > 0 && box.left < window.innerWidth && box.top < window.innerHeight;
    return isOnScreen ? '' : `off the screen: ${name}`;
  });
}

/** The focus is somewhere, drawn, and on the screen. */
export async function seesFocus(page: Page): Promise<void> {
  await expect.poll(() => focusProblem(page)).toBe('');
}

/** Presses a key again and again until the focus is on an element, or in it; it is seen at each stop. */
export async function goTo(
  page: Page,
  target: Locator,
  { key = 'Tab', most = 90, inside = false }: { key?: string; most?: number; inside?: boolean } = {},
): Promise<void> {
  const isThere = () =>
    target.evaluateAll(
      (elements, within) =>
        elements.some((element) =>
          within ? element.contains(document.activeElement) : element === document.activeElement,
        ),
      inside,
    );
  for (let step = 0; step < most; step += 1) {
    if (await isThere()) {
      await seesFocus(page);
      return;
    }
    await page.keyboard.press(key);
    // From the last stop of a page Tab goes round over the browser's own.
    if (await page.evaluate(() => document.activeElement !== document.body)) await seesFocus(page);
  }
  throw new Error(`${target} is not reached by ${key}`);
}
