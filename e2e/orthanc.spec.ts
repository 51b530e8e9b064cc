import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { filesBelow, testData } from '../server/testing/testData.ts';
import { hasOrthanc, startOrthanc, type RunningOrthanc } from '../server/testing/orthanc.ts';
import { drop, hangingOf } from './gestures.ts';
import { anyMetadata, hold, metadataOf } from './routes.ts';
import {
  canvasPixels,
  chooseMode,
  expect,
  hooks,
  openStudy,
  recordRequests,
  rendered,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

/**
 * The main journey on real files in a real archive: Orthanc on loopback, filled
 * through STOW-RS, seen through the viewer's own origin.
 */
const folder = testData();
const why = !hasOrthanc()
  ? 'Orthanc and its DICOMweb plugin are not installed'
  : folder === undefined
    ? 'there is no folder of real files'
    : undefined;
if (why !== undefined) console.log(`The journey against Orthanc is skipped: ${why}.`);
test.skip(why !== undefined, why ?? '');

let orthanc: RunningOrthanc;
let archive: TestArchive;
/** Study UIDs by a name for what is in them. */
const studies = { mr: '', us: '', ct: '', sr: '', pdf: '' };

test.beforeAll(async () => {
  test.setTimeout(180_000);
  if (why !== undefined || folder === undefined) return;
  const files = [
    'mr-siemens-orientations',
    'us-cine',
    'ct-head-ge',
    'sr/sr_document.dcm',
    'ecg-pdf-op/pdf.dcm',
  ].flatMap((path) => filesBelow(join(folder, path)));
  orthanc = await startOrthanc({ files });
  expect(orthanc.refused).toEqual([]);
  archive = await startArchive(() => undefined, { dicomwebProxy: orthanc.root });
  studies.mr = await studyWith('Modality=MR');
  studies.ct = await studyWith('Modality=CT');
  studies.sr = await studyWith('Modality=SR');
  studies.us = await studyWith('Modality=US', 2);
  studies.pdf = await studyWith(
    'SeriesInstanceUID=' + (await seriesOfClass('1.2.840.10008.5.1.4.1.1.104.1')),
  );
});
test.afterAll(async () => {
  await archive?.close();
  await orthanc?.stop();
});

type Row = Record<string, { Value?: unknown[] }>;
async function query(path: string): Promise<Row[]> {
  const response = await fetch(`${orthanc.root}/${path}`, { headers: { Accept: 'application/dicom+json' } });
  const rows: unknown = await response.json();
  if (!Array.isArray(rows)) throw new Error(`${path} gave no list`);
  return rows;
}
const textOf = (row: Row | undefined, tag: string): string => String(row?.[tag]?.Value?.[0] ?? '');

/** The study of the first series that matches, with at least that many instances. */
async function studyWith(filter: string, atLeast = 1): Promise<string> {
  const rows = await query(`series?${filter}&includefield=00201209&includefield=0020000D`);
  const row = rows.find((each) => Number(textOf(each, '00201209') || 1) >= atLeast);
  return textOf(row, '0020000D');
}
const seriesOfClass = async (SOPClassUID: string): Promise<string> =>
  textOf((await query(`instances?SOPClassUID=${SOPClassUID}&includefield=0020000E`))[0], '0020000E');

const thumbnailOf = (page: Page, series: string): Locator =>
  page.locator(`[data-testid="study-browser"] [data-series-uid="${series}"][data-display-set-uid]`);
const isPicture = async (viewport: Locator): Promise<boolean> => {
  const { data } = await canvasPixels(viewport);
  const greys = new Set<number>();
  for (let at = 0; at < data.length; at += 4) greys.add(data[at] ?? 0);
  return greys.size > 16;
};

/** The series of the MR study, in the order of their numbers. */
async function mrSeries(): Promise<{ uid: string; number: number; count: number; name: string }[]> {
  const rows = await query(
    `studies/${studies.mr}/series?includefield=00201209&includefield=00200011&includefield=0008103E`,
  );
  return rows
    .map((row) => ({
      uid: textOf(row, '0020000E'),
      number: Number(textOf(row, '00200011')),
      count: Number(textOf(row, '00201209')),
      name: textOf(row, '0008103E'),
    }))
    .sort((a, b) => a.number - b.number);
}

test('the list names the studies, and a double click opens one', async ({ page }) => {
  await page.goto(archive.url);
  for (const uid of Object.values(studies)) await expect(hooks.study(page, uid)).toBeVisible();
  await hooks.study(page, studies.ct).dblclick();
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-count', '28');
  expect(await isPicture(hooks.viewport(page, 1))).toBe(true);
});

test('series are listed before their metadata; the first image needs no click; the overlay speaks of it', async ({
  page,
}) => {
  const series = await mrSeries();
  expect(series.length).toBeGreaterThan(1);
  const metadata = await hold(page, anyMetadata);
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${studies.mr}`);
  for (const { uid, count } of series) {
    await expect(hooks.browser(page).locator(`[data-series-row="${uid}"]`)).toContainText(
      count === 1 ? '1 image' : `${count} images`,
    );
  }
  await expect(hooks.thumbnails(page)).toHaveCount(0);
  await metadata.release();
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
  const received = series.reduce((sum, { count }) => sum + count, 0);
  await expect(hooks.browser(page)).toHaveAttribute('data-received-instances', String(received));
  const first = hooks.viewport(page, 1);
  await rendered(first);
  expect(await isPicture(first)).toBe(true);
  await expect(first.getByTestId('viewport-overlay')).toContainText(series[0]?.name ?? '');
});

test('one series that fails hurts no other, and Retry brings it', async ({ page }) => {
  const [first, second] = await mrSeries();
  if (!first || !second) throw new Error('the MR study has too few series');
  let recovered = false;
  await page.route(metadataOf(second.uid), (route) =>
    recovered ? route.continue() : route.fulfill({ status: 500, body: 'out of order' }),
  );
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${studies.mr}`);
  await rendered(hooks.viewport(page, 1));
  const row = hooks.browser(page).locator(`[data-series-row="${second.uid}"]`);
  await expect(row).toHaveRole('alert');
  recovered = true;
  await row.getByRole('button', { name: /^Retry/ }).click();
  await expect(thumbnailOf(page, second.uid).first()).toBeVisible();
});

