import { afterEach, describe, expect, it, vi } from 'vitest';
import { DecodePool } from '../decode/decodePool.ts';
import { geometryVerdict } from '../../../core/dicom/geometryVerdict.ts';
import type { Instance } from '../../../core/dicom/instance.ts';
import { completeDisplaySet } from '../../../core/displaySet/complete.ts';
import { anInstance } from '../../../testing/factories.ts';
import { fakeDataSource } from '../../../testing/fakeDataSource.ts';
import { ImageStore, type StackImage } from '../imageStore.ts';
import type { DisplayPixels } from '../pixels/displayPixels.ts';
import { fitted } from '../presentation.ts';
import type { Renderer } from '../engine.ts';
import { patientToPixel, pixelToScreen, screenPerSpacing } from '../../../core/viewTransform.ts';
import { obliqueStack, turned } from '../../../core/volume/oblique.ts';
import { OpenVolume } from './openVolume.ts';
import { PictureMaker } from './pictureMaker.ts';
import { makePicture, samplesOf, valuesOf, type PlaneRequest } from './planePicture.ts';
import { isOutOfMemory } from './outOfMemory.ts';
import { keptPlace, middleOfView, panTo } from './screenCentre.ts';
import { unhurried } from './unhurried.ts';
import { tooLarge, volumeContent, type VolumeContent } from './volumeContent.ts';

const [columns, rows, count] = [4, 3, 5];

function pixelsOf(values: readonly number[], line: Partial<DisplayPixels> = {}): DisplayPixels {
  const data = Int16Array.from(values);
  const [min, max] = [Math.min(...data), Math.max(...data)];
  const shared = { colour: false, slope: 1, intercept: 0 };
  return { ...shared, data, min, max, low: min, high: max, ...line };
}

const series = Array.from({ length: count }, (_, k) =>
  anInstance({
    InstanceNumber: k + 1,
    Rows: rows,
    Columns: columns,
    PixelSpacing: [1, 1],
    ImagePositionPatient: [0, 0, k * 2],
  }),
);

function imageOf(instance: Instance, pixels: DisplayPixels): StackImage {
  return {
    imageId: instance.SOPInstanceUID,
    instance,
    frame: 1,
    pixels,
    transferSyntaxUID: undefined,
    window: { center: 40, width: 400, explanation: undefined },
    voiFunction: 'LINEAR',
    invertedByNature: false,
    spacing: { row: 1, column: 1 },
    rows,
    columns,
  };
}

function contentOf(instances: readonly Instance[]): VolumeContent | { readonly reason: string } {
  const geometry = geometryVerdict(instances);
  const displaySet = completeDisplaySet(
    { instances, input: geometry ? { geometry } : {} },
    { SOPClassHandlerId: 'x', splitKey: '', messages: [], unsupported: false },
  );
  return volumeContent(displaySet, fakeDataSource());
}

function content(): VolumeContent {
  const made = contentOf(series);
  if ('reason' in made) throw new Error(made.reason);
  return made;
}

/** Slice k holds 100 k + the pixel's number. */
const slicesWith = (line: (k: number) => Partial<DisplayPixels> = () => ({})) =>
  series.map((instance, k) =>
    imageOf(
      instance,
      pixelsOf(
        Array.from({ length: rows * columns }, (_, at) => 100 * k + at),
        line(k),
      ),
    ),
  );

