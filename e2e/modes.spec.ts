import type { CDPSession, Locator, Page } from '@playwright/test';
import {
  codedClip,
  codedStack,
  manySeries,
  mixedSeries,
  sr,
  studyUIDOf,
  writeStudy,
} from './fixtures/objects.ts';
import { anyMetadata, hold } from './routes.ts';
import {
  chooseMode,
  expect,
  hooks,
  openStudy,
  recordRequests,
  rendered,
  sliceOnCanvas,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const study = studyUIDOf('modes');
let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study: 'modes', series: 1, slices: 12, SeriesDescription: 'Axial' }),
      ...mixedSeries({ study: 'modes', series: 2, slices: 5, SeriesDescription: 'Mixed' }),
      codedClip({ study: 'modes', series: 3, frames: 10, SeriesDescription: 'Clip' }),
      sr({ study: 'modes', series: 4 }),
      ...codedStack({ study: 'plain', series: 1, slices: 3 }),
    ]),
  );
});
test.afterAll(() => archive.close());

const options = (page: Page) => page.locator('[data-mode-option]');

interface Seen {
  readonly id: string | null;
  readonly image: string | null;
  readonly index: string | null;
  readonly kind: string | null;
  readonly overlay: string;
  readonly slice: unknown;
}

/** What a viewport shows, by its attributes, its words and its pixels. */
async function seen(viewport: Locator): Promise<Seen> {
  await rendered(viewport);
  const isImage = (await viewport.getAttribute('data-viewport-kind')) === 'stack';
  return {
    id: await viewport.getAttribute('data-display-set-uid'),
    image: await viewport.getAttribute('data-sop-instance-uid'),
    index: await viewport.getAttribute('data-image-index'),
    kind: await viewport.getAttribute('data-viewport-kind'),
    overlay: isImage ? await viewport.getByTestId('overlay-view').innerText() : '',
    slice: isImage ? await sliceOnCanvas(viewport) : undefined,
  };
}

const ids = (page: Page) =>
  hooks
    .thumbnails(page)
    .evaluateAll((elements) =>
      elements
        .sort((a, b) => Number(a.getAttribute('aria-posinset')) - Number(b.getAttribute('aria-posinset')))
        .map((element) => element.getAttribute('data-display-set-uid')),
    );

