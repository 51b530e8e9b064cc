import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { over, realFile, realFiles } from './realData.ts';
import { pixels, still } from './screens.ts';
import { canvasPixels, expect, hooks, rendered, test } from './support.ts';

/** What is said of images of real scanners, and what is taken out of the viewer: overlay, tags, capture. */
test.describe.configure({ timeout: 120_000 });

const overlayOf = (viewport: Locator) => viewport.getByTestId('viewport-overlay');

const files = {
  echo: 'us-cine/IM00001.fragmented_no_bot_jpeg_baseline.50.dcm',
  lossless: 'us-single/no-pixel-spacing.dcm',
  ct: 'ct-head-ge/14.dcm',
  mammogram: 'dx-cr-mg/OutOfBoundsOverlay.dcm',
  bone: 'dx-cr-mg/RG3_J2KR.dcm',
  mr: 'mr-enhanced/6_1.dcm',
  heart: 'nm/NM-MONO2-16-13x-heart',
};

over(Object.values(files), ({ open }) => {
  test('the corners: defaults by modality, where distances are known, loss, letters only from geometry', async ({
    page,
  }) => {
    const said: Readonly<Record<keyof typeof files, readonly (string | RegExp)[]>> = {
      echo: ['Lossy 5.77:1, JPEG', /fr 1\/8/],
      lossless: ['05:05:58'],
      ct: ['STD+', 'Th 4 mm', /W \d+ L \d+/],
      mammogram: ['L CC', 'Distances are at the detector'],
      bone: ['R AP', 'Not calibrated: pixels only'],
      mr: ['TE 30 ms', 'TR 500 ms'],
      heart: ['Th 6.23 mm'],
    };
    const bars: Partial<Record<keyof typeof files, RegExp>> = {
      ct: /^\d+ (cm|mm)$/,
      mammogram: /at the detector$/,
      mr: /^\d+ (cm|mm)$/,
    };
    for (const name of Object.keys(files) as (keyof typeof files)[]) {
      const viewport = await open(page, { of: files[name] });
      for (const text of said[name]) await expect(overlayOf(viewport)).toContainText(text);
      if (name !== 'echo') await expect(overlayOf(viewport)).not.toContainText('Lossy');
      const bar = bars[name];
      if (bar) await expect(viewport.getByTestId('scale-bar')).toHaveText(bar);
      if (name === 'bone') await expect(viewport.getByTestId('scale-bar')).toHaveCount(0);
      const hasLetters = !['echo', 'lossless', 'heart'].includes(name);
      await expect(viewport.getByTestId('orientation-letters')).toHaveCount(hasLetters ? 1 : 0);
    }
  });

  test('an item taken out of a corner stays out after a reload, and comes back', async ({ page }) => {
    const viewport = await open(page, { of: files.ct });
    const thickness = viewport.locator('[data-overlay-item="thickness"]');
    await expect(thickness).toHaveText('Th 4 mm');
    await viewport.press('Shift+O');
    await page.getByRole('button', { name: 'Do not say: Slice thickness' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.reload();
    await rendered(viewport);
    await expect(viewport.locator('[data-overlay-item="patientName"]')).toBeVisible();
    await expect(thickness).toHaveCount(0);
    await viewport.press('Shift+O');
    await page.getByRole('button', { name: 'As it comes' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(thickness).toHaveText('Th 4 mm');
  });
});

const row = (viewport: Locator, tag: string) => viewport.getByRole('row').filter({ hasText: tag });

over(['mr-siemens-orientations', 'mr-enhanced/IM_0027_fMAP.dcm'], ({ open }) => {
  test('tags: private ones by their creator, sequences, another instance', async ({ page }) => {
    const [file] = realFiles('mr-siemens-orientations');
    const viewport = await open(page, { of: file?.path ?? '' });
    await viewport.press('Shift+T');
    await expect(viewport).toHaveAttribute('data-viewport-kind', 'tags');
    const search = viewport.getByRole('searchbox');
    await search.fill('SIEMENS CSA');
    await expect(row(viewport, '(0029,0010)')).toContainText('SIEMENS CSA HEADER');
    await search.fill('0029,1009');
    await expect(row(viewport, '(0029,1009)')).toContainText('20140310');
    await search.fill('ReferencedSOPInstanceUID');
    const items = file?.dataSet.elements['x00081140']?.items ?? [];
    expect(items.length).toBe(3);
    for (const item of items)
      await expect(viewport).toContainText(item.dataSet?.string('x00081155') ?? 'none');
    await search.fill('SOPInstanceUID');
    await viewport.getByRole('combobox', { name: 'Compare with another object' }).selectOption('next');
    await expect(row(viewport, '(0008,0018)')).toHaveAttribute('data-differs', 'true');
  });

  test('tags of one frame: its own functional groups, as in the file', async ({ page }) => {
    const file = realFile('mr-enhanced/IM_0027_fMAP.dcm');
    const viewport = await open(page, { of: file.path });
    await viewport.press('End');
    await expect(viewport).toHaveAttribute('data-image-index', '63');
    const frame = Number(await viewport.getAttribute('data-frame'));
    await viewport.press('Shift+T');
    await expect(viewport.getByRole('combobox', { name: 'Frame' })).toHaveValue(String(frame));
    const place = file.dataSet.elements['x52009230']?.items?.[frame - 1]?.dataSet?.elements['x00209113'];
    const position = place?.items?.[0]?.dataSet?.string('x00200032') ?? 'none';
    await viewport.getByRole('searchbox').fill('0020,0032');
    // Its own place, to eight figures; the maker's private groups have another one of the same name.
    const figures = position.split('\\').map((each) => each.slice(0, 9));
    for (const each of figures) await expect(row(viewport, '(0020,0032)').first()).toContainText(each);
    await viewport.getByRole('combobox', { name: 'Frame' }).selectOption('1');
    await expect(row(viewport, '(0020,0032)').first()).not.toContainText(figures[2] ?? '');
  });
});

async function choose(page: Page, item: string): Promise<Buffer> {
  const saved = page.waitForEvent('download');
  await page.getByTestId('capture-menu').click();
  await page.getByRole('menuitem', { name: item }).click();
  return readFile(await (await saved).path());
}

/** A picture file, as the browser draws it: a digest as of a canvas. */
async function digest(page: Page, png: Buffer): Promise<string> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const { data } = context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? { data: new Uint8Array() };
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(data)));
    const hex = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return `${bitmap.width}x${bitmap.height} ${hex}`;
  }, png.toString('base64'));
}

