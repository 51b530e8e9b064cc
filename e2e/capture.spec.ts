import { readFile } from 'node:fs/promises';
import { type Download, type Page } from '@playwright/test';
import {
  codedClip,
  codedStack,
  fittedRectangle,
  instanceUIDOf,
  readCode,
  seriesUIDOf,
  studyUIDOf,
  writeStudy,
} from './fixtures/objects.ts';
import {
  canvasPixels,
  expect,
  hooks,
  openStudy,
  rendered,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const study = 'capture';
const frameTimes = [0, 40, 40, 200, 40, 40];
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study, series: 1, slices: 6, SeriesDescription: 'Axial' }),
      codedClip({
        study,
        series: 2,
        frames: frameTimes.length,
        frameTime: frameTimes,
        SeriesDescription: 'Clip',
      }),
    ]),
  );
});
test.afterAll(() => archive.close());

async function open(page: Page, series = 1) {
  await openStudy(page, archive, studyUIDOf(study), {
    extra: `&SeriesInstanceUID=${seriesUIDOf(study, series)}`,
  });
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  return viewport;
}

async function choose(page: Page, item: string): Promise<void> {
  await page.getByTestId('capture-menu').click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

/** A picture file as the browser decodes it. */
async function pixelsOf(page: Page, png: Buffer) {
  const { width, height, text } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const data = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
    let binary = '';
    for (let at = 0; at < data.length; at += 8192)
      binary += String.fromCharCode(...data.subarray(at, at + 8192));
    return { width: bitmap.width, height: bitmap.height, text: btoa(binary) };
  }, png.toString('base64'));
  return { width, height, data: new Uint8Array(Buffer.from(text, 'base64')) };
}

const coded = { rows: 256, columns: 256 };

test('the picture is saved as it is on the screen, without text, under a name that names nobody', async ({
  page,
}) => {
  const viewport = await open(page);
  await viewport.focus();
  await page.keyboard.press('End');
  await expect(viewport).toHaveAttribute('data-image-index', '5');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.keyboard.press('Control+Shift+S'),
  ]);
  expect(download.suggestedFilename()).toBe('CT 1 image 6.png');
  const saved = await pixelsOf(page, await bytesOf(download));
  const shown = await canvasPixels(viewport);
  expect([saved.width, saved.height]).toEqual([shown.width, shown.height]);
  expect(readCode(saved, fittedRectangle(saved, coded))?.number).toBe(6);
});

test('with its text: the words are in the picture, the buttons are not', async ({ page }) => {
  const viewport = await open(page);
  // The bar of the viewport is up while the pointer is over it.
  await viewport.hover();
  const plain = page.waitForEvent('download');
  await choose(page, 'Save the picture (PNG)');
  const without = await pixelsOf(page, await bytesOf(await plain));
  const lettered = page.waitForEvent('download');
  await choose(page, 'Save it with its text (PNG)');
  const withText = await pixelsOf(page, await bytesOf(await lettered));
  expect(readCode(withText, fittedRectangle(withText, coded))?.number).toBe(
    readCode(without, fittedRectangle(without, coded))?.number,
  );
  // White letters on black ground, at the upper left where the name stands.
  const bright = ({ width, data }: typeof withText) => {
    let count = 0;
    for (let y = 0; y < 60; y += 1)
      for (let x = 0; x < 140; x += 1) if ((data[(y * width + x) * 4] ?? 0) > 150) count += 1;
    return count;
  };
  expect(bright(withText)).toBeGreaterThan(bright(without) + 100);
});

test('the picture goes to the clipboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const viewport = await open(page);
  await viewport.focus();
  await page.keyboard.press('Control+Shift+C');
  await expect(page.getByText('The picture is on the clipboard')).toBeVisible();
  const base64 = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const blob = await item?.getType('image/png');
    const bytes = new Uint8Array(await (blob ?? new Blob()).arrayBuffer());
    return btoa(String.fromCharCode(...bytes.subarray(0, 8)));
  });
  expect(Buffer.from(base64, 'base64').toString('latin1')).toContain('PNG');
});

test('where it cannot be copied it is said why, and what to do; no promise is left', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'ClipboardItem');
  });
  const viewport = await open(page);
  await viewport.press('Control+Shift+C');
  const told = page.getByRole('alert').filter({ hasText: 'The picture was not copied' });
  await expect(told).toContainText(
    'This browser does not let a page copy pictures. Save it as a file instead.',
  );
});

