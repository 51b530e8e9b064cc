import type { Locator, Page } from '@playwright/test';
import { hooks } from './support.ts';

/** The middle of an element, in CSS pixels of the page. */
export async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error('the element is not on the page');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Presses on one element and moves, with the button held, onto another: a drag that is not released yet. */
export async function dragOnto(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  await from.hover();
  await page.mouse.down();
  const { x, y } = await middleOf(to);
  await page.mouse.move(x, y, { steps: 4 });
  // A browser tells a drop target of a drag that rests on it, too.
  await page.mouse.move(x + 2, y + 2);
}

/** The whole drag: press, move, release. */
export async function drop(page: Page, from: Locator, to: Locator): Promise<void> {
  await dragOnto(page, from, to);
  await page.mouse.up();
}

/** Drags across a viewport with a button held, by a distance in CSS pixels. */
export async function strokeOver(
  page: Page,
  viewport: Locator,
  by: { readonly x: number; readonly y: number },
  button: 'left' | 'middle' | 'right' = 'left',
): Promise<void> {
  const { x, y } = await middleOf(viewport);
  await page.mouse.move(x, y);
  await page.mouse.down({ button });
  await page.mouse.move(x + by.x, y + by.y, { steps: 6 });
  await page.mouse.up({ button });
}

/** What the page has told assistive technology last. */
export const announcement = (page: Page): Locator => page.locator('[aria-live="polite"]').last();

export const preview = (viewport: Locator): Locator => viewport.getByTestId('drop-preview');

export async function setLayout(page: Page, rows: number, columns: number): Promise<void> {
  await page.getByRole('button', { name: 'Layout', exact: true }).click();
  await page.getByRole('button', { name: `${rows} by ${columns}`, exact: true }).click();
  await page
    .locator(`[data-testid="viewport-grid"][data-rows="${rows}"][data-columns="${columns}"]`)
    .waitFor();
}

/** What every viewport shows, in words that two moments can be compared by. */
export async function hangingOf(page: Page): Promise<readonly string[]> {
  return hooks
    .viewports(page)
    .evaluateAll((elements) =>
      elements.map((element) =>
        ['viewportId', 'displaySetUid', 'viewportKind', 'state', 'imageIndex', 'imageCount']
          .map((name) => (element instanceof HTMLElement ? (element.dataset[name] ?? '') : ''))
          .join(' '),
      ),
    );
}
