import { describe, expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { noLinks, usualLinks, withGroup, type LinkWhat } from '../core/linking/linking.ts';
import { organizeSeries } from '../core/displaySet/organize.ts';
import { imageAt } from '../core/displaySet/images.ts';
import type { Instance } from '../core/dicom/instance.ts';
import { defaultLook, type FusionChange } from '../core/fusion/look.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { createDocumentHandle } from '../core/documentHandle.ts';
import {
  emptyViewportState,
  type Presentation,
  type ViewportHandle,
  type ViewportState,
} from '../core/viewport.ts';
import { aHandler, anInstance, aSeries, slices, takeAll } from '../testing/factories.ts';
import { createCrosshair } from './crosshair.ts';
import { hang } from './hanging.ts';
import { startLinkSync } from './linkSync.ts';
import { createLiveViewports } from './liveViewports.ts';
import { initialState, type ViewerState } from './viewerState.ts';

const handler = aHandler('all', [anInstance().SOPClassUID], takeAll);
function setOf(
  count: number,
  spacing: number,
  more: Partial<Instance> & { readonly SeriesInstanceUID: string },
) {
  const [set] = organizeSeries(aSeries(slices(count, spacing), more), [handler]).displaySets;
  if (!set) throw new Error('no display set');
  return set;
}

const fitted: Presentation = {
  windowCenter: 40,
  windowWidth: 400,
  zoom: 1,
  pan: [0, 0],
  rotation: 0,
  flipHorizontal: false,
  flipVertical: false,
  invert: false,
};

/** A stack whose images come when the test says so. */
class FakeStack {
  readonly asked: number[] = [];
  readonly windows: number[] = [];
  readonly handle: ViewportHandle;
  state: ViewportState = emptyViewportState;
  readonly #set: DisplaySet;
  readonly #listeners = new Set<() => void>();

  constructor(set: DisplaySet, index: number) {
    this.#set = set;
    this.update({
      displaySetInstanceUID: set.displaySetInstanceUID,
      kind: 'stack',
      imageCount: set.numImageFrames,
      presentation: fitted,
    });
    this.scroll(index);
    this.draw();
    const base = createDocumentHandle<undefined>({
      load: () => Promise.resolve(undefined),
      draw: () => undefined,
      drawNothing: () => undefined,
      dispose: () => undefined,
    });
    this.handle = {
      ...base,
      getState: () => this.state,
      subscribe: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      scrollTo: (to) => {
        this.asked.push(to);
        this.scroll(to);
      },
      setWindow: (window) => {
        if (!window) return;
        this.windows.push(window.width);
        this.window(window.width, window.center);
      },
    };
  }

  update(change: Partial<ViewportState>) {
    this.state = { ...this.state, ...change };
    for (const listener of this.#listeners) listener();
  }
  /** The reader's wheel. */
  scroll(index: number) {
    this.update({ pendingIndex: index });
  }
  window(windowWidth: number, windowCenter = 40) {
    this.update({ presentation: { ...fitted, windowWidth, windowCenter } });
  }
  /** What was asked for last is on the canvas. */
  draw() {
    const index = this.state.pendingIndex;
    const at = index === undefined ? undefined : imageAt(this.#set, index);
    if (index === undefined || !at) return;
    const { SOPInstanceUID } = at.instance;
    this.update({
      status: 'rendered',
      pendingIndex: undefined,
      image: { index, SOPInstanceUID, frame: at.frame },
    });
  }
  get index() {
    return this.state.pendingIndex ?? this.state.image?.index;
  }
}

function setUp(sets: readonly (readonly [set: DisplaySet, index: number])[]) {
  const base = initialState('', 'viewer', { rows: 1, columns: Math.max(2, sets.length) });
  let { hanging } = base;
  for (const [at, [set]] of sets.entries())
    hanging = hang(hanging, hanging.cells[at]?.id ?? '', set, 'stack', { SOPInstanceUID: '', frame: 1 });
  const store = createStore<ViewerState>(() => ({
    ...base,
    hanging: { ...hanging, activeViewportId: 'viewport-1' },
    displaySets: new Map(sets.map(([set]) => [set.displaySetInstanceUID, set])),
  }));
  const live = createLiveViewports();
  const crosshair = createCrosshair();
  const stacks = sets.map(([set, index]) => new FakeStack(set, index));
  for (const [at, stack] of stacks.entries()) live.register(`viewport-${at + 1}`, stack.handle);
  let queue: (() => void)[] = [];
  let frames = 0;
  startLinkSync(
    { store, live, crosshair },
    {
      schedule(run) {
        queue.push(run);
        return () => {
          queue = queue.filter((each) => each !== run);
        };
      },
      boxOf: () => ({ width: 400, height: 400 }),
    },
  );
  /** Pictures of the screen until nothing more is asked for. */
  const settle = () => {
    for (let turn = 0; queue.length > 0; turn += 1) {
      if (turn > 20) throw new Error('the viewports chase each other');
      const now = queue;
      queue = [];
      frames += 1;
      for (const run of now) run();
      for (const stack of stacks) stack.draw();
    }
  };
  const link = (what: Partial<LinkWhat> = {}) =>
    store.setState({ linking: withGroup(noLinks, undefined, { ...usualLinks, ...what }) });
  settle();
  /** Another viewport in the place of one. */
  const replace = (at: number, stack: FakeStack) => {
    stacks[at] = stack;
    live.register(`viewport-${at + 1}`, stack.handle);
    settle();
  };
  return { store, crosshair, stacks, settle, link, replace, frames: () => frames };
}

const thick = setOf(20, 5, { SeriesInstanceUID: '1.1' });
const thin = setOf(100, 1, { SeriesInstanceUID: '1.2' });
const prior = setOf(20, 5, { SeriesInstanceUID: '1.3', FrameOfReferenceUID: '9.9' });
const [a, b, c] = [0, 1, 2] as const;

test('linked, the others come to the active one at once; then they follow whoever is scrolled', () => {
  const { stacks, link, settle, store } = setUp([
    [thick, 10],
    [thin, 3],
  ]);
  link();
  settle();
  expect(stacks[b]?.index).toBe(50);
  stacks[a]?.scroll(12);
  settle();
  expect([stacks[a]?.index, stacks[b]?.index]).toEqual([12, 60]);
  stacks[b]?.scroll(33);
  settle();
  expect([stacks[a]?.index, stacks[b]?.index]).toEqual([7, 33]);
  expect(store.getState().linkStatus['viewport-2']).toEqual({
    with: [{ viewportId: 'viewport-1', by: 'position' }],
    isOutside: false,
  });
});

test('a hundred scroll steps between two pictures ask the others once, for the last; nobody is asked back', () => {
  const { stacks, link, settle } = setUp([
    [thin, 0],
    [thick, 0],
  ]);
  link();
  settle();
  for (let index = 0; index <= 95; index += 1) stacks[a]?.scroll(index);
  settle();
  expect(stacks[b]?.asked).toEqual([19]);
  expect(stacks[a]?.asked).toEqual([]);
});

test('a slow target that still draws an older picture leads nobody', () => {
  const { stacks, link, settle } = setUp([
    [thin, 0],
    [thick, 0],
  ]);
  link();
  settle();
  stacks[a]?.scroll(40);
  settle();
  // It says again, late, that it is on its way there and has come.
  stacks[b]?.update({ pendingIndex: 8 });
  stacks[b]?.draw();
  settle();
  expect([stacks[a]?.index, stacks[b]?.index]).toEqual([40, 8]);
});

test('by number the difference of the moment stays; beyond the end the target stays and is outside', () => {
  const { stacks, link, settle, store } = setUp([
    [thick, 10],
    [prior, 15],
  ]);
  link();
  settle();
  expect(stacks[b]?.asked).toEqual([]);
  stacks[a]?.scroll(13);
  settle();
  expect(stacks[b]?.index).toBe(18);
  stacks[a]?.scroll(19);
  settle();
  expect(stacks[b]?.index).toBe(18);
  expect(store.getState().linkStatus['viewport-2']?.isOutside).toBe(true);
  stacks[a]?.scroll(9);
  settle();
  expect(stacks[b]?.index).toBe(14);
  expect(store.getState().linkStatus['viewport-2']?.isOutside).toBe(false);
});

test('a window goes on to images of the same modality, and a new image’s own window goes nowhere', () => {
  const mr = setOf(20, 5, { SeriesInstanceUID: '1.4', Modality: 'MR' });
  const { stacks, link, settle } = setUp([
    [thick, 10],
    [thin, 50],
    [mr, 10],
  ]);
  link({ window: true });
  settle();
  stacks[a]?.window(1500);
  settle();
  expect(stacks[b]?.windows).toEqual([1500]);
  expect(stacks[c]?.windows).toEqual([]);
  expect(stacks[a]?.windows).toEqual([]);
  // Another image that brings another window.
  stacks[a]?.update({
    presentation: { ...fitted, windowWidth: 80 },
    image: { index: 11, SOPInstanceUID: '1.1.12', frame: 1 },
  });
  settle();
  expect(stacks[b]?.windows).toEqual([1500]);
});

/** PET over CT: the window of its presentation is that of the PET, in modality units; `drags` says whose is dragged. */
class FakeFusion extends FakeStack {
  constructor(set: DisplaySet, factor: number, drags: 'pet' | 'base') {
    super(set, 0);
    const fused = (pet: { lower: number; upper: number }, base: { center: number; width: number }) =>
      this.update({
        kind: 'fusion',
        fusion: {
          look: { ...defaultLook, windowOf: drags, petWindow: pet, baseWindow: base },
          label: 'SUVbw',
          unit: 'g/ml',
          noSuv: undefined,
          petWindow: pet,
          base: 'CT',
          baseUnit: 'HU',
          baseWindow: base,
        },
        presentation: {
          ...fitted,
          windowCenter: (pet.lower + pet.upper) / 2 / factor,
          windowWidth: (pet.upper - pet.lower) / factor,
        },
      });
    const now = () => {
      const { petWindow = { lower: 0, upper: 1 }, baseWindow = { center: 0, width: 1 } } =
        this.state.fusion ?? {};
      return { petWindow, baseWindow };
    };
    fused({ lower: 0, upper: 7 }, { center: 40, width: 400 });
    const setPet = (center: number, width: number) =>
      fused({ lower: (center - width / 2) * factor, upper: (center + width / 2) * factor }, now().baseWindow);
    Object.assign(this.handle, {
      // As the viewport does: of the part whose window is dragged.
      setWindow: (window: { center: number; width: number }) =>
        drags === 'base' ? fused(now().petWindow, window) : setPet(window.center, window.width),
      setPresentation: ({ windowCenter = 0, windowWidth = 1 }: Partial<Presentation>) =>
        setPet(windowCenter, windowWidth),
      setFusion: ({ petWindow = now().petWindow, baseWindow = now().baseWindow }: FusionChange) =>
        fused(petWindow, baseWindow),
    });
  }
  get windowsNow() {
    const { petWindow, baseWindow } = this.state.fusion ?? {};
    return [petWindow?.lower, petWindow?.upper, baseWindow?.center, baseWindow?.width].map((value) =>
      Number(value?.toFixed(6)),
    );
  }
}

describe.each(['pet', 'base'] as const)('with PET over CT whose %s window is dragged', (drags) => {
  const petSet = setOf(20, 5, { SeriesInstanceUID: '1.5', Modality: 'PT' });
  const open = () => {
    const made = setUp([
      [thick, 10],
      [petSet, 5],
      [petSet, 5],
    ]);
    const ct = made.stacks[a];
    const pet = made.stacks[b];
    const fused = new FakeFusion(petSet, 0.001, drags);
    made.replace(c, fused);
    pet?.update({ valueScale: { label: 'SUVbw', unit: 'g/ml', factor: 0.0005, reason: undefined } });
    made.link({ scroll: false, zoomPan: false, window: true });
    made.settle();
    if (!ct || !pet) throw new Error('no viewports');
    return { ...made, ct, pet, fused };
  };

  test('the window of a CT goes to the CT under it, and not to the PET', () => {
    const { ct, pet, fused, settle } = open();
    ct.window(1500);
    settle();
    expect(fused.windowsNow).toEqual([0, 7, 40, 1500]);
    expect(pet.windows).toEqual([]);
  });

  test('the window of PET goes to the PET in its unit, whatever the stored values are, and not to the CT', () => {
    const { ct, pet, fused, settle } = open();
    // 5,000 to 15,000 of 0.0005 g/ml each.
    pet.update({ presentation: { ...fitted, windowCenter: 10_000, windowWidth: 10_000 } });
    settle();
    expect(fused.windowsNow).toEqual([2.5, 7.5, 40, 400]);
    expect(ct.windows).toEqual([]);
  });

  test('of what is changed in it, the PET goes to PET, the CT to CT, and nothing comes back', () => {
    const { ct, pet, fused, settle } = open();
    fused.handle.setFusion?.({ petWindow: { lower: 0, upper: 10 } });
    settle();
    expect([pet.windows, ct.windows]).toEqual([[20_000], []]);
    fused.handle.setFusion?.({ baseWindow: { center: -600, width: 1600 } });
    settle();
    expect([pet.windows, ct.windows]).toEqual([[20_000], [1600]]);
    expect(fused.windowsNow).toEqual([0, 10, -600, 1600]);
  });
});

test('PET over CT that is still loading, or counts otherwise than its images, sends nobody round in circles', () => {
  const petSet = setOf(20, 5, { SeriesInstanceUID: '1.7', Modality: 'PT' });
  const { stacks, link, settle } = setUp([
    [thick, 10],
    [petSet, 5],
    [petSet, 5],
  ]);
  const loading = { image: undefined, status: 'loading', imageCount: 32, pendingIndex: 17 } as const;
  stacks[b]?.update({ ...loading, kind: 'fusion' });
  // Whatever another kind counts: it is nowhere, and stays there.
  stacks[c]?.update({ ...loading, kind: 'video' });
  link();
  settle();
  stacks[a]?.scroll(12);
  settle();
  expect([stacks[b]?.asked, stacks[c]?.asked]).toEqual([[], []]);
});

test('windows of one modality in different units are not one window', () => {
  const activity = setOf(20, 5, { SeriesInstanceUID: '1.6', Modality: 'PT' });
  const { stacks, link, settle } = setUp([
    [activity, 5],
    [activity, 5],
  ]);
  stacks[a]?.update({ valueScale: { label: 'SUVbw', unit: 'g/ml', factor: 0.001, reason: undefined } });
  stacks[b]?.update({ valueScale: { label: 'PET', unit: 'counts', factor: 1, reason: 'No SUV: …' } });
  link({ window: true });
  settle();
  stacks[a]?.window(1500);
  settle();
  expect(stacks[b]?.windows).toEqual([]);
});

test('the crosshair brings all of its frame of reference to the point, linked or not, and changes no link', () => {
  const { stacks, crosshair, settle, link } = setUp([
    [thick, 10],
    [thin, 3],
    [prior, 4],
  ]);
  link();
  settle();
  crosshair.set({
    viewportId: 'viewport-1',
    FrameOfReferenceUID: '1.2.3.9',
    point: [0, 0, 71.6],
    isMoving: true,
  });
  settle();
  expect([stacks[a]?.index, stacks[b]?.index, stacks[c]?.index]).toEqual([10, 72, 4]);
  crosshair.set({
    viewportId: 'viewport-1',
    FrameOfReferenceUID: '1.2.3.9',
    point: [0, 0, 400],
    isMoving: false,
  });
  settle();
  expect([stacks[a]?.index, stacks[b]?.index]).toEqual([10, 72]);
});

test('without links nothing is asked of anybody, and nothing runs', () => {
  const { stacks, settle, frames } = setUp([
    [thick, 10],
    [thin, 3],
  ]);
  const before = frames();
  stacks[a]?.scroll(12);
  settle();
  expect(stacks[b]?.asked).toEqual([]);
  expect(frames()).toBe(before);
});