function picture(request: Partial<PlaneRequest>, slices: readonly (StackImage | undefined)[]): StackImage {
  const made = content();
  const stack = made.planes[0];
  const whole = { content: made, stack, plane: 0, slabMm: 0, blend: 'max', ...request } as const;
  const reference = slices.find(Boolean);
  if (!reference) throw new Error('no slice');
  const work = makePicture(whole, samplesOf(whole), slices, reference, 'made');
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

const plane = (name: string) => {
  const found = content().planes.find((stack) => stack.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

describe('the picture of a plane', () => {
  it('is the acquired slice itself where it is one: no pixel is copied', () => {
    const slices = slicesWith();
    const made = picture({ plane: 3 }, slices);
    expect(made.pixels).toBe(slices[3]?.pixels);
    expect(made.instance).toBe(series[3]);
    expect(made.imageId).toBe('made');
  });

  it('has the voxels of its row in every slice, head up, and says where it lies', () => {
    const made = picture({ stack: plane('coronal'), plane: 1 }, slicesWith());
    expect([made.columns, made.rows]).toEqual([4, 5]);
    expect([...made.pixels.data]).toEqual(
      [4, 3, 2, 1, 0].flatMap((k) => [4, 5, 6, 7].map((at) => 100 * k + at)),
    );
    expect(made.instance.ImagePositionPatient).toEqual([0, 1, 8]);
    expect(made.instance.ImageOrientationPatient?.map(Math.abs)).toEqual([1, 0, 0, 0, 0, 1]);
    expect(made.instance.PixelSpacing).toEqual([2, 1]);
  });

  it('is darkest where a slice is not here yet', () => {
    const slices: (StackImage | undefined)[] = slicesWith();
    slices[4] = undefined;
    const made = picture({ stack: plane('coronal'), plane: 0 }, slices);
    expect(Array.from(made.pixels.data.subarray(0, 8))).toEqual([0, 0, 0, 0, 300, 301, 302, 303]);
  });

  it('is in units where every slice has a line of its own, as in PET', () => {
    const slices = slicesWith((k) => ({ slope: 0.5 * (k + 1), intercept: k }));
    const { pixels } = picture({ stack: plane('coronal'), plane: 1 }, slices);
    const units = Array.from(pixels.data, (value) => value * pixels.slope + pixels.intercept);
    const expected = [4, 3, 2, 1, 0].flatMap((k) =>
      [4, 5, 6, 7].map((at) => (100 * k + at) * 0.5 * (k + 1) + k),
    );
    units.forEach((value, at) => expect(Math.abs(value - (expected[at] ?? NaN))).toBeLessThan(0.02));
  });

  it('keeps the range of all slices, so that a window means the same in every plane', () => {
    expect(valuesOf(slicesWith())).toMatchObject({ isOneLine: true, min: 0, max: 411, low: 0, high: 411 });
    const falling = slicesWith((k) => ({ slope: -1 - k }));
    expect(valuesOf(falling)).toMatchObject({ isOneLine: false, intercept: -2055 });
  });
});

describe('what a volume needs', () => {
  it('is told in numbers', () => {
    expect(content().bytes).toBe(rows * columns * 2 * count);
    expect(tooLarge({ ...content(), bytes: 2 ** 30 }, 2 ** 29)).toBe(
      'It has 5 slices of 4 x 3 and needs 1,024 MB at once; 512 MB are free for it. The image viewer shows it slice by slice.',
    );
  });

  it('is refused for what is none', () => {
    expect(contentOf(series.slice(0, 2))).toEqual({
      reason: '2 positions, 2 mm apart; not a volume: fewer than 3 positions.',
    });
    expect(contentOf(series.map((image) => ({ ...image, SamplesPerPixel: 3 })))).toEqual({
      reason: 'The images are in colour; a volume has one value a voxel.',
    });
  });

  it('is set aside once for all its viewports, and given back by the last', () => {
    const store = new ImageStore(new DecodePool(1), 100);
    const first = store.reserve('a', 60);
    const second = store.reserve('a', 60);
    expect(store.reserve('b', 60)).toEqual({ freeBytes: 40 });
    if (typeof first !== 'function' || typeof second !== 'function') throw new Error('refused');
    first();
    first();
    expect(store.reserve('b', 60)).toEqual({ freeBytes: 40 });
    second();
    expect(store.reserve('b', 60)).toBeTypeOf('function');
  });
});

describe('the middle of the viewport', () => {
  const box = { width: 400, height: 200 };
  const shape = { rows: 100, columns: 100, spacing: { row: 0.5, column: 0.5 } };

  it('is the point that a pan has brought there', () => {
    const pan = panTo(box, shape, 2, [3, -7]);
    const [right, down] = middleOfView(box, shape, { ...fitted, zoom: 2, pan });
    expect(right).toBeCloseTo(3);
    expect(down).toBeCloseTo(-7);
  });

  it('is found on a turned and mirrored picture', () => {
    // A quarter to the right: what is 5 mm below the middle of the picture is to the left of it on the screen.
    const pan = panTo(box, shape, 1, [-5, 0]);
    const turned = middleOfView(box, shape, { ...fitted, pan, rotation: 90 });
    expect(turned[0]).toBeCloseTo(0);
    expect(turned[1]).toBeCloseTo(5);
    const mirrored = middleOfView(box, shape, { ...fitted, pan, flipHorizontal: true });
    expect(mirrored[0]).toBeCloseTo(5);
  });
});

describe('a plane that is turned', () => {
  const box = { width: 400, height: 300 };
  const through = [1, 1, 4] as const;
  const turnedBy = (degrees: number, from: readonly [number, number, number]) => {
    const made = content();
    const coronal = plane('coronal');
    return obliqueStack(made.geometry, coronal, turned(coronal, [0, 0, 1], degrees), from);
  };

  it('has its point where it was on the screen, with as many pixels to the mm, there and back', () => {
    const coronal = plane('coronal');
    const oblique = turnedBy(30, through);
    const view = { ...fitted, zoom: 1.5, pan: [0.1, -0.2] as const, rotation: 90, flipHorizontal: true };
    const after = { ...view, ...keptPlace(box, view, coronal, oblique, through) };
    const seen = (stack: typeof coronal, as: typeof after) => {
      const pixel = patientToPixel(
        {
          FrameOfReferenceUID: undefined,
          origin: stack.origin,
          right: stack.right,
          down: stack.down,
          spacing: stack.spacing,
        },
        through,
      ).pixel;
      return pixelToScreen(stack, as, box, pixel);
    };
    seen(oblique, after).forEach((at, axis) => expect(at).toBeCloseTo(seen(coronal, view)[axis] ?? NaN, 6));
    expect(screenPerSpacing(oblique, after, box)).toBeCloseTo(screenPerSpacing(coronal, view, box), 9);
    const back = keptPlace(box, after, oblique, coronal, through);
    expect(back.zoom).toBeCloseTo(view.zoom, 9);
    back.pan.forEach((part, axis) => expect(part).toBeCloseTo(view.pan[axis] ?? NaN, 9));
  });

  it('fills the same square whichever way it is turned', () => {
    const sizes = [10, 75, 140]
      .map((degrees) => turnedBy(degrees, through))
      .map(({ columns: c, rows: r }) => [c, r]);
    expect(new Set(sizes.map(String)).size).toBe(1);
  });
});

describe('a picture that there is no memory for', () => {
  afterEach(() => vi.unstubAllGlobals());

  /** The next arrays of this kind cannot be had. */
  function failing(times: number): void {
    const Original = Float32Array;
    let left = times;
    vi.stubGlobal(
      'Float32Array',
      class extends Original {
        constructor(length: number) {
          if (left-- > 0) throw new RangeError('Array buffer allocation failed');
          super(length);
        }
      },
    );
  }

  /** What came of a coronal plane: made, failed (in words), how often memory was freed. */
  function attempt(failures: number): { made: number; failed: readonly string[]; freed: number } {
    const result = { made: 0, failed: [] as string[], freed: 0 };
    const maker = new PictureMaker({
      onMade: () => void result.made++,
      onFailed: (error) => result.failed.push(error instanceof Error ? error.message : String(error)),
      onFree: () => undefined,
      freeMemory: () => void result.freed++,
    });
    const store = new ImageStore(new DecodePool(1), 1000);
    const [reference] = slicesWith();
    const owner = new OpenVolume({
      content: content(),
      options: { kind: 'volume' },
      renderer: { images: store } as unknown as Renderer, // only its images are asked for before anything is drawn
      viewportId: 'viewport-1',
      release: () => undefined,
      listener: { onSlice: () => undefined, onProgress: () => undefined },
    });
    const stack = plane('coronal');
    if (!reference) throw new Error('no slice');
    failing(failures);
    maker.make({
      request: { content: content(), stack, plane: 1, slabMm: 0, blend: 'max' },
      made: { owner, view: owner.choice.view, plane: 1, stack, isPreview: false, isGiven: false },
      slices: owner.slices,
      reference,
      imageId: 'made',
    });
    owner.dispose();
    return result;
  }

  it('is tried once more when memory was freed', () => {
    expect(attempt(1)).toEqual({ made: 1, failed: [], freed: 1 });
  });

  it('is given up in words with numbers when that was not enough', () => {
    const { made, failed, freed } = attempt(5);
    expect([made, freed]).toEqual([0, 1]);
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatch(
      /^There is no memory for it: 4 x 5 pixels need 1 MB\. Images that are not on a screen/,
    );
  });

  it('is told from other failures', () => {
    expect(isOutOfMemory(new RangeError('Array buffer allocation failed'))).toBe(true);
    expect(isOutOfMemory(new RangeError('offset is out of bounds'))).toBe(false);
    expect(isOutOfMemory(undefined)).toBe(false);
  });
});

describe('unhurried work', () => {
  function* work(): Generator<void, string> {
    yield;
    return 'done';
  }

  it('that is short is done at once', () => {
    const results: string[] = [];
    unhurried(
      work(),
      (result) => results.push(result),
      () => undefined,
    );
    expect(results).toEqual(['done']);
  });

  it('gives the page a turn when it is long, and stops when nobody wants it', async () => {
    const results: number[] = [];
    let turns = 0;
    function* long(): Generator<void, number> {
      const end = performance.now() + 60;
      while (performance.now() < end) {
        turns++;
        yield;
      }
      return turns;
    }
    await new Promise<void>((resolve) => {
      unhurried(
        long(),
        (result) => {
          results.push(result);
          resolve();
        },
        () => undefined,
      );
      expect(results).toEqual([]);
    });
    expect(results).toEqual([turns]);

    const giveUp = unhurried(
      long(),
      () => results.push(-1),
      () => undefined,
    );
    giveUp();
    // Work that began later is done: what was given up would have been, too.
    await new Promise((resolve) => unhurried(long(), resolve, resolve));
    expect(results).toHaveLength(1);
  });

  it('says when it fails', () => {
    const errors: unknown[] = [];
    function* broken(): Generator<void, string> {
      yield;
      throw new Error('oops');
    }
    unhurried(
      broken(),
      () => undefined,
      (error) => errors.push(error),
    );
    expect(String(errors)).toContain('oops');
  });
});
