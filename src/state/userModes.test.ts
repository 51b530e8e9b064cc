import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createRegistry } from '../core/extension/registry.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { aClip, aSeries, slices } from '../testing/factories.ts';
import { fakeDataSource } from '../testing/fakeDataSource.ts';
import { linkedOrder } from './linkedOrder.ts';
import { isLoading } from './selectors.ts';
import { readUserModes, writeUserModes } from './userModesJson.ts';
import { createViewer } from './viewer.ts';

const registry = createRegistry(builtInHandlers, builtInModes);
const handlerIds = [...registry.handlers.keys()];
const stack = 'image-stack.sopClassHandlerModule.stack';
const clip = 'multi-frame.sopClassHandlerModule.clip';
const study = [
  ...aSeries(slices(4)),
  aClip({ SeriesInstanceUID: '1.2.3.6', InstanceNumber: 1 }),
  aClip({ SeriesInstanceUID: '1.2.3.6', InstanceNumber: 2 }),
];

async function opened(handlers?: readonly string[]) {
  const viewer = createViewer({ registry, dataSources: [fakeDataSource(study)], modeId: 'viewer' });
  const request = { sourceId: 'fake', modeId: 'viewer', StudyInstanceUIDs: ['1.2.3'] };
  viewer.openStudies(handlers ? { ...request, handlers } : request);
  const state = viewer.store.getState;
  await vi.waitFor(() => expect(isLoading(state())).toBe(false));
  return { viewer, state, request };
}

describe('another order of a mode’s handlers', () => {
  it('regroups at once, is marked, and is undone exactly', async () => {
    const { viewer, state } = await opened();
    const before = state().displaySets;
    const hung = state().hanging.cells[0]?.displaySetInstanceUID;
    viewer.setMode('viewer', [stack, clip]);
    expect(state().displaySets.size).toBe(2);
    expect(state().modeChange).toMatchObject({ fromOrder: undefined, toOrder: [stack, clip], goneCount: 1 });
    expect(state().hanging.cells[0]?.displaySetInstanceUID).toBe(hung);
    viewer.setMode('viewer', 'original');
    expect(state().orders).toEqual({});
    expect([...state().displaySets]).toEqual([...before]);
  });

  it('stays with its mode while the reader looks at another', async () => {
    const { viewer, state } = await opened();
    viewer.setMode('viewer', [stack]);
    viewer.setMode('raw');
    expect(viewer.modes.editedOrder('viewer')).toEqual([stack]);
    viewer.setMode('viewer');
    expect(state().displaySets.size).toBe(2);
    expect(viewer.modes.get('viewer')).toBe(viewer.modes.get('viewer'));
    expect(viewer.modes.all()).toBe(viewer.modes.all());
  });

  it('comes with a link; the mode’s own order is no edit; what is unknown is named', async () => {
    const { viewer, state, request } = await opened([stack, 'multi-frame.sopClassHandlerModule.clap', stack]);
    expect(state().orders).toEqual({ viewer: [stack] });
    expect(state().notices[0]?.text).toContain(`perhaps “${clip}” is meant`);
    viewer.openStudies(request);
    expect(state().orders).toEqual({});
    const own = registry.mode('viewer')?.sopClassHandlers ?? [];
    viewer.openStudies({ ...request, handlers: own });
    expect(state().orders).toEqual({});
    expect(linkedOrder(registry, { handlers: ['nobody.here'] })).toEqual({
      known: 'original',
      unknown: ['nobody.here'],
    });
  });

  it('is linked by a mode that everybody has', async () => {
    const { viewer } = await opened();
    const own = registry.mode('viewer')?.sopClassHandlers ?? [];
    viewer.saveMode({ id: 'mine', displayName: 'Mine', basedOn: 'viewer', sopClassHandlers: [stack] });
    expect(viewer.modes.linkTo('mine', [stack])).toEqual({ id: 'viewer', handlers: [stack] });
    expect(viewer.modes.linkTo('mine', own)).toEqual({ id: 'viewer', handlers: undefined });
  });
});

