import { describe, expect, test } from 'vitest';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { gridOf } from '../core/layout/layout.ts';
import { organize } from '../core/displaySet/organize.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { emptyViewportState, type Presentation } from '../core/viewport.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { aSeries, slices } from '../testing/factories.ts';
import {
  cellOf,
  hang,
  remapHanging,
  sameHanging,
  swap,
  threePlanes,
  visibleCells,
  withLayout,
  withLiveState,
  type Remapping,
} from './hanging.ts';
import { emptyHanging, type Hanging } from './viewerState.ts';

const registry = createRegistry(builtInHandlers, builtInModes);
const study = [
  ...aSeries(slices(4)),
  ...aSeries(slices(3), { SeriesInstanceUID: '1.2.3.5', SeriesNumber: 3, SeriesDescription: 'Thin' }),
];
function setsOf(modeId: string): ReadonlyMap<string, DisplaySet> {
  const mode = registry.mode(modeId);
  if (!mode) throw new Error(`no mode ${modeId}`);
  const { displaySets } = organize(study, registry.handlersFor(mode));
  return new Map(displaySets.map((set) => [set.displaySetInstanceUID, set]));
}
const general = setsOf('viewer');
const raw = setsOf('raw');
const [axial, thin] = [...general.values()];
if (!axial || !thin) throw new Error('the study has too few display sets');

const turned: Presentation = {
  zoom: 2,
  pan: [0.1, 0],
  rotation: 90,
  flipHorizontal: false,
  flipVertical: false,
  invert: false,
};
const start = emptyHanging({ rows: 2, columns: 2 });
const two = hang(hang(start, 'viewport-1', axial, 'stack'), 'viewport-2', thin, 'stack');
const shownIn = (hanging: Hanging, id: string) => cellOf(hanging, id)?.displaySetInstanceUID;

describe('hanging', () => {
  test('a display set fills one viewport, which becomes the active one; the others are the same objects', () => {
    expect(shownIn(two, 'viewport-2')).toBe(thin.displaySetInstanceUID);
    expect(two.activeViewportId).toBe('viewport-2');
    const again = hang(two, 'viewport-3', axial, 'stack');
    expect(again.cells[0]).toBe(two.cells[0]);
    expect(again.cells[1]).toBe(two.cells[1]);
  });

  test('a volume as three planes: each through the same point, fitted, under the same window', () => {
    const plane = { name: 'coronal', through: [1, 2, 3], slabMm: 10, blend: 'mean' } as const;
    const hung = {
      ...two,
      cells: two.cells.map((cell) =>
        cell.id === 'viewport-2'
          ? {
              ...cell,
              kind: 'volume',
              presentation: { ...turned, windowCenter: 40, windowWidth: 400, plane },
            }
          : cell,
      ),
    };
    const three = threePlanes(hung, 'viewport-2');
    expect(gridOf(three.layout)).toEqual({ rows: 1, columns: 3 });
    expect(
      visibleCells(three).map(({ id, kind, displaySetInstanceUID, presentation }) => [
        id,
        kind,
        displaySetInstanceUID === thin.displaySetInstanceUID,
        presentation,
      ]),
    ).toEqual(
      ['axial', 'sagittal', 'coronal'].map((name, index) => [
        `viewport-${index + 1}`,
        'volume',
        true,
        {
          zoom: 1,
          pan: [0, 0],
          rotation: 0,
          flipHorizontal: false,
          flipVertical: false,
          invert: false,
          windowCenter: 40,
          windowWidth: 400,
          plane: { ...plane, name },
        },
      ]),
    );
    expect(threePlanes(two, 'viewport-1')).toBe(two);
  });

  test('a plane between the images is remembered by the image nearest to it', () => {
    const nearest = { index: 2, SOPInstanceUID: axial.instances[2]?.SOPInstanceUID ?? '', frame: 1 };
    const kept = withLiveState(two, (id) => ({
      ...emptyViewportState,
      displaySetInstanceUID: id === 'viewport-1' ? axial.displaySetInstanceUID : undefined,
      presentation: turned,
      plane: {
        view: { name: 'coronal', through: [0, 0, 0], slabMm: 0, blend: 'max' },
        names: ['axial', 'sagittal', 'coronal'],
        index: 7,
        place: 'A 1.0 mm',
        mm: -1,
        stepMm: 1,
        slabMm: 0,
        slices: 4,
        slicesHere: 4,
        nearest,
      },
    }));
    expect(cellOf(kept, 'viewport-1')).toMatchObject({
      image: { SOPInstanceUID: nearest.SOPInstanceUID, frame: 1 },
      presentation: turned,
    });
  });

  test('the same display set hung again is a new assignment, fitted', () => {
    const before = { ...two, cells: two.cells.map((cell) => ({ ...cell, presentation: turned })) };
    const after = hang(before, 'viewport-1', axial, 'stack');
    expect(cellOf(after, 'viewport-1')?.presentation).toBeUndefined();
    expect(cellOf(after, 'viewport-1')?.assignment).toBe((cellOf(two, 'viewport-1')?.assignment ?? 0) + 1);
    expect(sameHanging(before, after)).toBe(false);
  });

  test('swapping twice is where it began; with an empty viewport it moves', () => {
    const once = swap(two, 'viewport-1', 'viewport-2');
    expect(shownIn(once, 'viewport-1')).toBe(thin.displaySetInstanceUID);
    expect(once.activeViewportId).toBe('viewport-2');
    const contents = ({ cells }: Hanging) => cells.map((cell) => [cell.displaySetInstanceUID, cell.kind]);
    expect(contents(swap(once, 'viewport-1', 'viewport-2'))).toEqual(contents(two));
    const moved = swap(two, 'viewport-1', 'viewport-4');
    expect(shownIn(moved, 'viewport-1')).toBeUndefined();
    expect(shownIn(moved, 'viewport-4')).toBe(axial.displaySetInstanceUID);
    expect(moved.cells.map(({ id }) => id)).toEqual(two.cells.map(({ id }) => id));
  });

  test('swapping with itself or with a viewport that is not there changes nothing', () => {
    expect(swap(two, 'viewport-1', 'viewport-1')).toBe(two);
    expect(swap(two, 'viewport-1', 'viewport-99')).toBe(two);
  });

  test('a smaller layout hides and a larger one shows the same cells again; the active one is always visible', () => {
    const small = withLayout(two, { rows: 1, columns: 1 });
    expect(visibleCells(small)).toHaveLength(1);
    expect(small.activeViewportId).toBe('viewport-1');
    expect(withLayout(small, two.layout).cells).toEqual(two.cells);
  });

  test('what is live is written down only where it is of the cell’s own display set', () => {
    const live = {
      ...emptyViewportState,
      displaySetInstanceUID: axial.displaySetInstanceUID,
      image: { index: 2, SOPInstanceUID: '1.2.3.4.3', frame: 1 },
      presentation: turned,
    };
    const noted = withLiveState(two, () => live);
    expect(cellOf(noted, 'viewport-1')).toMatchObject({
      image: { SOPInstanceUID: '1.2.3.4.3', frame: 1 },
      presentation: turned,
    });
    expect(cellOf(noted, 'viewport-2')).toBe(two.cells[1]);
  });
});

