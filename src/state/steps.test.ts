import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { bordersOf } from '../core/layout/borders.ts';
import type { Side } from '../core/layout/edit.ts';
import { countViewports, gridOf, MAX_VIEWPORTS, sameLayout, type Layout } from '../core/layout/layout.ts';
import { unevenPresets } from '../core/layout/presets.ts';
import { layoutText } from '../core/layout/text.ts';
import type { Extension } from '../core/extension/extension.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { aSeries, slices } from '../testing/factories.ts';
import { fakeDataSource } from '../testing/fakeDataSource.ts';
import { numberOf, visibleCells } from './hanging.ts';
import { isLoading } from './selectors.ts';
import { createViewer } from './viewer.ts';
import type { Hanging } from './viewerState.ts';

const views: Extension = {
  id: 'views',
  getViewportModule: () => [
    {
      kinds: ['stack', 'tags'],
      isImage: true,
      mount: () => Promise.reject(new Error('nothing is mounted in this test')),
    },
  ],
};
const registry = createRegistry([...builtInHandlers, views], builtInModes);
const study = [1, 2, 3, 4].flatMap((number) =>
  aSeries(slices(3), { SeriesInstanceUID: `1.2.3.${number}`, SeriesNumber: number }),
);

async function openViewer() {
  const viewer = createViewer({ registry, dataSources: [fakeDataSource(study)], modeId: 'viewer' });
  const state = viewer.store.getState;
  const open = async () => {
    viewer.openStudies({ sourceId: 'fake', modeId: 'viewer', StudyInstanceUIDs: ['1.2.3'] });
    await vi.waitFor(() => expect(isLoading(state())).toBe(false));
  };
  await open();
  return { viewer, state, open, uids: [...state().displaySets.keys()] };
}
type Opened = Awaited<ReturnType<typeof openViewer>>;

/** Everything that a hanging is, the viewports that are not seen included. */
const whole = ({ hanging }: { readonly hanging: Hanging }) => structuredClone(hanging);

const side = fc.constantFrom<Side>('left', 'right', 'above', 'below');
const number = fc.nat(MAX_VIEWPORTS - 1);

/** One step of a reader, by numbers: each picks among what there is at that moment. */
type Step = (opened: Opened) => void;
const idAt = ({ state }: Opened, at: number) => {
  const cells = visibleCells(state().hanging);
  return cells[at % cells.length]?.id ?? '';
};
const uidAt = ({ uids }: Opened, at: number) => uids[at % uids.length] ?? '';
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(number, number).map(
    ([at, set]): Step =>
      (opened) =>
        opened.viewer.showDisplaySet({
          viewportId: idAt(opened, at),
          displaySetInstanceUID: uidAt(opened, set),
        }),
  ),
  fc.tuple(number, number).map(
    ([a, b]): Step =>
      (opened) =>
        opened.viewer.swapViewports(idAt(opened, a), idAt(opened, b)),
  ),
  number.map(
    (at): Step =>
      (opened) =>
        opened.viewer.clearViewport(idAt(opened, at)),
  ),
  number.map(
    (at): Step =>
      (opened) =>
        opened.viewer.closeViewport(idAt(opened, at)),
  ),
  number.map(
    (at): Step =>
      (opened) =>
        opened.viewer.showAs(idAt(opened, at), at % 2 ? 'tags' : 'stack'),
  ),
  fc.tuple(number, side).map(
    ([at, where]): Step =>
      (opened) =>
        opened.viewer.splitViewport(idAt(opened, at), where),
  ),
  fc.tuple(number, side, number).map(
    ([at, where, set]): Step =>
      (opened) =>
        opened.viewer.showAtSide(idAt(opened, at), where, uidAt(opened, set)),
  ),
  fc.tuple(number, number, side).map(
    ([a, b, where]): Step =>
      (opened) =>
        opened.viewer.moveViewport(idAt(opened, a), idAt(opened, b), where),
  ),
  fc
    .tuple(number, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }))
    .map(([at, places]): Step => ({ viewer, state }) => {
      const borders = bordersOf(state().hanging.layout);
      const border = borders[at % Math.max(1, borders.length)];
      if (!border) return;
      for (const place of places) viewer.moveBorder(border, place);
      viewer.settleBorder();
    }),
  fc
    .constantFrom<Layout | { rows: number; columns: number }>(
      { rows: 1, columns: 1 },
      { rows: 2, columns: 2 },
      { rows: 3, columns: 4 },
      ...unevenPresets.map(({ layout }) => layout),
    )
    .map(
      (layout): Step =>
        ({ viewer }) =>
          viewer.chooseLayout(layout),
    ),
);

