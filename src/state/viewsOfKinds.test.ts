import { expect, test } from 'vitest';
import { defaultLook, projectionLook } from '../core/fusion/look.ts';
import { firstLook } from '../core/threeD/look.ts';
import type { Presentation } from '../core/viewport.ts';
import { emptyCell, type ViewportCell } from './viewerState.ts';
import { asKind } from './viewsOfKinds.ts';

const planes: Presentation = {
  windowCenter: 40,
  windowWidth: 400,
  zoom: 2,
  pan: [0.1, -0.2],
  rotation: 90,
  flipHorizontal: true,
  flipVertical: false,
  invert: true,
};
const fittedPlanes = {
  zoom: 1,
  pan: [0, 0],
  rotation: 0,
  flipHorizontal: false,
  flipVertical: false,
  invert: false,
};
const shownAs = (kind: string, presentation: Presentation): ViewportCell => ({
  ...emptyCell(0),
  displaySetInstanceUID: 'set',
  kind,
  presentation,
});
/** What the viewport says of itself before the next step. */
const now = (cell: ViewportCell, change: Partial<Presentation>): ViewportCell => ({
  ...cell,
  presentation: { ...planes, ...cell.presentation, ...change },
});

test.each(['stack', 'volume', 'fusion'])(
  'into 3D from %s and back: each keeps its own zoom and turn',
  (kind) => {
    const first = asKind(shownAs(kind, planes), 'volume3d');
    expect(first.presentation).toMatchObject(fittedPlanes);
    const threeD = { ...firstLook('CT'), shift: 30 };
    const back = asKind(now(first, { zoom: 0.5, pan: [0.4, 0.4], threeD }), kind);
    expect(back).toMatchObject({ kind, presentation: planes });
    const again = asKind(now(back, { zoom: 3 }), 'volume3d');
    expect(again.presentation).toMatchObject({ zoom: 0.5, pan: [0.4, 0.4], threeD });
    expect(asKind(again, 'stack').presentation).toMatchObject({ zoom: 3, rotation: 90 });
  },
);

test('the window goes along, there and back', () => {
  const first = asKind(shownAs('volume', planes), 'volume3d');
  expect(first.presentation).toMatchObject({ windowCenter: 40, windowWidth: 400 });
  const back = asKind(now(first, { windowCenter: -600, windowWidth: 1600, zoom: 4 }), 'volume');
  expect(back.presentation).toEqual({ ...planes, windowCenter: -600, windowWidth: 1600 });
});

test('a window of a VOI LUT is not taken for one of the values', () => {
  const first = asKind(shownAs('volume', { ...planes, voiLut: 1 }), 'volume3d');
  const { voiLut: _, ...plain } = first.presentation ?? planes;
  const back = asKind({ ...first, presentation: plain }, 'volume');
  expect(back.presentation).not.toHaveProperty('voiLut');
});

test('the fused view and the projection keep their own look, zoom and inversion; the window of the PET is one', () => {
  const fused = { ...planes, invert: false, fusion: { ...defaultLook, blend: 0.8, threshold: 2 } };
  const first = asKind(shownAs('fusion', fused), 'mip');
  expect(first.presentation).toMatchObject({ zoom: 1 });
  const turned = {
    zoom: 1.5,
    invert: true,
    fusion: { ...projectionLook, degrees: 90, petWindow: { lower: 0, upper: 12 } },
  };
  const back = asKind(now(first, turned), 'fusion');
  expect(back.presentation).toEqual({
    ...fused,
    fusion: { ...fused.fusion, petWindow: { lower: 0, upper: 12 } },
  });
  const again = asKind(back, 'mip');
  expect(again.presentation).toMatchObject(turned);
});

test('planes of every kind are framed alike, and tags and documents leave the framing alone', () => {
  const stack = shownAs('stack', planes);
  for (const kind of ['volume', 'fusion', 'tags']) expect(asKind(stack, kind)).toEqual({ ...stack, kind });
});
