import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countViewports, gridLayout, MAX_VIEWPORTS } from '../core/layout/layout.ts';
import { gridPresets, unevenPresets } from '../core/layout/presets.ts';
import type { Presentation } from '../core/viewport.ts';
import { groupingRule, type GroupingRule } from '../core/displaySet/rule.ts';
import type { LinkGroup, LinkStart } from '../core/linking/linking.ts';
import { plainRest, type ScreenRest } from './screenRest.ts';
import { emptyCell, type HungBy, type KeptCine } from './viewerState.ts';
import {
  fittingText,
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
    framed: fc.constant(true as const),
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

const point = fc.tuple(finite(-500, 500), finite(-500, 500), finite(-500, 500));
const start: fc.Arbitrary<LinkStart> = fc.record(
  {
    image: fc.record({ SOPInstanceUID: uid, frame: fc.integer({ min: 1, max: 900 }) }),
    point,
    FrameOfReferenceUID: uid,
  },
  { requiredKeys: [] },
);
const handler = 'image-stack.sopClassHandlerModule.stack';
const rule: fc.Arbitrary<GroupingRule> = fc
  .tuple(uid, fc.array(uid, { minLength: 2, maxLength: 4 }), fc.integer({ min: 0, max: 2 }), fc.boolean())
  .map(([seriesHash, sets, which, enabled]) => {
    const scope = { kind: 'series', seriesHash, Modality: '', SeriesDescription: '' } as const;
    const actions = [
      { kind: 'split', SOPClassHandlerId: handler, by: { kind: 'attribute', attribute: 'EchoTime' } },
      { kind: 'merge-despite', SOPClassHandlerId: handler, differing: ['echo time'] },
      {
        kind: 'merge',
        displaySets: sets.map((displaySetInstanceUID) => ({
          SOPClassHandlerId: handler,
          displaySetInstanceUID,
        })),
      },
    ] as const;
    return { ...groupingRule(scope, actions[which] ?? actions[0]), enabled };
  });

/** Whatever can be on a screen of so many viewports. */
function rests(count: number): fc.Arbitrary<ScreenRest> {
  const id = fc.integer({ min: 0, max: count - 1 }).map((index) => emptyCell(index).id);
  const each = <T>(value: fc.Arbitrary<T>) =>
    fc.array(fc.option(value, { nil: undefined }), { minLength: count, maxLength: count });
  const someIds = fc.uniqueArray(id, { minLength: 1, maxLength: count });
  const what = fc.record({
    scroll: fc.boolean(),
    window: fc.boolean(),
    zoomPan: fc.boolean(),
    rotation: fc.boolean(),
  });
  const group: fc.Arbitrary<Omit<LinkGroup, 'id'>> = fc.record({
    viewportIds: fc.option(someIds, { nil: undefined }),
    what,
    keepsDifference: fc.boolean(),
    starts: fc.dictionary(id, start, { maxKeys: count }).map((starts) => ({ ...starts })),
  });
  const hungBy: fc.Arbitrary<HungBy> = fc.record({
    ruleId: fc.constantFrom('mammography', 'own-1'),
    ruleName: fc.constantFrom('', 'Ein Schema “für” mich'),
    stage: fc.integer({ min: 0, max: 5 }),
    stageName: fc.constantFrom('', 'Zweite'),
    place: fc.integer({ min: 0, max: 15 }),
    placeName: fc.constantFrom('', 'Right CC'),
  });
  const cine: fc.Arbitrary<KeptCine> = fc.record(
    {
      playing: fc.boolean(),
      loop: fc.constantFrom<'loop' | 'sweep'>('loop', 'sweep'),
      framesPerSecond: finite(0.5, 120),
      range: fc
        .tuple(fc.nat(500), fc.integer({ min: 1, max: 500 }))
        .map(([first, more]) => ({ first, last: first + more })),
      inStep: fc.constant(true as const),
    },
    { requiredKeys: ['playing', 'loop'] },
  );
  return fc.record({
    linking: fc
      .record({
        groups: fc.array(group, { minLength: 1, maxLength: 3 }),
        apart: fc.uniqueArray(id),
        byRule: fc.boolean(),
      })
      .map(({ groups, apart, byRule }) => ({
        groups: groups.map((one, index) => ({ ...one, id: `link-${index + 1}` })),
        apart,
        ...(byRule ? { byRule: true as const } : {}),
      })),
    hungBy: each(hungBy),
    cine: each(cine),
    lines: fc.option(
      fc.record({ reference: fc.record({ on: fc.boolean(), ends: fc.boolean() }), planes: fc.boolean() }),
      { nil: undefined },
    ),
    overlay: fc.boolean(),
    crosshair: fc.option(
      fc.record({
        viewportId: id,
        FrameOfReferenceUID: uid,
        point,
        isMoving: fc.constant(false),
        isBroughtBack: fc.constant(true as const),
      }),
      { nil: undefined },
    ),
    rules: fc.option(fc.array(rule, { maxLength: 5 }), { nil: undefined }),
  });
}

const screens: fc.Arbitrary<Screen> = fc
  .constantFrom(...[...gridPresets, ...unevenPresets].map(({ layout }) => layout))
  .chain((layout) =>
    fc.record({
      layout: fc.constant(layout),
      rest: fc.option(rests(countViewports(layout)), { nil: undefined }),
      active: fc.integer({ min: 1, max: countViewports(layout) }),
      maximised: fc.boolean(),
      viewports: fc.array(fc.option(content, { nil: undefined }), {
        minLength: countViewports(layout),
        maxLength: countViewports(layout),
      }),
    }),
  )
  // A link of before says nothing of the rest.
  .map(({ rest, ...bare }) => (rest ? { ...bare, rest } : bare));

const read = (text: string): Screen => {
  const screen = readScreen(text);
  if ('problem' in screen) throw new Error(screen.problem);
  return screen;
};

/** Where no viewport has one, there is nothing to list. */
function withoutEmpty(screen: Screen): Screen {
  if (!screen.rest) return screen;
  const listed = <T>(each: readonly (T | undefined)[]) => (each.some(Boolean) ? each : []);
  const { hungBy, cine } = screen.rest;
  return { ...screen, rest: { ...screen.rest, hungBy: listed(hungBy), cine: listed(cine) } };
}

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
        // What is longer is not written whole: see below.
        fc.pre(text.length <= MAX_SCREEN_TEXT);
        expect(new URLSearchParams({ screen: text }).toString()).toBe(`screen=${text}`);
        expect(near(read(text))).toEqual(near(withoutEmpty(screen)));
        // And so is the hanging that it leads to.
        const { rest: _rest, ...bare } = screen;
        const again = screenOf(hangingOfScreen(screen), undefined);
        expect(near({ ...again, maximised: false })).toEqual(near({ ...bare, maximised: false }));
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
    const startAt = (index: number): LinkStart => ({
      image: { SOPInstanceUID: `1.2.${String(index + 10).repeat(30)}`, frame: 12345 },
      point: [-123.456789, 234.567891, 345.678912],
      FrameOfReferenceUID: `1.3.${String(index + 10).repeat(30)}`,
    });
    const linked: Screen = {
      ...full,
      rest: {
        ...plainRest,
        linking: {
          groups: [
            {
              id: 'link-1',
              viewportIds: undefined,
              what: { scroll: true, window: true, zoomPan: true, rotation: true },
              keepsDifference: true,
              starts: Object.fromEntries(
                full.viewports.map((_, index) => [emptyCell(index).id, startAt(index)]),
              ),
            },
          ],
          apart: [],
        },
        lines: { reference: { on: true, ends: false }, planes: true },
      },
    };
    const { text: whole, left } = fittingText(linked);
    expect(whole.length).toBeLessThanOrEqual(MAX_SCREEN_TEXT);
    expect(left).toEqual(['where linked viewports were when they were linked']);
    expect(read(whole).rest?.linking.groups).toMatchObject([{ keepsDifference: true, starts: {} }]);
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

  const rest = (value: unknown) => ['1x1', 1, 0, [cell], value];
  const of2 = (value: unknown) => of(value).replace(/^1/, '2');
  test.each([
    [{ links: 'all' }, 'which viewports are linked'],
    [{ links: { groups: [['s', [2], 0, []]], apart: [], byRule: 0 } }, 'which viewports are linked'],
    [
      { links: { groups: [['s', 0, 0, [[1, ['x', 1], 0, 0]]]], apart: [], byRule: 0 } },
      'which viewports are linked',
    ],
    [{ hung: [['', '', 0, '', [[1, 0, '']]]] }, 'which hanging rule hung it'],
    [{ cine: [[1, 9, 0, 0]] }, 'how clips are played'],
    [{ cine: [[1, 0, 0, [5, 5]]] }, 'how clips are played'],
    [{ cine: [[2, 0, 0, 0]] }, 'how clips are played'],
    [{ lines: [2, 0, 0] }, 'which lines are drawn'],
    [{ overlay: 'no' }, 'whether words are on the images'],
    [{ cross: [1, '1.2', [0, 0]] }, 'where the crosshair is'],
    [
      { rules: [[1, { kind: 'split', SOPClassHandlerId: 'x', by: { kind: 'chance' } }, ['1.2']]] },
      'splits and merges by hand',
    ],
    [{ constructor: 1 }, '“constructor”, which is not known here'],
    [null, 'everything but layout and pictures'],
  ])('a part that cannot be read is named, the others are used: %j', (value, words) => {
    const good = { overlay: 0, lines: [0, 1, 0] };
    const found = read(of2(rest(value && { ...good, ...value })));
    expect(found.problems).toEqual([words]);
    expect(found.viewports).toHaveLength(1);
    if (value && !('overlay' in value)) expect(found.rest?.overlay).toBe(false);
    if (value && !('lines' in value)) expect(found.rest?.lines?.reference.ends).toBe(true);
  });

  test('gives up what is too long for a link, and says what', () => {
    const screen = read(of2(rest({})));
    const set = (at: number) => ({ SOPClassHandlerId: handler, displaySetInstanceUID: `2.25.${at}` });
    const scope = { kind: 'series', seriesHash: '2.25.1', Modality: '', SeriesDescription: '' } as const;
    const merge = (count: number) =>
      groupingRule(scope, { kind: 'merge', displaySets: Array.from({ length: count }, (_, at) => set(at)) });
    const short = { ...screen, rest: { ...plainRest, rules: [merge(10)] } };
    expect(fittingText(short)).toEqual({ text: writeScreen(short), left: [] });
    const long = { ...screen, rest: { ...plainRest, overlay: false, rules: [merge(900)] } };
    const { text, left } = fittingText(long);
    expect(text.length).toBeLessThanOrEqual(MAX_SCREEN_TEXT);
    expect(left).toEqual(['splits and merges by hand: they are too long']);
    expect(read(text).rest).toEqual({ ...plainRest, overlay: false });
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
