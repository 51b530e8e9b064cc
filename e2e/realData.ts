import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import dicomParser from 'dicom-parser';
import { fittedRectangle } from './fixtures/objects.ts';
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

/** Images of real scanners, beside the repository; `HANGAR_TEST_DATA` names another folder. */
const data = process.env['HANGAR_TEST_DATA'] ?? fileURLToPath(new URL('../../shared/data', import.meta.url));

export interface RealFile {
  readonly path: string;
  readonly bytes: Buffer;
  /** Read without the viewer. */
  readonly dataSet: dicomParser.DataSet;
  text(tag: string): string;
  /** All values of a decimal or integer string. */
  numbers(tag: string): readonly number[];
}

/** One file of the test data, by its path there. */
export function realFile(path: string): RealFile {
  const bytes = readFileSync(join(data, path));
  const dataSet = dicomParser.parseDicom(bytes);
  const text = (tag: string) => dataSet.string(tag) ?? '';
  return { path, bytes, dataSet, text, numbers: (tag) => text(tag).split('\\').map(Number) };
}

/** All files of a folder of the test data. */
export function realFiles(folder: string): readonly RealFile[] {
  return readdirSync(join(data, folder))
    .filter((name) => statSync(join(data, folder, name)).isFile())
    .map((name) => realFile(`${folder}/${name}`));
}

/** The file of a folder that holds what a viewport shows. */
export async function fileShown(viewport: Locator, files: readonly RealFile[]): Promise<RealFile> {
  const uid = await viewport.getAttribute('data-sop-instance-uid');
  const file = files.find((each) => each.text('x00080018') === uid);
  if (!file) throw new Error(`no file holds ${uid}`);
  return file;
}

export interface RealStudies {
  readonly archive: () => TestArchive;
  /** Opens the study of a file, else the first that the archive names; the first viewport. */
  open(page: Page, options?: { mode?: string; of?: string; extra?: string }): Promise<Locator>;
}

/** Tests over some folders or files of the test data, in one archive; skipped, saying so, where they are not there. */
export function over(paths: string | readonly string[], tests: (studies: RealStudies) => void) {
  const all = typeof paths === 'string' ? [paths] : paths;
  test.describe(all.slice(0, 3).join(', '), () => {
    const missing = all.map((path) => join(data, path)).find((path) => !existsSync(path));
    test.skip(missing !== undefined, `skipped: no test data in ${missing}`);
    let archive: TestArchive;
    test.beforeAll(async () => {
      archive = await startArchive((to) => {
        for (const path of all)
          cpSync(join(data, path), join(to, path.replaceAll('/', '_')), { recursive: true });
      });
    });
    test.afterAll(() => archive.close());
    tests({
      archive: () => archive,
      async open(page, { of, ...options } = {}) {
        const uid = of === undefined ? await firstStudy(archive) : realFile(of).text('x0020000d');
        await openStudy(page, archive, uid, options);
        await rendered(hooks.viewport(page, 1));
        return hooks.viewport(page, 1);
      },
    });
  });
}

async function firstStudy({ url }: TestArchive): Promise<string> {
  const answer = await fetch(`${url}dicom-web/studies`);
  const [study] = (await answer.json()) as readonly { readonly '0020000D': { readonly Value: [string] } }[];
  return study?.['0020000D'].Value[0] ?? '';
}

/** Shows a series, named by its thumbnail, in a viewport. */
export async function hang(page: Page, name: string | RegExp, number: number): Promise<void> {
  const thumbnail = hooks.thumbnail(page, name);
  const uid = (await thumbnail.getAttribute('data-display-set-uid')) ?? '';
  await thumbnail.focus();
  await page.keyboard.press(String(number));
  const viewport = hooks.viewports(page).nth(number - 1);
  await expect(viewport).toHaveAttribute('data-display-set-uid', uid);
  await rendered(viewport);
}

/** Mean level on a viewport's canvas. */
export async function brightness(viewport: Locator): Promise<number> {
  const { data: bytes } = await canvasPixels(viewport);
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum += bytes[at] ?? 0;
  return sum / (bytes.length / 4);
}

/** A stored value of an uncompressed image of 16 bits. */
export function storedValue({ dataSet }: RealFile, column: number, row: number, frame = 0): number {
  const element = dataSet.elements['x7fe00010'];
  const [rows, columns] = [dataSet.uint16('x00280010') ?? 0, dataSet.uint16('x00280011') ?? 0];
  if (!element) throw new Error('no pixel data');
  const at = element.dataOffset + ((frame * rows + row) * columns + column) * 2;
  const view = new DataView(dataSet.byteArray.buffer, dataSet.byteArray.byteOffset);
  return dataSet.uint16('x00280103') === 1 ? view.getInt16(at, true) : view.getUint16(at, true);
}

/** What the probe says: the pixel, and the words after a name. */
export async function probed(viewport: Locator): Promise<{ column: number; row: number; words: string }> {
  const words = (await viewport.getByTestId('probe').textContent()) ?? '';
  const [, column, row] = /Column, row(\d+), (\d+)/.exec(words) ?? [];
  return { column: Number(column), row: Number(row), words };
}

/** Levels on the canvas of a fitted picture, in the middle of each of its pixels, row by row; its size in any one unit. */
export async function levelsOf(
  viewport: Locator,
  picture: {
    readonly columns: number;
    readonly rows: number;
    readonly width: number;
    readonly height: number;
  },
): Promise<readonly number[]> {
  const canvas = await canvasPixels(viewport);
  const area = fittedRectangle(canvas, { columns: picture.width, rows: picture.height });
  return Array.from({ length: picture.columns * picture.rows }, (_, i) => {
    const x = area.x + (((i % picture.columns) + 0.5) / picture.columns) * area.width;
    const y = area.y + ((Math.floor(i / picture.columns) + 0.5) / picture.rows) * area.height;
    return canvas.data[(Math.floor(y) * canvas.width + Math.floor(x)) * 4] ?? 0;
  });
}

/** What a LINEAR window makes of values (PS3.3 C.11.2.1.2.1). */
export const expectedLevels = (values: readonly number[], center: number, width: number): readonly number[] =>
  values.map((value) => Math.min(255, Math.max(0, ((value - (center - 0.5)) / (width - 1) + 0.5) * 255)));
