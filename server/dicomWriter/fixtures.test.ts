import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dicomParser from 'dicom-parser';
import { decode } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import {
  brokenPixels,
  codedClip,
  codedStack,
  fittedRectangle,
  type FixtureObject,
  linearWindow,
  localizerAndAxial,
  lossyImage,
  manySeries,
  mixedSeries,
  multiEcho,
  pdf,
  pixelFixtures,
  type PixelSource,
  readCode,
  seriesUIDOf,
  sr,
  twoOrientations,
  unknownSOPClassUID,
  writeStudy,
} from '../../e2e/fixtures/objects.ts';
import { codeAt } from '../../e2e/fixtures/barCode.ts';

const read = (object: FixtureObject): dicomParser.DataSet => dicomParser.parseDicom(object.bytes);
const pixelsOf = (data: dicomParser.DataSet): DataView => {
  const element = data.elements['x7fe00010'];
  if (!element) throw new Error('no pixels');
  return new DataView(data.byteArray.buffer, data.byteArray.byteOffset + element.dataOffset, element.length);
};

/** Draws a 16-bit grey slice onto a canvas as a viewport would: windowed, scaled (nearest), centred. */
function draw(object: FixtureObject, canvas: { width: number; height: number }, frame = 0): PixelSource {
  const data = read(object);
  const rows = data.uint16('x00280010') ?? 0;
  const columns = data.uint16('x00280011') ?? 0;
  const bytes = (data.uint16('x00280100') ?? 16) / 8;
  const center = data.floatString('x00281050') ?? 0;
  const width = data.floatString('x00281051') ?? 1;
  const pixels = pixelsOf(data);
  const at = fittedRectangle(canvas, { rows, columns });
  const rgba = new Uint8ClampedArray(canvas.width * canvas.height * 4);
  for (let y = 0; y < canvas.height; y += 1) {
    for (let x = 0; x < canvas.width; x += 1) {
      const column = Math.floor(((x + 0.5 - at.x) / at.width) * columns);
      const row = Math.floor(((y + 0.5 - at.y) / at.height) * rows);
      if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
      const sample = (frame * rows * columns + row * columns + column) * bytes;
      const value = bytes === 1 ? pixels.getUint8(sample) : pixels.getInt16(sample, true);
      rgba.fill(
        linearWindow(value, center, width),
        (y * canvas.width + x) * 4,
        (y * canvas.width + x) * 4 + 3,
      );
    }
  }
  return { ...canvas, data: rgba };
}

describe('the bar code', () => {
  it.each([
    [512, 512],
    [300, 520],
    [233, 177],
    [1024, 700],
  ])('is read back from a canvas of %i x %i', (width, height) => {
    for (const object of codedStack({ slices: 3, firstInstance: 77, series: 12 })) {
      const canvas = draw(object, { width, height });
      const place = fittedRectangle(canvas, { rows: 256, columns: 256 });
      expect(readCode(canvas, place)).toEqual({ number: object.InstanceNumber, series: 12 });
    }
  });

  it('is read from each frame of a clip', () => {
    const clip = codedClip({ frames: 3, series: 4 });
    for (const frame of [0, 1, 2]) {
      const canvas = draw(clip, { width: 256, height: 256 }, frame);
      expect(readCode(canvas, { x: 0, y: 0, width: 256, height: 256 })).toEqual({
        number: frame + 1,
        series: 4,
      });
    }
  });

  it('is undefined when damaged, absent or outside the canvas', () => {
    const [object] = codedStack({ slices: 1 });
    if (!object) throw new Error('no slice');
    const canvas = draw(object, { width: 256, height: 256 });
    const whole = { x: 0, y: 0, width: 256, height: 256 };
    expect(readCode(canvas, whole)).toEqual({ number: 1, series: 1 });
    expect(readCode(canvas, { ...whole, x: -40 })).toBeUndefined();
    expect(readCode({ ...canvas, data: new Uint8ClampedArray(256 * 256 * 4) }, whole)).toBeUndefined();
    const damaged = Uint8ClampedArray.from(canvas.data);
    for (let y = 0; y < 16; y += 1) damaged.fill(255, (y * 256 + 80) * 4, (y * 256 + 96) * 4);
    expect(readCode({ ...canvas, data: damaged }, whole)).toBeUndefined();
  });

  it('refuses numbers that it cannot hold', () => {
    expect(() => codeAt({ number: 4096, series: 1 }, 256)).toThrow(RangeError);
    expect(() => codeAt({ number: 1, series: 1 }, 8)).toThrow(RangeError);
  });
});

