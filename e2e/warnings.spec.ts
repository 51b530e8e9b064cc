import type { Locator, Page } from '@playwright/test';
import { codedStack, orientation, studyUIDOf, writeStudy, type FixtureObject } from './fixtures/objects.ts';
import { expect, hooks, openStudy, rendered, startArchive, test, type TestArchive } from './support.ts';

/** Twelve axial slices, 2.5 mm apart, each moved by what `offset` says, in mm. */
const moved = (
  series: number,
  SeriesDescription: string,
  offset: (index: number) => { readonly y?: number; readonly z?: number },
): FixtureObject[] =>
  codedStack({
    study: 'warnings',
    series,
    SeriesDescription,
    slices: 12,
    rows: 64,
    columns: 64,
    perSlice(index) {
      const { y = 0, z = 0 } = offset(index);
      return { ImagePositionPatient: [-120, -120 + y, index * 2.5 + z] };
    },
  });

const study = studyUIDOf('warnings');
let archive: TestArchive;
test.beforeAll(async () => {
  const small = { study: 'warnings', rows: 64, columns: 64 };
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...moved(1, 'Clean', () => ({})),
      ...codedStack({ ...small, series: 2, SeriesDescription: 'One missing', slices: 12, missing: [5] }),
      ...moved(3, 'One twice', (index) => ({ z: index >= 6 ? -2.5 : 0 })),
      ...moved(4, 'Uneven', (index) => ({ z: index >= 6 ? 1.2 : 0 })),
      ...codedStack({ ...small, series: 5, SeriesDescription: 'Turned', slices: 10 }),
      ...codedStack({
        ...small,
        series: 5,
        SeriesDescription: 'Turned',
        slices: 2,
        firstInstance: 11,
        orientation: orientation.coronal,
        origin: [-120, 0, 40],
      }),
      ...moved(6, 'Sheared', (index) => ({ y: index * 0.5 })),
      ...codedStack({ ...small, series: 7, SeriesDescription: 'Two gaps', slices: 24, missing: [7, 15, 16] }),
    ]),
  );
});
test.afterAll(() => archive.close());

const panel = (page: Page) => page.getByTestId('explain-panel');
const bar = (page: Page) => page.getByRole('slider', { name: 'Image in viewport 1' });
const marks = (page: Page) => bar(page).locator('[data-scroll-mark]');
const overlayWarnings = (page: Page) => hooks.viewport(page, 1).getByTestId('overlay-warning');

async function show(page: Page, description: string): Promise<Locator> {
  const thumbnail = hooks.thumbnail(page, description);
  await thumbnail.dblclick();
  const viewport = hooks.viewport(page, 1);
  await expect(viewport).toHaveAttribute(
    'data-display-set-uid',
    (await thumbnail.getAttribute('data-display-set-uid')) ?? '',
  );
  await rendered(viewport);
  return thumbnail;
}

async function boxOf(element: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error('it is not on the page');
  return box;
}

test.beforeEach(async ({ page }) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
});

test('a clean stack has no warning, no mark and a verdict that says so', async ({ page }) => {
  const thumbnail = await show(page, 'Clean');
  await expect(thumbnail).not.toHaveAccessibleName(/Warning/);
  await expect(overlayWarnings(page)).toHaveCount(0);
  await expect(marks(page)).toHaveCount(0);
  await page.keyboard.press('e');
  await expect(panel(page).getByTestId('geometry-verdict')).toHaveText(
    'A volume: 12 positions, 2.5 mm apart',
  );
  await expect(panel(page).locator('[data-code]')).toHaveCount(0);
});

