import { describe, expect, it } from 'vitest';
import {
  emptyViewportState,
  type PlaneState,
  type ViewportHandle,
  type ViewportState,
} from '../../core/viewport.ts';
import type { PlaneChange, PlaneView } from '../../core/volume/planes.ts';
import { planeKey, slabLine, slabSteps } from './planes.ts';

type Change = PlaneChange;

function aPlane(view: Partial<PlaneView> = {}, plane: Partial<PlaneState> = {}): PlaneState {
  return {
    view: { name: 'axial', through: [0, 0, 0], slabMm: 0, blend: 'max', ...view },
    names: ['axial', 'sagittal', 'coronal'],
    index: 0,
    place: 'H 1.0 mm',
    mm: 1,
    stepMm: 2,
    slabMm: 0,
    slices: 1,
    slicesHere: 1,
    nearest: undefined,
    ...plane,
  };
}

/** What a key asks of a viewport with this plane; undefined when the key means nothing to it. */
function pressed(key: string, plane: PlaneState | undefined): Change | undefined {
  const asked: Change[] = [];
  const state: ViewportState = { ...emptyViewportState, plane };
  const handle: Pick<ViewportHandle, 'getState' | 'setPlane'> = {
    getState: () => state,
    setPlane: (change) => asked.push(change),
  };
  return planeKey(handle, key) ? asked[0] : undefined;
}

describe('keys of a volume', () => {
  it('choose a plane that there is', () => {
    expect(pressed('j', aPlane())).toEqual({ name: 'sagittal' });
    expect(pressed('q', aPlane())).toBeUndefined();
    expect(pressed('q', aPlane({}, { names: ['axial', 'sagittal', 'coronal', 'acquired'] }))).toEqual({
      name: 'acquired',
    });
  });

  it('make the slab thicker and thinner in steps that take in another plane', () => {
    expect(slabSteps(2)).toEqual([0, 5, 10, 20, 40, 80]);
    expect(pressed(']', aPlane())).toEqual({ slabMm: 5 });
    expect(pressed('[', aPlane({ slabMm: 5 }))).toEqual({ slabMm: 0 });
    expect(pressed('[', aPlane())).toEqual({ slabMm: 0 });
    expect(pressed(']', aPlane({ slabMm: 80 }))).toEqual({ slabMm: 80 });
  });

  it('go through maximum, minimum and average; of a single plane they make a slab first', () => {
    expect(pressed('t', aPlane())).toEqual({ slabMm: 10 });
    expect(pressed('t', aPlane({ slabMm: 10 }))).toEqual({ blend: 'min' });
    expect(pressed('t', aPlane({ slabMm: 10, blend: 'mean' }))).toEqual({ blend: 'max' });
  });

  it('mean nothing where there is no volume', () => {
    expect(pressed('a', undefined)).toBeUndefined();
    expect(pressed('y', aPlane())).toBeUndefined();
  });
});

it('says of a slab what was blended', () => {
  expect(slabLine(aPlane())).toBeUndefined();
  expect(slabLine(aPlane({ blend: 'mean' }, { slabMm: 7.5 }))).toBe('Slab 7.5 mm, average');
});