describe('a mode switch', () => {
  const holds =
    (sets: ReadonlyMap<string, DisplaySet>): Remapping['findSetOf'] =>
    (image) =>
      [...sets.values()].find((set) =>
        set.instances.some(({ SOPInstanceUID }) => SOPInstanceUID === image.SOPInstanceUID),
      );
  const step = (from: string, to: string, before: typeof general, after: typeof general): Remapping => ({
    fromModeId: from,
    toModeId: to,
    toModeName: to,
    before,
    after,
    findSetOf: holds(after),
    kindFor: (_, former) => former ?? 'stack',
  });
  const image = { SOPInstanceUID: '1.2.3.4.3', frame: 1 };
  const placed: Hanging = {
    ...two,
    cells: two.cells.map((cell, index) => (index === 0 ? { ...cell, image, presentation: turned } : cell)),
  };

  test('each viewport goes to the set that now holds its image, with window and zoom', () => {
    const there = remapHanging(placed, step('viewer', 'raw', general, raw));
    const cell = cellOf(there, 'viewport-1');
    const set = raw.get(cell?.displaySetInstanceUID ?? '');
    expect(set?.instances.map(({ SOPInstanceUID }) => SOPInstanceUID)).toEqual([image.SOPInstanceUID]);
    expect(cell).toMatchObject({ image, presentation: turned, kind: 'stack' });
    // The same assignment: pixels stay.
    expect(cell?.assignment).toBe(cellOf(placed, 'viewport-1')?.assignment);
  });

  test('there and back is exactly where it was', () => {
    const there = remapHanging(placed, step('viewer', 'raw', general, raw));
    const back = remapHanging(there, step('raw', 'viewer', raw, general));
    const plain = ({ cells }: Hanging) => cells.map((cell) => ({ ...cell, homes: {} }));
    expect(plain(back)).toEqual(plain(placed));
  });

  test('what the new mode does not show is named, and comes back', () => {
    const nothing = new Map<string, DisplaySet>();
    const there = remapHanging(placed, step('viewer', 'raw', general, nothing));
    expect(cellOf(there, 'viewport-1')).toMatchObject({
      displaySetInstanceUID: undefined,
      absence: { title: axial.label, reason: 'The mode raw does not show it.' },
    });
    expect(cellOf(there, 'viewport-3')?.absence).toBeUndefined();
    const back = remapHanging(there, step('raw', 'viewer', nothing, general));
    expect(cellOf(back, 'viewport-1')).toMatchObject({
      displaySetInstanceUID: axial.displaySetInstanceUID,
      image,
      presentation: turned,
      absence: undefined,
    });
  });
});