/** The files in a ZIP whose entries are stored as they are, by its central directory. */
function unzip(zip: Buffer): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, name] = [zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28)];
    const [extra, comment] = [zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    expect(zip.readUInt16LE(at + 10), 'stored, not compressed').toBe(0);
    found.set(zip.toString('utf8', at + 46, at + 46 + name), zip.subarray(start, start + size));
    at += 46 + name + extra + comment;
  }
  return found;
}

over('mr-siemens-orientations', ({ open }) => {
  test('the picture as PNG with and without its text; the series as ZIP, byte for byte the files', async ({
    page,
  }) => {
    const viewport = await open(page);
    await still(viewport);
    const shown = await pixels(viewport);
    const plain = await digest(page, await choose(page, 'Save the picture (PNG)'));
    expect(plain).toBe(shown);
    const lettered = await digest(page, await choose(page, 'Save it with its text (PNG)'));
    expect(lettered).not.toBe(plain);
    expect(lettered.split(' ')[0]).toBe(plain.split(' ')[0]);

    const uid = (await hooks.thumbnail(page, 'ax_asc').getAttribute('data-series-uid')) ?? '';
    const ours = realFiles('mr-siemens-orientations').filter((file) => file.text('x0020000e') === uid);
    expect(ours).toHaveLength(2);
    const entries = [...unzip(await choose(page, 'Save the DICOM files')).values()];
    const sorted = (all: readonly Buffer[]) => [...all].sort((a, b) => Buffer.compare(a, b));
    expect(entries).toHaveLength(2);
    const wanted = sorted(ours.map(({ bytes }) => bytes));
    for (const [at, entry] of sorted(entries).entries()) expect(entry.equals(wanted[at] ?? entry)).toBe(true);
  });
});

over(files.echo, ({ open }) => {
  test('a clip as a video: as long as the recorded times of its frames', async ({ page }) => {
    const viewport = await open(page);
    const video = await choose(page, 'Save the images as a video (WebM)');
    const { seconds, shape } = await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const element = document.createElement('video');
      element.muted = true;
      element.src = URL.createObjectURL(new Blob([bytes], { type: 'video/webm' }));
      await new Promise((resolve, reject) => {
        element.addEventListener('loadeddata', resolve, { once: true });
        element.addEventListener('error', () => reject(new Error('not a video')), { once: true });
      });
      return { seconds: element.duration, shape: element.videoWidth / element.videoHeight };
    }, video.toString('base64'));
    const times = realFile(files.echo).numbers('x00181065');
    // The last frame stays as long as the others on average.
    const mean = times.slice(1).reduce((sum, ms) => sum + ms, 0) / (times.length - 1);
    expect(Math.abs(seconds * 1000 - mean * times.length)).toBeLessThan(mean);
    const canvas = await canvasPixels(viewport);
    expect(Math.abs(shape - canvas.width / canvas.height)).toBeLessThan(0.02);
  });
});