/** Two stacks with a window, a zoom and an image of their own. */
async function hangTwo(page: Page) {
  const [first, second] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
  await openStudy(page, archive, study);
  await rendered(first);
  await hooks.thumbnail(page, 'Mixed').dragTo(second);
  await rendered(second);
  await second.press('End');
  await first.press('Home');
  await first.press('ArrowDown');
  await first.press('ArrowDown');
  await expect(first).toHaveAttribute('data-image-index', '2');
  await page.getByRole('button', { name: 'Window presets' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Lung' }).click();
  await expect(first.getByTestId('overlay-view')).toContainText('W 1500 L -600');
  const fitted = await second.getByTestId('overlay-view').innerText();
  await page.getByRole('button', { name: 'Zoom' }).click();
  const box = await second.boundingBox();
  if (!box) throw new Error('the second viewport is not on the screen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - 60, { steps: 4 });
  await page.mouse.up();
  await expect(second.getByTestId('overlay-view')).not.toHaveText(fitted);
  await expect(page.locator('[data-thumbnail="pending"]')).toHaveCount(0);
  return { first, second };
}

test('the picker lists every mode with what it makes, or why it does not suit', async ({ page }) => {
  await openStudy(page, archive, studyUIDOf('plain'));
  const picker = hooks.modePicker(page);
  await expect(picker).toHaveAccessibleName('Mode');
  await expect(picker).toHaveAccessibleDescription('General');
  await expect(picker).toHaveAttribute('data-mode-id', 'viewer');
  await picker.click();
  await expect(options(page)).toHaveCount(8);
  expect(
    await options(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-mode-option'))),
  ).toEqual(['viewer', 'volume', 'cine', 'mammography', 'fusion', 'microscopy', 'reports', 'raw']);
  const option = (mode: string) => page.locator(`[data-mode-option="${mode}"]`);
  await expect(option('viewer')).toHaveAttribute('aria-checked', 'true');
  await expect(option('raw')).toHaveAccessibleName('Raw');
  await expect(option('raw')).toHaveAccessibleDescription(/3.display.sets/);
  for (const [mode, reason] of [
    ['cine', /more than one frame/],
    ['mammography', /no mammogram or radiograph/],
    ['fusion', /no PET/],
    ['microscopy', /no slide/],
    ['reports', /no report or document/],
  ] as const) {
    await expect(option(mode)).toHaveAttribute('aria-disabled', 'true');
    await expect(option(mode)).toHaveAccessibleDescription(reason);
    await option(mode).click({ force: true });
    await expect(picker).toHaveAttribute('data-mode-id', 'viewer');
  }
});

test('a mode is chosen by keyboard; one that does not suit can be read but not chosen', async ({ page }) => {
  await openStudy(page, archive, studyUIDOf('plain'));
  const picker = hooks.modePicker(page);
  await picker.focus();
  await page.keyboard.press('Enter');
  await expect(options(page).and(page.locator(':focus'))).toHaveAttribute('data-mode-option', 'viewer');
  for (const mode of ['volume', 'cine']) {
    await page.keyboard.press('ArrowDown');
    await expect(page.locator(`[data-mode-option="${mode}"]`)).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(picker).toHaveAttribute('data-mode-id', 'viewer');
  await expect(page.locator('[data-mode-option="cine"]')).toBeVisible();
  await page.keyboard.type('raw');
  await expect(page.locator('[data-mode-option="raw"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(picker).toHaveAttribute('data-mode-id', 'raw');
  await expect(picker).toBeFocused();
});

test('switching asks the archive for nothing and keeps image, window and zoom', async ({ page }) => {
  const { first, second } = await hangTwo(page);
  const before = [await seen(first), await seen(second)];
  const requests = recordRequests(page);
  for (const mode of ['cine', 'reports', 'raw', 'reports', 'viewer', 'raw', 'viewer']) {
    await chooseMode(page, mode);
    await expect(page).toHaveURL(new RegExp(`/${mode}\\?`));
    const now = [await seen(first), await seen(second)];
    now.forEach((each, index) => {
      expect(each.image).toBe(before[index]?.image);
      expect(each.overlay).toBe(before[index]?.overlay);
      expect(each.slice).toEqual(before[index]?.slice);
    });
    await expect(page.locator('[data-thumbnail="pending"]')).toHaveCount(0);
    if (mode === 'viewer') expect(now).toEqual(before);
  }
  expect(requests.urls).toEqual([]);

  // Turning to the list is what brings the pictures that were not at hand.
  await chooseMode(page, 'raw');
  await hooks.thumbnails(page).nth(2).hover();
  await expect(hooks.thumbnails(page).nth(2)).toHaveAttribute('data-thumbnail', 'image');
  expect(requests.urls.every((url) => url.includes('/rendered'))).toBe(true);
});

test('open documents and tags stay as they are through a switch, without a request', async ({ page }) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  await hooks.browser(page).locator('[data-modality="SR"]').dragTo(hooks.viewport(page, 2));
  await rendered(hooks.viewport(page, 2));
  const heading = hooks.viewport(page, 2).getByRole('heading').first();
  const title = await heading.innerText();
  const requests = recordRequests(page);
  await chooseMode(page, 'raw');
  await expect(hooks.viewport(page, 2)).toHaveAttribute('data-viewport-kind', 'document');
  await rendered(hooks.viewport(page, 2));
  await expect(heading).toHaveText(title);
  await chooseMode(page, 'viewer');
  await rendered(hooks.viewport(page, 2));
  expect(requests.urls).toEqual([]);
  requests.stop();

  // From tags: the object on screen stays the object on screen.
  await openStudy(page, archive, study, { mode: 'raw' });
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await hooks.thumbnails(page).nth(2).dblclick();
  await rendered(viewport);
  const uid = (text: string) => text.match(/2\.25\.\d+/g) ?? [];
  const row = viewport.getByRole('row').filter({ hasText: 'SOPInstanceUID' }).first();
  const [instance] = uid(await row.innerText());
  const more = recordRequests(page);
  await chooseMode(page, 'viewer');
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'tags');
  await expect(row).toContainText(instance ?? 'a UID');
  expect(more.urls).toEqual([]);
});

test('each mode lists first what it is for, and there and back is as before', async ({ page }) => {
  const { first, second } = await hangTwo(page);
  const before = { ids: await ids(page), views: [await seen(first), await seen(second)] };
  const top = hooks.thumbnails(page).and(page.locator('[aria-posinset="1"]'));
  await expect(top).toHaveAccessibleName(/Axial/);
  await chooseMode(page, 'cine');
  await expect(top).toHaveAccessibleName(/Clip/);
  await chooseMode(page, 'reports');
  await expect(top).toHaveAccessibleName(/Report/);
  await chooseMode(page, 'viewer');
  expect(await ids(page)).toEqual(before.ids);
  expect([await seen(first), await seen(second)]).toEqual(before.views);
});

test('a mode opened by link shows first what it lists first', async ({ page }) => {
  await openStudy(page, archive, study, { mode: 'reports' });
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-viewport-kind', 'document');
  await rendered(hooks.viewport(page, 1));
  await openStudy(page, archive, study, { mode: 'cine' });
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-count', '10');
});

test('what a mode does not show leaves a viewport that names it; going back brings it again', async ({
  page,
}) => {
  await openStudy(page, archive, study);
  const viewport = hooks.viewport(page, 1);
  await page.locator('[data-handler-id="hangar.unsupported"]').dblclick();
  await rendered(viewport);
  const id = await viewport.getAttribute('data-display-set-uid');
  await chooseMode(page, 'raw');
  // Raw reads every class: the same instance under a set of its own.
  await expect(viewport).not.toHaveAttribute('data-display-set-uid', id ?? '');
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'tags');
  await rendered(viewport);
  await chooseMode(page, 'cine');
  await expect(viewport).toHaveAttribute('data-display-set-uid', id ?? '');
  await rendered(viewport);
});

test('the line tells what changed and undoes it; Back and Forward follow the modes', async ({ page }) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  const before = await ids(page);
  await chooseMode(page, 'raw');
  const line = page.getByRole('status').filter({ hasText: 'General → Raw' });
  await expect(line).toContainText(/\d+ new/);
  await expect(page.locator('[data-change="new"]').first()).toBeVisible();
  await line.getByRole('button', { name: 'Undo' }).click();
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'viewer');
  await expect(page).toHaveURL(/\/viewer\?/);
  expect(await ids(page)).toEqual(before);

  await chooseMode(page, 'cine');
  await page.goBack();
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'viewer');
  await page.goBack();
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'raw');
  await page.goForward();
  await page.goForward();
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'cine');
  await expect(page).toHaveURL(/\/cine\?/);
  await rendered(hooks.viewport(page, 1));
});