describe('steps of the hanging', () => {
  test('any of them, taken back one by one, lead through the same states to where it began, and on again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const opened = await openViewer();
        const { viewer, state } = opened;
        // What each step led to, where it was one.
        const states = [whole(state())];
        for (const make of steps) {
          const before = state().past.length;
          make(opened);
          if (state().past.length > before) states.push(whole(state()));
          expect(visibleCells(state().hanging)).toHaveLength(countViewports(state().hanging.layout));
          expect(new Set(state().hanging.cells.map(({ id }) => id)).size).toBe(MAX_VIEWPORTS);
          expect(numberOf(state().hanging, state().hanging.activeViewportId)).toBeLessThanOrEqual(
            countViewports(state().hanging.layout),
          );
        }
        for (const former of states.slice(0, -1).reverse()) {
          viewer.undo();
          expect(plain(whole(state()))).toEqual(plain(former));
        }
        expect(state().past).toEqual([]);
        for (const next of states.slice(1)) {
          viewer.redo();
          expect(plain(whole(state()))).toEqual(plain(next));
        }
        expect(state().future).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('a drag of a border is one step; one that is given up is none', async () => {
    const { viewer, state } = await openViewer();
    viewer.setLayout({ rows: 1, columns: 2 });
    const [border] = bordersOf(state().hanging.layout);
    if (!border) throw new Error('no border');
    const { length } = state().past;
    for (const place of [0.55, 0.6, 0.7]) viewer.moveBorder(border, place);
    viewer.settleBorder();
    expect(state().past).toHaveLength(length + 1);
    expect(layoutText(state().hanging.layout)).toBe('c7v3v.');
    viewer.moveBorder(border, 0.2);
    viewer.giveUpBorder();
    expect(layoutText(state().hanging.layout)).toBe('c7v3v.');
    expect(state().past).toHaveLength(length + 1);
    viewer.undo();
    expect(gridOf(state().hanging.layout)).toEqual({ rows: 1, columns: 2 });
  });

  test('filling the screen with one viewport is no step; dividing the screen ends it', async () => {
    const { viewer, state } = await openViewer();
    viewer.setLayout({ rows: 1, columns: 2 });
    const { length } = state().past;
    viewer.toggleMaximised('viewport-1');
    expect(state().past).toHaveLength(length);
    viewer.splitViewport('viewport-1', 'right');
    expect(state().maximisedViewportId).toBeUndefined();
  });

  test('a viewport keeps its id when another comes between, and has the number of its place', async () => {
    const { viewer, state } = await openViewer();
    viewer.setLayout({ rows: 1, columns: 2 });
    viewer.splitViewport('viewport-1', 'right');
    const ids = visibleCells(state().hanging).map(({ id }) => id);
    expect(ids).toEqual(['viewport-1', 'viewport-3', 'viewport-2']);
    expect(numberOf(state().hanging, 'viewport-2')).toBe(3);
    viewer.closeViewport('viewport-3');
    expect(visibleCells(state().hanging).map(({ id }) => id)).toEqual(['viewport-1', 'viewport-2']);
  });
});

describe('the last layout', () => {
  test('is taken up for the next study of its kind in this mode, with series in it, and not in another', async () => {
    const { viewer, state, open } = await openViewer();
    viewer.chooseLayout({ rows: 2, columns: 2 });
    expect(state().preferences.layouts).toEqual({ 'viewer CT': '2x2' });
    viewer.closeStudies();
    await open();
    expect(gridOf(state().hanging.layout)).toEqual({ rows: 2, columns: 2 });
    const shown = visibleCells(state().hanging).map((cell) => cell.displaySetInstanceUID);
    expect(new Set(shown)).toEqual(new Set(state().displaySets.keys()));
    expect(state().past).toEqual([]);
    viewer.closeStudies();
    viewer.openStudies({ sourceId: 'fake', modeId: 'raw', StudyInstanceUIDs: ['1.2.3'] });
    await vi.waitFor(() => expect(isLoading(state())).toBe(false));
    const own = registry.mode('raw')?.layout;
    expect(gridOf(state().hanging.layout)).toEqual(own);
  });

  test('is forgotten by the way back to the mode’s own, and by taking the step back', async () => {
    const { viewer, state } = await openViewer();
    const start = state().hanging.layout;
    viewer.chooseLayout({ rows: 3, columns: 3 });
    viewer.chooseOwnLayout();
    expect(sameLayout(state().hanging.layout, start)).toBe(true);
    expect(state().preferences.layouts).toBeUndefined();
    viewer.splitViewport('viewport-1', 'below');
    expect(Object.keys(state().preferences.layouts ?? {})).toEqual(['viewer CT']);
    viewer.undo();
    expect(state().preferences.layouts).toBeUndefined();
  });
});

/** Which viewport is the active one is where the reader looks, not what hangs. */
const plain = ({ activeViewportId: _active, ...rest }: Hanging) => rest;
