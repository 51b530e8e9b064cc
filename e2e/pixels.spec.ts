import { expect as expectValue } from '@playwright/test';
import {
  codedClip,
  fittedRectangle,
  pixelFixtures,
  seriesUIDOf,
  studyUIDOf,
  writeStudy,
} from './fixtures/objects.ts';
import {
  canvasPixels,
  hooks,
  openStudy,
  rendered,
  sliceOnCanvas,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

/** From a file through the archive, the page and the decoder to the canvas: known values at known places. */
const study = 'pixels';
const fixtures = pixelFixtures(study);
const clipSeries = 90;
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...Object.values(fixtures).map(({ object }) => object),
      codedClip({ study, series: clipSeries, frames: 12, SeriesDescription: 'clip' }),
    ]),
  );
});
test.afterAll(() => archive.close());

const titles: Readonly<Record<string, string>> = {
  signedCt: 'a signed CT with rescale',
  negativeStored: 'stored values below zero',
  monochrome1: 'MONOCHROME1, where the lowest value is white',
  unsigned8: 'eight bits',
  unsigned12: 'twelve bits in sixteen',
  nonSquare: 'pixels twice as high as wide',
  padded: 'padding far below the window',
  rgb: 'RGB',
  ybrFull: 'YBR_FULL',
  paletteColor: 'a colour palette',
};

for (const [name, fixture] of Object.entries(fixtures)) {
  test(`${titles[name] ?? name}: the values on the canvas are those of the standard`, async ({ page }) => {
    await openStudy(page, archive, studyUIDOf(study), {
      extra: `&SeriesInstanceUID=${fixture.object.SeriesInstanceUID}`,
    });
    const viewport = hooks.viewport(page, 1);
    await rendered(viewport);
    await expectValue(viewport).toHaveAttribute('data-sop-instance-uid', fixture.object.SOPInstanceUID);
    const pixels = await canvasPixels(viewport);
    // As wide as its pixels are on the screen: a matrix of half-wide pixels is a standing rectangle.
    const area = fittedRectangle(pixels, {
      rows: fixture.rows,
      columns: fixture.columns * fixture.aspect,
    });
    const wrong = fixture.expected.flatMap(({ x, y, rgb }) => {
      const column = Math.floor(area.x + ((x + 0.5) / fixture.columns) * area.width);
      const row = Math.floor(area.y + ((y + 0.5) / fixture.rows) * area.height);
      const at = (row * pixels.width + column) * 4;
      const found = [...pixels.data.subarray(at, at + 3)];
      const differs = found.some((value, channel) => Math.abs(value - (rgb[channel] ?? 0)) > 2);
      return differs ? [{ x, y, expected: rgb.join(), found: found.join() }] : [];
    });
    expectValue(wrong).toEqual([]);
    // Beside the image there is nothing.
    if (area.x > 4) expectValue([...pixels.data.subarray(0, 3)]).toEqual([0, 0, 0]);
  });
}

test('a clip of many frames: each frame is the one that is named', async ({ page }) => {
  await openStudy(page, archive, studyUIDOf(study), {
    extra: `&SeriesInstanceUID=${seriesUIDOf(study, clipSeries)}`,
  });
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  for (let frame = 1; frame <= 12; frame += 1) {
    await expectValue(viewport).toHaveAttribute('data-frame', String(frame));
    await expectValue.poll(() => sliceOnCanvas(viewport)).toEqual({ series: clipSeries, number: frame });
    await viewport.press('ArrowDown');
  }
});
