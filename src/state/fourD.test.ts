import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { SopClass } from '../core/dicom/sopClass.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import type { Extension } from '../core/extension/extension.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { emptyViewportState, type ViewportHandle, type ViewportState } from '../core/viewport.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { aSeries, slices } from '../testing/factories.ts';
import { fakeDataSource } from '../testing/fakeDataSource.ts';
import { isLoading } from './selectors.ts';
import { createViewer } from './viewer.ts';

const views: Extension = {
  id: 'views',
  getViewportModule: () => [
    { kinds: ['stack'], isImage: true, mount: () => Promise.reject(new Error('nothing is mounted here')) },
  ],
};
const registry = createRegistry([...builtInHandlers, views], builtInModes);
const viewportId = 'viewport-1';

/** Five times of four slices, a quarter of a second apart. */
const times = aSeries(
  [1, 2, 3, 4, 5].flatMap((TemporalPositionIdentifier) =>
    slices(4, 5, { TemporalPositionIdentifier, TemporalResolution: 250 }),
  ),
  { Modality: 'MR', SOPClassUID: SopClass.MRImageStorage },
);

/** A viewport that has drawn whatever it is told to show at once, and says which member that was. */
function screen(shown: (displaySet: DisplaySet) => void): ViewportHandle {
  let state: ViewportState = emptyViewportState;
  const show = (displaySet: DisplaySet) => {
    const [first] = displaySet.instances;
    state = {
      ...emptyViewportState,
      status: 'rendered',
      displaySetInstanceUID: displaySet.displaySetInstanceUID,
      image: { index: 0, SOPInstanceUID: first?.SOPInstanceUID ?? '', frame: 1 },
    };
    shown(displaySet);
    return Promise.resolve();
  };
  // What is asked of it here.
  return { show, getState: () => state, subscribe: () => () => undefined } as unknown as ViewportHandle;
}

async function opened() {
  const viewer = createViewer({ registry, dataSources: [fakeDataSource(times)], modeId: 'viewer' });
  viewer.openStudies({ sourceId: 'fake', modeId: 'viewer', StudyInstanceUIDs: ['1.2.3'] });
  const state = viewer.store.getState;
  await vi.waitFor(() => {
    expect(isLoading(state())).toBe(false);
    expect(state().hanging.cells[0]?.displaySetInstanceUID).toBeDefined();
  });
  const seen: string[] = [];
  const handle = screen(({ label }) => seen.push(label));
  viewer.live.register(viewportId, handle);
  const { fourD } = viewer;
  const first = state().displaySets.get(state().hanging.cells[0]?.displaySetInstanceUID ?? '');
  if (first) await handle.show(first, { kind: 'stack' });
  seen.length = 0;
  const family = () => {
    const [found] = fourD.families(viewportId);
    if (!found) throw new Error('no family');
    return found;
  };
  return { viewer, fourD, family, seen, cine: () => fourD.cine(viewportId, family()) };
}

function withoutWaiting() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
}

describe('playing through times', () => {
  it('is at the speed of the data, until one is set; the way back is there', async () => {
    const { fourD, cine } = await opened();
    const data = { framesPerSecond: 4, source: 'TemporalResolution, 250 ms a step' };
    expect(cine()).toEqual({ playing: false, loop: 'loop', ...data });
    fourD.setCine(viewportId, { framesPerSecond: 12 });
    expect(cine()).toEqual({
      playing: false,
      loop: 'loop',
      framesPerSecond: 12,
      source: 'set by hand',
      dataRate: data,
    });
    fourD.setCine(viewportId, { framesPerSecond: 500 });
    expect(cine().framesPerSecond).toBe(30);
    fourD.setCine(viewportId, { framesPerSecond: 'data', loop: 'sweep' });
    expect(cine()).toEqual({ playing: false, loop: 'sweep', ...data });
  });

  it('goes round, or back and forth, as fast as is wanted by then', async () => {
    const { fourD, family, seen } = await opened();
    const from = family().at;
    const at: number[] = [];
    withoutWaiting();
    const step = async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms);
      at.push(family().at);
    };
    fourD.setPlaying(viewportId, true);
    await step(0);
    for (let each = 0; each < 4; each++) await step(250);
    expect(at).toEqual([1, 2, 3, 4, 5].map((by) => (from + by) % 5));
    fourD.setCine(viewportId, { loop: 'sweep', framesPerSecond: 10 });
    // The step that was under way still has its time.
    await step(250);
    at.length = 0;
    for (let each = 0; each < 10; each++) await step(100);
    const turns = at.filter((each, i) => i > 1 && each === at[i - 2]).length;
    expect(Math.max(...at)).toBe(4);
    expect(Math.min(...at)).toBe(0);
    expect(turns).toBeGreaterThanOrEqual(2);
    expect(at.every((each, i) => i === 0 || Math.abs(each - (at[i - 1] ?? 0)) === 1)).toBe(true);
    const count = seen.length;
    fourD.setPlaying(viewportId, false);
    await step(1000);
    expect(seen).toHaveLength(count);
  });

  it('is as it comes again for what else is hung there', async () => {
    const { viewer, fourD, family, cine } = await opened();
    fourD.setCine(viewportId, { loop: 'sweep', framesPerSecond: 9 });
    const other = family().members[(family().at + 1) % 5]?.displaySet;
    viewer.showDisplaySet({ viewportId, displaySetInstanceUID: other?.displaySetInstanceUID ?? '' });
    expect(cine()).toMatchObject({ loop: 'loop', framesPerSecond: 4 });
    expect(fourD.setCine('viewport-2', { loop: 'sweep' })).toBe(false);
  });
});
