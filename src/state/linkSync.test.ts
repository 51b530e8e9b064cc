import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { noLinks, usualLinks, withGroup, type LinkWhat } from '../core/linking/linking.ts';
import { organizeSeries } from '../core/displaySet/organize.ts';
import { imageAt } from '../core/displaySet/images.ts';
import type { Instance } from '../core/dicom/instance.ts';
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
        this.window(window.width);
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
  window(windowWidth: number) {
    this.update({ presentation: { ...fitted, windowWidth } });
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
  return { store, crosshair, stacks, settle, link, frames: () => frames };
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
