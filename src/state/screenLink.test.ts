import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countViewports, gridLayout, MAX_VIEWPORTS } from '../core/layout/layout.ts';
import { gridPresets, unevenPresets } from '../core/layout/presets.ts';
import type { Presentation } from '../core/viewport.ts';
import {
  hangingOfScreen,
  MAX_SCREEN_TEXT,
  readScreen,
  screenOf,
  writeScreen,
  type Screen,
} from './screenLink.ts';

const uid = fc
  .array(fc.integer({ min: 0, max: 99_999 }), { minLength: 3, maxLength: 9 })
  .map((parts) => `1.2.840.${parts.join('.')}`.slice(0, 64).replace(/\.$/, ''));
const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const presentation: fc.Arbitrary<Presentation> = fc.record(
  {
    windowCenter: finite(-2000, 4000),
    windowWidth: finite(1, 8000),
    zoom: finite(0.05, 40),
    pan: fc.tuple(finite(-3, 3), finite(-3, 3)),
    rotation: fc.constantFrom(0, 90, 180, 270),
    flipHorizontal: fc.boolean(),
    flipVertical: fc.boolean(),
    invert: fc.boolean(),
    colourMap: fc.constantFrom('Hot Iron', 'PET'),
    interpolation: fc.constantFrom<'linear' | 'nearest'>('linear', 'nearest'),
    plane: fc.record({
      name: fc.constantFrom<'axial' | 'coronal'>('axial', 'coronal'),
      through: fc.tuple(finite(-500, 500), finite(-500, 500), finite(-500, 500)),
      slabMm: fc.constantFrom(0, 10),
      blend: fc.constantFrom<'max' | 'mean'>('max', 'mean'),
    }),
  },
  { requiredKeys: ['zoom', 'pan', 'rotation', 'flipHorizontal', 'flipVertical', 'invert'] },
);
const content = fc.record({
  displaySetInstanceUID: uid,
  kind: fc.constantFrom('stack', 'volume', 'document'),
  image: fc.option(fc.record({ SOPInstanceUID: uid, frame: fc.integer({ min: 1, max: 900 }) }), {
    nil: undefined,
  }),
  presentation: fc.option(presentation, { nil: undefined }),
});
const screens: fc.Arbitrary<Screen> = fc
  .constantFrom(...[...gridPresets, ...unevenPresets].map(({ layout }) => layout))
  .chain((layout) =>
    fc.record({
      layout: fc.constant(layout),
      active: fc.integer({ min: 1, max: countViewports(layout) }),
      maximised: fc.boolean(),
      viewports: fc.array(fc.option(content, { nil: undefined }), {
        minLength: countViewports(layout),
        maxLength: countViewports(layout),
      }),
    }),
  );

const read = (text: string): Screen => {
  const screen = readScreen(text);
  if ('problem' in screen) throw new Error(screen.problem);
  return screen;
};

/** Numbers as far as the link keeps them. */
const near = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === 'number' ? Number(each.toPrecision(9)) : each,
  );

describe('a screen as text', () => {
  test('is what it was, and needs no escapes in an address', () => {
    fc.assert(
      fc.property(screens, (screen) => {
        const text = writeScreen(screen);
        expect(new URLSearchParams({ screen: text }).toString()).toBe(`screen=${text}`);
        expect(near(read(text))).toEqual(near(screen));
        // And so is the hanging that it leads to.
        const again = screenOf(hangingOfScreen(screen), undefined);
        expect(near({ ...again, maximised: false })).toEqual(near({ ...screen, maximised: false }));
      }),
    );
  });

  test('of sixteen viewports with the longest UIDs is within the bound', () => {
    const full: Screen = {
      layout: gridLayout({ rows: 4, columns: 4 }),
      active: 16,
      maximised: false,
      viewports: Array.from({ length: MAX_VIEWPORTS }, (_, index) => ({
        displaySetInstanceUID: `2.25.${String(index + 10).repeat(19)}5`,
        kind: 'volume3d',
        image: { SOPInstanceUID: `1.2.${String(index + 10).repeat(30)}`, frame: 12345 },
        presentation: {
          windowCenter: 1234.5678,
          windowWidth: 4321.1234,
          zoom: 1.23456789,
          pan: [0.123456789, -0.123456789],
          rotation: 270,
          flipHorizontal: true,
          flipVertical: true,
          invert: true,
          colourMap: 'Perceptually even, warm',
          interpolation: 'nearest',
          plane: {
            name: 'sagittal',
            through: [-123.456789, 234.567891, 345.678912],
            slabMm: 100,
            blend: 'mean',
          },
        },
      })),
    };
    const text = writeScreen(full);
    expect(text.length).toBeLessThan(MAX_SCREEN_TEXT);
    expect(near(read(text))).toEqual(near(full));
  });

  test('cut off, changed or not its own: said in a sentence, never thrown', () => {
    fc.assert(
      fc.property(screens, fc.nat(), fc.string(), (screen, at, by) => {
        const text = writeScreen(screen);
        const place = at % text.length;
        for (const changed of [text.slice(0, place), text.slice(0, place) + by + text.slice(place + 1), by]) {
          const found = readScreen(changed);
          if ('problem' in found) expect(found.problem).toMatch(/^[A-Z].*\.$/);
          else expect(found.viewports).toHaveLength(countViewports(found.layout));
        }
      }),
    );
  });

  const of = (value: unknown) =>
    `1.${btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
  const cell = ['1.2.3', 'stack', '1.2.3.4', 1, 0];
  test.each([
    ['9.abc', /another version/],
    ['1.!', /cut off/],
    ['', /cut off/],
    ['1.abc', /damaged/],
    [of(['2x2', 1, 0, [0]]), /damaged/],
    [of(['1x1', 2, 0, [0]]), /damaged/],
    [of(['9x9', 1, 0, [0]]), /damaged/],
    [of(['1x1', 1, 0, [['../../x', 'stack', 0, 0, 0]]]), /damaged/],
    [of(['1x1', 1, 0, [['1.2.3', '<b>', 0, 0, 0]]]), /damaged/],
    [of(['1x1', 1, 0, [[...cell.slice(0, 4), { zoom: 0 }]]]), /damaged/],
    [of(['1x1', 1, 0, [[...cell.slice(0, 4), { rotation: 45 }]]]), /damaged/],
    [of(['1x1', 1, 0, [[...cell.slice(0, 3), 0, 0]]]), /damaged/],
    ['1.'.padEnd(MAX_SCREEN_TEXT + 1, 'a'), /longer than any screen/],
  ])('%.40s', (text, words) => {
    const found = readScreen(text);
    expect('problem' in found && found.problem).toMatch(words);
  });

  test('keeps nothing but the study’s UIDs, names of kinds and numbers', () => {
    expect(read(of(['1x1', 1, 0, [cell]])).viewports).toEqual([
      {
        displaySetInstanceUID: '1.2.3',
        kind: 'stack',
        image: { SOPInstanceUID: '1.2.3.4', frame: 1 },
        presentation: undefined,
      },
    ]);
  });
});