for (const { description, code, says, mark } of [
  {
    description: 'One missing',
    code: 'missing-slices',
    says: /1 of 12 slices is missing: 1 between images 5 and 6 \(H10 to H15, 5 mm instead of 2\.5\)/,
    mark: { kind: 'gap', from: 4, to: 5 },
  },
  {
    description: 'One twice',
    code: 'duplicate-positions',
    says: /Images 6 and 7 are at one position \(H12\.5\)/,
    mark: { kind: 'images', from: 5, to: 6 },
  },
  {
    description: 'Uneven',
    code: 'irregular-spacing',
    says: /Spacing is irregular: 2\.5 to 3\.7 mm \(usually 2\.5\), widest between images 6 and 7/,
    mark: { kind: 'gap', from: 5, to: 6 },
  },
]) {
  test(`${description}: thumbnail, image, Why and scroll bar say the same, with numbers`, async ({
    page,
  }) => {
    const thumbnail = await show(page, description);
    await expect(thumbnail).toHaveAccessibleName(says);
    await expect(overlayWarnings(page)).toHaveText(says);

    const warning = hooks.browser(page).getByRole('button', { name: says });
    await warning.hover();
    await expect(page.getByRole('tooltip').filter({ hasText: says })).toBeVisible();
    await warning.click();
    await expect(panel(page).locator(`[data-code="${code}"]`)).toHaveAttribute('data-severity', 'warning');
    await expect(panel(page).locator(`[data-code="${code}"]`)).toContainText(says);
    await expect(panel(page)).toContainText('On the scroll bar');

    await expect(marks(page)).toHaveCount(1);
    await expect(marks(page)).toHaveAttribute('data-kind', mark.kind);
    await expect(marks(page)).toHaveAttribute('data-from', String(mark.from));
    await expect(marks(page)).toHaveAttribute('data-to', String(mark.to));
    // From the middle of one image's place on the bar to the middle of the other's.
    const count = Number(await hooks.viewport(page, 1).getAttribute('data-image-count'));
    const [whole, drawn] = [await boxOf(bar(page)), await boxOf(marks(page))];
    const placeOf = (index: number) => whole.y + 3 + ((whole.height - 6) * index) / (count - 1);
    expect(Math.abs(drawn.y - placeOf(mark.from))).toBeLessThan(2);
    expect(Math.abs(drawn.y + drawn.height - placeOf(mark.to))).toBeLessThan(2);
  });
}

test('a few images turned another way: both parts of the series say so', async ({ page }) => {
  const says = /2 of 12 images of this series have another orientation \(instance 11, 12\)/;
  await show(page, 'Turned');
  await expect(overlayWarnings(page)).toHaveText(says);
  const turned = hooks.thumbnails(page).filter({ hasText: 'Turned' });
  await expect(turned).toHaveCount(2);
  for (const one of await turned.all()) await expect(one).toHaveAccessibleName(says);
});

test('a sheared stack is information with its angle, no warning', async ({ page }) => {
  const thumbnail = await show(page, 'Sheared');
  await expect(thumbnail).not.toHaveAccessibleName(/Warning/);
  await expect(overlayWarnings(page)).toHaveCount(0);
  await page.keyboard.press('e');
  const finding = panel(page).locator('[data-code="tilted"]');
  await expect(finding).toHaveAttribute('data-severity', 'info');
  await expect(finding).toContainText('tilted by 11.31 degrees');
  await expect(finding).toContainText('0.5 mm sideways for each 2.5 mm');
  await expect(panel(page).getByTestId('geometry-verdict')).toContainText('No volume');
});

test('a mark says what it is when pointed at, and a click goes there', async ({ page }) => {
  await show(page, 'Two gaps');
  await expect(marks(page)).toHaveCount(2);
  const tip = hooks.viewport(page, 1).getByTestId('scroll-mark-tip');
  await expect(tip).toHaveCount(0);
  const { x, y, height } = await boxOf(marks(page).nth(1));
  await page.mouse.move(x + 2, y + height / 2);
  await expect(tip).toHaveText('2 slices are missing between images 14 and 15: 7.5 mm instead of 2.5');
  await page.mouse.down();
  await page.mouse.up();
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-index', '13');
  // The number on the slices says that 15 is followed by 18.
  await expect(hooks.viewport(page, 1)).toContainText('No. 15');
  const whole = await boxOf(bar(page));
  await page.mouse.move(x + 2, whole.y + whole.height - 4);
  await expect(tip).toHaveCount(0);
});

test('the marks by keyboard: one stop, arrows from mark to mark, Enter goes there', async ({ page }) => {
  await show(page, 'Two gaps');
  await hooks.viewport(page, 1).focus();
  const first = page.getByRole('button', { name: /^1 slice is missing between images 7 and 8/ });
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(first).toBeFocused({ timeout: 200 });
  }).toPass();
  const tip = hooks.viewport(page, 1).getByTestId('scroll-mark-tip');
  await expect(tip).toContainText('between images 7 and 8');
  await page.keyboard.press('ArrowDown');
  await expect(tip).toContainText('between images 14 and 15');
  await page.keyboard.press('Enter');
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-index', '13');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-index', '6');
});

test('a number in the explanation goes to the image, in the viewport that shows the set', async ({
  page,
}) => {
  const thumbnail = await show(page, 'One missing');
  await hooks.thumbnail(page, 'Clean').focus();
  await page.keyboard.press('2');
  await rendered(hooks.viewport(page, 2));
  await expect(hooks.viewport(page, 2)).toHaveAttribute('data-active', 'true');
  await thumbnail.focus();
  await page.keyboard.press('e');
  await panel(page).getByRole('button', { name: 'Go to image 6' }).click();
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-index', '5');
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-active', 'true');
  await expect(panel(page)).toBeVisible();
});