describe('pixel fixtures', () => {
  it('hold, at each place, a stored value that the standard turns into the expected one', () => {
    const fixtures = pixelFixtures();
    expect(Object.keys(fixtures)).toHaveLength(10);
    for (const name of ['signedCt', 'negativeStored', 'monochrome1', 'unsigned8', 'unsigned12', 'padded']) {
      const fixture = fixtures[name];
      if (!fixture) throw new Error(name);
      const data = read(fixture.object);
      const view = pixelsOf(data);
      const slope = data.floatString('x00281053') ?? 1;
      const intercept = data.floatString('x00281052') ?? 0;
      const center = data.floatString('x00281050') ?? 0;
      const width = data.floatString('x00281051') ?? 0;
      for (const { x, y, rgb } of fixture.expected) {
        const index = y * fixture.columns + x;
        const stored =
          data.uint16('x00280100') === 8
            ? view.getUint8(index)
            : data.uint16('x00280103') === 1
              ? view.getInt16(index * 2, true)
              : view.getUint16(index * 2, true);
        const value = stored * slope + intercept;
        // The formula of PS3.3 C.11.2.1.2.1 once more, clamped instead of branched.
        const shown = Math.min(255, Math.max(0, ((value - (center - 0.5)) / (width - 1) + 0.5) * 255));
        const level = data.string('x00280004') === 'MONOCHROME1' ? 255 - shown : shown;
        expect(Math.abs(level - rgb[0]), `${name} at ${x}, ${y}`).toBeLessThanOrEqual(0.51);
      }
      expect(new Set(fixture.expected.map(({ rgb }) => rgb[0])).size, name).toBeGreaterThan(8);
    }
  });

  it('give YBR and palette images the colours of the RGB one', () => {
    const { rgb, ybrFull, paletteColor } = pixelFixtures();
    expect(paletteColor?.expected).toEqual(rgb?.expected);
    rgb?.expected.forEach((place, index) => {
      const other = ybrFull?.expected[index]?.rgb;
      place.rgb.forEach((value, channel) =>
        expect(Math.abs(value - (other?.[channel] ?? -9))).toBeLessThanOrEqual(2),
      );
    });
  });
});

describe('fixture studies', () => {
  it('are what their names say', () => {
    expect(codedStack({ slices: 6, missing: [2, 3] }).map((each) => each.InstanceNumber)).toEqual([
      1, 2, 5, 6,
    ]);
    const [localizer, first] = localizerAndAxial({ slices: 3 }).map(read);
    expect(localizer?.string('x00080008')).toContain('LOCALIZER');
    expect(localizer?.string('x00200037')).not.toBe(first?.string('x00200037'));
    expect(localizer?.string('x0020000e')).toBe(first?.string('x0020000e'));
    const echoes = multiEcho({ slices: 2, echoes: [10, 20, 30] }).map(read);
    expect(echoes.map((each) => each.floatString('x00180081'))).toEqual([10, 10, 20, 20, 30, 30]);
    expect(echoes[0]?.string('x00200032')).toBe(echoes[2]?.string('x00200032'));
    expect(new Set(twoOrientations().map((each) => read(each).string('x00200037'))).size).toBe(2);
    expect(mixedSeries({ slices: 2 }).at(-1)?.SOPClassUID).toBe(unknownSOPClassUID);
    expect(new Set(mixedSeries().map((each) => each.SeriesInstanceUID)).size).toBe(1);
    expect(pixelsOf(read(brokenPixels())).byteLength).toBe(128 * 32 * 2);
  });

  it('refer to images that exist', () => {
    const report = read(sr({ series: 9, image: { series: 1, instance: 3 } }));
    const evidence =
      report.elements['x0040a375']?.items?.[0]?.dataSet?.elements['x00081115']?.items?.[0]?.dataSet;
    expect(evidence?.string('x0020000e')).toBe(seriesUIDOf(undefined, 1));
    const sop = evidence?.elements['x00081199']?.items?.[0]?.dataSet?.string('x00081155');
    expect(sop).toBe(codedStack({ slices: 3 })[2]?.SOPInstanceUID);
  });

  it('hold a JPEG that decodes and a PDF that is whole', () => {
    const data = read(lossyImage());
    const element = data.elements['x7fe00010'];
    if (!element) throw new Error('no pixels');
    const frame = dicomParser.readEncapsulatedPixelDataFromFragments(data, element, 0);
    const picture = decode(frame, { useTArray: true });
    expect([picture.width, picture.height]).toEqual([128, 128]);
    expect(Math.abs((picture.data[(64 * 128 + 32) * 4] ?? 0) - 64)).toBeLessThan(8);
    const document = read(pdf({ text: 'Read me' }));
    const part = document.elements['x00420011'];
    const text = Buffer.from(
      document.byteArray.subarray(part?.dataOffset, (part?.dataOffset ?? 0) + (part?.length ?? 0)),
    ).toString('latin1');
    expect(text.startsWith('%PDF-1.4')).toBe(true);
    expect(text).toContain('(Read me) Tj');
    const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    expect(text.slice(start, start + 4)).toBe('xref');
  });

  it('come in hundreds of series, each with UIDs of its own', () => {
    const objects = [...manySeries({ series: 30, instances: 3 })];
    expect(objects).toHaveLength(90);
    expect(new Set(objects.map((each) => each.SOPInstanceUID)).size).toBe(90);
    expect(new Set(objects.map((each) => each.SeriesInstanceUID)).size).toBe(30);
  });

  it('are written into folders', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hangar-fixtures-'));
    try {
      await writeStudy(folder, codedStack({ study: 'one', slices: 3, rows: 16, columns: 16 }));
      expect(await readdir(join(folder, 'one', 'series-1'))).toHaveLength(3);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