test('a picture that the browser does not give is said as such, copied or saved', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const viewport = await open(page);
  await page.evaluate(() => {
    HTMLCanvasElement.prototype.toBlob = (callback) => callback(null);
  });
  await viewport.press('Control+Shift+C');
  const told = page.getByRole('alert').filter({ hasText: 'The picture was not copied' });
  await expect(told).toContainText('The browser gave no picture.');
  await viewport.press('Control+Shift+S');
  await expect(page.getByRole('alert').filter({ hasText: 'The picture was not saved' })).toBeVisible();
});

test('a clip as a video: every frame in its order, each for its recorded time', async ({ page }) => {
  const viewport = await open(page, 2);
  const saved = page.waitForEvent('download');
  await choose(page, 'Save the images as a video (WebM)');
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^US 2 .*\.webm$/);
  await expect(page.getByTestId('tasks')).toContainText('The video is saved');
  await expect(viewport).toHaveAttribute('data-image-index', '0');
  const video = await bytesOf(download);
  // As a player shows it: seek into each frame's time, read the code.
  const starts = [0, 40, 80, 280, 320, 360];
  const player = await page.evaluateHandle(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const element = document.createElement('video');
    element.muted = true;
    element.src = URL.createObjectURL(new Blob([bytes], { type: 'video/webm' }));
    await new Promise((resolve, reject) => {
      element.addEventListener('loadeddata', resolve, { once: true });
      element.addEventListener('error', () => reject(new Error('not a video')), { once: true });
    });
    return element;
  }, video.toString('base64'));
  for (const start of starts) {
    await player.evaluate(
      (element, time) =>
        new Promise((resolve) => {
          element.addEventListener('seeked', resolve, { once: true });
          element.currentTime = time;
        }),
      (start + 20) / 1000,
    );
    // A player may say that it is there a moment before the picture is: what counts is the one that stays.
    await expect
      .poll(async () => {
        const frame = await player.evaluate((element) => {
          // Small enough to be handed over, large enough for the code.
          const scale = 512 / Math.max(element.videoWidth, element.videoHeight);
          const canvas = new OffscreenCanvas(element.videoWidth * scale, element.videoHeight * scale);
          const context = canvas.getContext('2d');
          const { width, height } = canvas;
          context?.drawImage(element, 0, 0, width, height);
          const { data } = context?.getImageData(0, 0, width, height) ?? { data: new Uint8ClampedArray() };
          return {
            width,
            height,
            grey: Array.from({ length: width * height }, (_, i) => data[i * 4] ?? 0),
          };
        });
        const picture = {
          width: frame.width,
          height: frame.height,
          data: Uint8Array.from(frame.grey.flatMap((value) => [value, value, value, 255])),
        };
        return readCode(picture, fittedRectangle(picture, coded))?.number;
      })
      .toBe(starts.indexOf(start) + 1);
  }
});

test('a series as ZIP: all its files, whole', async ({ page }) => {
  await open(page);
  const saved = page.waitForEvent('download');
  await choose(page, 'Save the DICOM files');
  const download = await saved;
  expect(download.suggestedFilename()).toBe('CT 1 6 images.zip');
  const zip = (await bytesOf(download)).toString('latin1');
  for (const name of ['0001.dcm', '0006.dcm']) expect(zip).toContain(name);
  expect(zip.split('DICM').length - 1).toBe(6);
  expect(zip).not.toContain('missing.txt');
  await expect(page.getByTestId('tasks')).toContainText('6 files saved');
});

test('a file that cannot be had is named, the others are saved, and it can be tried again', async ({
  page,
}) => {
  await open(page);
  const third = instanceUIDOf(study, 1, 3);
  const failing = new RegExp(`/instances/${third.replaceAll('.', '[.]')}$`);
  await page.route(failing, (route) => route.fulfill({ status: 404 }));
  const saved = page.waitForEvent('download');
  await choose(page, 'Save the DICOM files');
  const zip = (await bytesOf(await saved)).toString('latin1');
  expect(zip.split('DICM').length - 1).toBe(5);
  expect(zip).toContain('missing.txt');
  expect(zip).toContain(third);
  await page.unroute(failing);
  const again = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Try again' }).click();
  const whole = (await bytesOf(await again)).toString('latin1');
  expect(whole.split('DICM').length - 1).toBe(6);
});

test('a ZIP can be cancelled, and leaves no request behind', async ({ page }) => {
  await open(page);
  let asked = 0;
  // The archive takes its time with whole objects.
  await page.route(/\/instances\/[\d.]+$/, () => {
    asked += 1;
  });
  await choose(page, 'Save the DICOM files');
  await expect.poll(() => asked).toBeGreaterThan(0);
  await page.getByTestId('tasks').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByTestId('tasks')).toHaveCount(0);
  expect(asked).toBeLessThanOrEqual(3);
});