describe('the reader’s modes', () => {
  const mine = { id: 'mine', displayName: 'Mine', basedOn: 'cine', sopClassHandlers: [stack, clip] };

  it('are saved, saved over, deleted, and brought back', async () => {
    const { viewer, state } = await opened();
    viewer.saveMode(mine);
    expect(viewer.modes.get('mine')).toMatchObject({ displayName: 'Mine', autoPlay: true, basedOn: 'cine' });
    viewer.saveMode({ ...mine, displayName: 'Still mine' });
    expect(state().userModes.map(({ displayName }) => displayName)).toEqual(['Still mine']);
    viewer.deleteMode('mine');
    expect(viewer.modes.get('mine')).toBeUndefined();
    state()
      .notices.find(({ title }) => title === 'Mode “Still mine” deleted')
      ?.action?.run();
    expect(viewer.modes.get('mine')?.displayName).toBe('Still mine');
    // A mode of the viewer is never replaced.
    viewer.saveMode({ ...mine, id: 'viewer' });
    expect(viewer.modes.original('viewer')).toBe(registry.mode('viewer'));
  });

  it('are kept as text and read again, those of handlers that are not here included', () => {
    const order = fc.shuffledSubarray(handlerIds, { minLength: 1 });
    fc.assert(
      fc.property(fc.array(order, { maxLength: 4 }), (orders) => {
        const entries = orders.map((sopClassHandlers, i) => ({
          id: `mode-${i}`,
          displayName: `Mode ${i}`,
          sopClassHandlers,
        }));
        const read = readUserModes(JSON.stringify({ version: 1, modes: entries }), registry);
        expect(read.faults).toEqual([]);
        expect(read.modes.map(({ sopClassHandlers }) => sopClassHandlers)).toEqual(orders);
        expect(JSON.parse(writeUserModes(read.modes, read.carried))).toEqual({ version: 1, modes: entries });
      }),
    );
    const gone = { ...mine, sopClassHandlers: ['away.sopClassHandlerModule.x'] };
    const partly = { ...mine, id: 'partly', sopClassHandlers: ['away.sopClassHandlerModule.x', stack] };
    const read = readUserModes(JSON.stringify({ version: 1, modes: [gone, partly] }), registry);
    expect(read.modes.map(({ id, sopClassHandlers }) => [id, sopClassHandlers])).toEqual([
      ['partly', [stack]],
    ]);
    expect(read.faults).toHaveLength(2);
    expect(JSON.parse(writeUserModes(read.modes, read.carried)).modes).toEqual([partly, gone]);
  });

  it('that are damaged are told and handed back whole; the others are used', () => {
    for (const text of ['', '{', 'null', '[]', '{"version":1}', '{"version":2,"modes":[]}']) {
      const read = readUserModes(text, registry);
      expect([text, read.modes, read.damaged, read.faults.length]).toEqual([text, [], text, 1]);
    }
    const read = readUserModes(JSON.stringify({ version: 1, modes: [{ id: 'Bad Id' }, mine] }), registry);
    expect(read.modes.map(({ id }) => id)).toEqual(['mine']);
    expect(JSON.parse(read.damaged ?? '')).toEqual([{ id: 'Bad Id' }]);
    expect(readUserModes(null, registry)).toEqual({ modes: [], carried: [], damaged: undefined, faults: [] });
  });

  it('that another window changes arrive, save the one in use', async () => {
    const { viewer, state } = await opened();
    viewer.saveMode(mine);
    viewer.setMode('mine');
    viewer.adoptModes([]);
    expect(viewer.modes.get('mine')).toBeDefined();
    viewer.setMode('viewer');
    viewer.adoptModes([]);
    expect(state().userModes).toEqual([]);
  });
});