test('every image series gets a thumbnail', async ({ page }) => {
  for (const uid of [studies.mr, studies.us, studies.ct]) {
    await openStudy(page, archive, uid);
    await expect(page.locator('[data-testid="study-browser"] [data-thumbnail="pending"]')).toHaveCount(0);
    const states = await hooks
      .thumbnails(page)
      .evaluateAll((elements) => elements.map((element) => element.getAttribute('data-thumbnail')));
    expect(states.length).toBeGreaterThan(0);
    expect(new Set(states)).toEqual(new Set(['image']));
  }
});

test('series dragged into viewports are shown there, swapped, and brought back by undo', async ({ page }) => {
  const series = await mrSeries();
  const [, second, third] = series;
  if (!second || !third) throw new Error('the MR study has too few series');
  await openStudy(page, archive, studies.mr);
  const [left, right] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
  await rendered(left);
  const before = (await hangingOf(page))[0];
  await drop(page, thumbnailOf(page, second.uid).first(), right);
  await rendered(right);
  expect(await isPicture(right)).toBe(true);
  await expect(right.getByTestId('viewport-overlay')).toContainText(second.name);
  expect((await hangingOf(page))[0]).toBe(before);

  await drop(page, thumbnailOf(page, third.uid).first(), right);
  await expect(right.getByTestId('viewport-overlay')).toContainText(third.name);
  await rendered(right);
  await page.keyboard.press('Control+z');
  await expect(right.getByTestId('viewport-overlay')).toContainText(second.name);
  await left.hover();
  await drop(page, left.getByRole('button', { name: /Drag viewport 1/ }), right);
  await expect(left.getByTestId('viewport-overlay')).toContainText(second.name);
  await rendered(left);
});

test('a mode switch asks the archive for nothing and keeps image, window and zoom', async ({ page }) => {
  await openStudy(page, archive, studies.ct);
  const first = hooks.viewport(page, 1);
  await rendered(first);
  await first.press('End');
  await expect(first).toHaveAttribute('data-image-index', '27');
  await first.press('r');
  await expect(first.getByTestId('overlay-view')).toContainText('90°');
  // All slices are here before the switch, so that what is asked afterwards is the switch's own.
  const bar = first.getByRole('slider', { name: 'Image in viewport 1' });
  await expect
    .poll(() => bar.evaluate((element) => element.style.backgroundImage))
    .toMatch(
      /^linear-gradient\((to bottom, )?var\(--[\w-]+\) 0(\.00)?%,? ?(var\(--[\w-]+\) )?100(\.00)?%\)$/,
    );
  await expect(page.locator('[data-testid="study-browser"] [data-thumbnail="pending"]')).toHaveCount(0);
  const before = await hangingOf(page);
  const words = (await first.getByTestId('overlay-view').textContent()) ?? '';
  const instance = (await first.getAttribute('data-sop-instance-uid')) ?? '';
  const requests = recordRequests(page);
  await chooseMode(page, 'raw');
  await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', '28');
  await expect(first).toHaveAttribute('data-sop-instance-uid', instance);
  await chooseMode(page, 'viewer');
  await expect(first).toHaveAttribute('data-sop-instance-uid', instance);
  await expect.poll(() => hangingOf(page)).toEqual(before);
  await expect(first.getByTestId('overlay-view')).toHaveText(words);
  expect(requests.urls).toEqual([]);
});

test('a clip plays, a report and a PDF are read', async ({ page }) => {
  await openStudy(page, archive, studies.us, { mode: 'cine' });
  const clip = hooks.viewport(page, 1);
  await rendered(clip);
  await expect(clip.getByTestId('cine')).toHaveAttribute('data-playing', 'true');
  const frame = await clip.getAttribute('data-frame');
  await expect(clip).not.toHaveAttribute('data-frame', frame ?? '');

  await openStudy(page, archive, studies.sr);
  const report = hooks.viewport(page, 1);
  await expect(report).toHaveAttribute('data-viewport-kind', 'document');
  await rendered(report);
  expect((await report.innerText()).length).toBeGreaterThan(80);

  await openStudy(page, archive, studies.pdf);
  const document = hooks.viewport(page, 1);
  await expect(document).toHaveAttribute('data-viewport-kind', 'document');
  await rendered(document);
  expect(await isPicture(document)).toBe(true);
});