test('switching while metadata is still coming loses nothing', async ({ page }) => {
  const metadata = await hold(page, anyMetadata);
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study}`);
  await expect(page.locator('[data-series-row]')).toHaveCount(4);
  await chooseMode(page, 'raw');
  await metadata.release();
  await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', '21');
  await rendered(hooks.viewport(page, 1));
  await chooseMode(page, 'viewer');
  await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', '6');
});

/** What is alive after the garbage is gone. */
async function alive(session: CDPSession) {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { jsEventListeners, nodes } = await session.send('Memory.getDOMCounters');
  return { bytes: usedSize, listeners: jsEventListeners, nodes };
}

test('ten switches there and back in 5,000 instances leave nothing behind', async ({ page }) => {
  test.setTimeout(240_000);
  const many = await startArchive((folder) => writeStudy(folder, manySeries({ series: 100, instances: 50 })));
  try {
    await page.goto(`${many.url}viewer?StudyInstanceUIDs=${studyUIDOf('many-100')}`);
    await expect(hooks.browser(page)).toHaveAttribute('data-received-instances', '5000', { timeout: 90_000 });
    await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
    await rendered(hooks.viewport(page, 1));
    await expect(page.locator('[data-thumbnail="pending"]')).toHaveCount(0);
    const session = await page.context().newCDPSession(page);
    const requests = recordRequests(page);
    const cycle = async () => {
      await chooseMode(page, 'raw');
      await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', '5000');
      await rendered(hooks.viewport(page, 1));
      await chooseMode(page, 'viewer');
      await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', '100');
      await rendered(hooks.viewport(page, 1));
    };
    // The first rounds make what is kept on purpose: both modes' display sets.
    await cycle();
    await cycle();
    const before = await alive(session);
    for (let round = 0; round < 10; round += 1) await cycle();
    const after = await alive(session);
    expect((after.bytes - before.bytes) / 1e6, 'megabytes of heap').toBeLessThan(10);
    // A menu that was just closed may still hold a few for its last frame.
    expect(after.listeners - before.listeners, 'event listeners').toBeLessThan(20);
    expect(requests.urls).toEqual([]);

    // For information: how long it takes until the list is that of the other mode.
    await hooks.modePicker(page).click();
    const milliseconds = await page.evaluate(async () => {
      const browser = document.querySelector('[data-testid="study-browser"]');
      const option = document.querySelector<HTMLElement>('[data-mode-option="raw"]');
      if (!browser || !option) throw new Error('no study browser or option');
      const started = performance.now();
      option.click();
      while (browser.getAttribute('data-display-set-count') !== '5000') {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.now() - started;
    });
    console.log(
      `  mode switch, 100 series, 5000 instances: ${milliseconds.toFixed(0)} ms; heap ${((after.bytes - before.bytes) / 1e6).toFixed(1)} MB; listeners ${after.listeners - before.listeners}`,
    );
  } finally {
    await many.close();
  }
});
