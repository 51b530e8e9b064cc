import type { Page } from '@playwright/test';
import {
  chooseMode,
  expect,
  hooks,
  recordRequests,
  rendered,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

/**
 * A study that is more than the page organizes at once (docs/adr/0013). Its
 * metadata is made here and answered in the archive's place: that many files
 * would take longer to write than to read.
 */
const study = '2.25.70707';
const SERIES = 110;
const SLICES = 200;
const INSTANCES = SERIES * SLICES;

let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive(() => undefined);
});
test.afterAll(() => archive.close());

const of = (vr: string, ...Value: readonly unknown[]) => ({ vr, Value });
const seriesUID = (series: number) => `${study}.${series + 1}`;

const seriesJson = (series: number) => ({
  '0020000D': of('UI', study),
  '0020000E': of('UI', seriesUID(series)),
  '00080060': of('CS', 'CT'),
  '00200011': of('IS', series + 1),
  '0008103E': of('LO', `Axial ${series + 1}`),
  '00201209': of('IS', SLICES),
});

const instanceJson = (series: number, slice: number) => ({
  ...seriesJson(series),
  '00080016': of('UI', '1.2.840.10008.5.1.4.1.1.2'),
  '00080018': of('UI', `${seriesUID(series)}.${slice + 1}`),
  '00080008': of('CS', 'ORIGINAL', 'PRIMARY', 'AXIAL'),
  '00100020': of('LO', '4711'),
  '00200013': of('IS', slice + 1),
  '00200032': of('DS', -8, -8, slice * 2.5),
  '00200037': of('DS', 1, 0, 0, 0, 1, 0),
  '00200052': of('UI', `${study}.9`),
  '00280002': of('US', 1),
  '00280004': of('CS', 'MONOCHROME2'),
  '00280010': of('US', 16),
  '00280011': of('US', 16),
  '00280030': of('DS', 1, 1),
  '00280100': of('US', 16),
  '00280101': of('US', 12),
  '00280102': of('US', 11),
  '00280103': of('US', 0),
});

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const json = (body: unknown) => ({ contentType: 'application/dicom+json', body: JSON.stringify(body) });

/** One black picture, for every frame (PS3.18 8.7.3). */
const frame = {
  contentType: 'multipart/related; type="application/octet-stream"; boundary=b',
  body: Buffer.concat([
    Buffer.from('--b\r\nContent-Type: application/octet-stream\r\n\r\n'),
    Buffer.alloc(16 * 16 * 2),
    Buffer.from('\r\n--b--\r\n'),
  ]),
};

/** Answers for the archive: lists, metadata and frames; rendered pictures it does not have. */
async function serveLargeStudy(page: Page) {
  await page.route(`**/dicom-web/studies/${study}/**`, (route) => route.fulfill({ status: 404 }));
  await page.route(new RegExp(`/studies/${study}/series(\\?|$)`), (route) =>
    route.fulfill(json(numbers(SERIES).map(seriesJson))),
  );
  await page.route(new RegExp(`/studies/${study}/series/[0-9.]+/metadata`), (route, request) => {
    const series = Number(/\.(\d+)\/metadata/.exec(request.url())?.[1]) - 1;
    return route.fulfill(json(numbers(SLICES).map((slice) => instanceJson(series, slice))));
  });
}

async function openLargeStudy(page: Page) {
  await serveLargeStudy(page);
  const frames = new Set<string>();
  await page.route(/\/frames\/1$/, (route, request) => {
    frames.add(request.url());
    return route.fulfill(frame);
  });
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study}`);
  const browser = hooks.browser(page);
  await expect(browser).toHaveAttribute('data-received-instances', String(INSTANCES), { timeout: 60_000 });
  await expect(browser).toHaveAttribute('aria-busy', 'false');
  await expect(browser).toHaveAttribute('data-display-set-count', String(SERIES));
  await rendered(hooks.viewport(page, 1));
  await expect(page.locator('[data-thumbnail="pending"]')).toHaveCount(0);
  // The rest of the series that is shown has been fetched ahead: after that the page asks for nothing by itself.
  const shown = () => [...frames].filter((url) => url.includes(`/series/${seriesUID(0)}/`)).length;
  await expect.poll(shown).toBe(SLICES);
}

const organizers = (page: Page) => page.workers().filter((worker) => worker.url().includes('organizeWorker'));

/** Goes to a mode as a link does, and says what the page was like right after: before anything could have come back. */
async function goAndLook(page: Page, mode: string) {
  return page.evaluate(async (to) => {
    history.pushState(null, '', location.href.replace(/\/[a-z]+\?/, `/${to}?`));
    await new Promise((resolve) => setTimeout(resolve));
    return {
      busy: document.querySelector('[data-testid="study-browser"]')?.getAttribute('aria-busy'),
      mode: document.querySelector('[data-testid="mode-picker"]')?.getAttribute('data-mode-id'),
    };
  }, mode);
}

test('a large study is organized by another mode in a worker, without a request', async ({ page }) => {
  test.setTimeout(120_000);
  await openLargeStudy(page);
  const browser = hooks.browser(page);
  await expect.poll(() => organizers(page).length).toBe(1);
  const requests = recordRequests(page);

  // What was on the screen stays until the other grouping is whole; nobody has waited for it.
  expect(await goAndLook(page, 'raw')).toEqual({ busy: 'true', mode: 'viewer' });
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'raw', { timeout: 60_000 });
  await expect(browser).toHaveAttribute('data-display-set-count', String(INSTANCES));
  await expect(browser).toHaveAttribute('data-received-instances', String(INSTANCES));
  await expect(browser).toHaveAttribute('data-unclaimed-instances', '0');
  await expect(browser).toHaveAttribute('aria-busy', 'false');
  await expect(page).toHaveURL(/\/raw\?/);

  // Back is remembered.
  await chooseMode(page, 'viewer');
  await expect(browser).toHaveAttribute('data-display-set-count', String(SERIES));
  expect(requests.urls).toEqual([]);
  expect(organizers(page)).toHaveLength(1);
});

test('another choice in the meantime wins, and Back gives a switch up', async ({ page }) => {
  test.setTimeout(120_000);
  await openLargeStudy(page);
  const browser = hooks.browser(page);
  expect(await goAndLook(page, 'raw')).toEqual({ busy: 'true', mode: 'viewer' });
  await page.goBack();
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'viewer');
  await expect(browser).toHaveAttribute('aria-busy', 'false');
  await expect(browser).toHaveAttribute('data-display-set-count', String(SERIES));
  await expect(page).toHaveURL(/\/viewer\?/);
});

test('without the worker the page does it, and says so; nothing is lost', async ({ page }) => {
  test.setTimeout(120_000);
  await page.route(/organizeWorker/, (route) => route.abort());
  await openLargeStudy(page);
  await expect(page.getByText('Large studies are organized in the page')).toBeVisible();
  await goAndLook(page, 'raw');
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'raw', { timeout: 60_000 });
  await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', String(INSTANCES));
  await expect(hooks.browser(page)).toHaveAttribute('data-unclaimed-instances', '0');
});
