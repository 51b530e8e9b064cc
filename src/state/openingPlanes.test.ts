import { describe, expect, it, vi } from 'vitest';
import type { Instance } from '../core/dicom/instance.ts';
import type { Extension } from '../core/extension/extension.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { gridOf, toLayout } from '../core/layout/layout.ts';
import { toUserMode } from '../core/mode/modeFile.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { aSeries, slices } from '../testing/factories.ts';
import { fakeDataSource } from '../testing/fakeDataSource.ts';
import { visibleCells } from './hanging.ts';
import type { OpenRequest } from './openRequest.ts';
import { isLoading } from './selectors.ts';
import { createViewer } from './viewer.ts';

const views: Extension = {
  id: 'views',
  getViewportModule: () => [
    {
      kinds: ['stack', 'volume'],
      isImage: true,
      mount: () => Promise.reject(new Error('nothing is mounted in this test')),
    },
  ],
};
const registry = createRegistry([...builtInHandlers, views], builtInModes);

const axial = aSeries(slices(5), { SeriesInstanceUID: '1.2.3.4' });
/** From right to left, 5 mm apart. */
const sagittal = aSeries(
  [0, 5, 10].map((x) => ({ ImagePositionPatient: [x, -125, 125] })),
  { SeriesInstanceUID: '1.2.3.5', ImageOrientationPatient: [0, 1, 0, 0, 0, -1] },
);
const single = aSeries(slices(1), { SeriesInstanceUID: '1.2.3.6' });

async function opened(instances: readonly Instance[], request: Partial<OpenRequest> = {}, layouts = {}) {
  const viewer = createViewer({ registry, dataSources: [fakeDataSource(instances)], modeId: 'volume' });
  viewer.setPreference('layouts', layouts);
  viewer.openStudies({ sourceId: 'fake', modeId: 'volume', StudyInstanceUIDs: ['1.2.3'], ...request });
  const state = viewer.store.getState;
  await vi.waitFor(() => {
    expect(isLoading(state())).toBe(false);
    expect(state().hanging.cells[0]?.displaySetInstanceUID).toBeDefined();
  });
  return { viewer, state, cells: () => visibleCells(state().hanging) };
}

const told = (cells: ReturnType<typeof visibleCells>) =>
  cells.map(({ kind, presentation }) => [kind, presentation?.plane?.name, presentation?.plane?.through]);

describe('a volume that the volume mode opens on', () => {
  // 512 pixels of 0.5 mm from -125: their middle is at 2.75.
  it('is shown in its three planes: as acquired first, the others through the middle of the same image', async () => {
    const { state, cells } = await opened(axial);
    expect(gridOf(state().hanging.layout)).toEqual({ rows: 1, columns: 3 });
    expect(told(cells())).toEqual([
      ['volume', undefined, undefined],
      ['volume', 'sagittal', [2.75, 2.75, 10]],
      ['volume', 'coronal', [2.75, 2.75, 10]],
    ]);
    expect(new Set(cells().map(({ displaySetInstanceUID: uid }) => uid)).size).toBe(1);
    expect(state().hanging.activeViewportId).toBe('viewport-1');
    expect(state().past).toEqual([]);
  });

  it('goes through the image that a link names, which is in the first viewport', async () => {
    const named = axial[3];
    const { cells } = await opened(axial, { SOPInstanceUID: named?.SOPInstanceUID ?? '' });
    expect(cells()[0]?.image).toEqual({ SOPInstanceUID: named?.SOPInstanceUID, frame: 1 });
    expect(told(cells()).slice(1)).toEqual([
      ['volume', 'sagittal', [2.75, 2.75, 15]],
      ['volume', 'coronal', [2.75, 2.75, 15]],
    ]);
  });

  it('of other slices than axial ones has these first, too', async () => {
    const { cells } = await opened(sagittal);
    expect(told(cells()).map(([, name]) => name)).toEqual([undefined, 'axial', 'coronal']);
  });

  it('is one viewport of those that the reader or a link has chosen, and what is no volume opens alone', async () => {
    const remembered = await opened(axial, {}, { 'volume CT': '1x2' });
    const screens = [
      await opened(axial, { screen: { layout: toLayout({ rows: 1, columns: 2 }), viewports: [] } as never }),
      await opened(single),
      remembered,
    ];
    for (const { cells } of screens.slice(0, 2))
      expect(told(cells()).filter(([kind]) => kind !== undefined)).toHaveLength(1);
    expect(gridOf(remembered.state().hanging.layout)).toEqual({ rows: 1, columns: 2 });
  });

  it('is taken back to nothing by no undo; a layout that is chosen afterwards is kept and can be undone', async () => {
    const { viewer, state, cells } = await opened(axial);
    viewer.undo();
    expect(cells()).toHaveLength(3);
    viewer.chooseLayout({ rows: 1, columns: 2 });
    expect(Object.keys(state().preferences.layouts ?? {})).toEqual(['volume CT']);
    viewer.undo();
    expect(told(cells()).map(([kind]) => kind)).toEqual(['volume', 'volume', 'volume']);
    viewer.chooseLayout({ rows: 1, columns: 3 });
    expect(state().preferences.layouts).toBeUndefined();
  });

  it('opens as the reader’s own mode says where that has a layout of its own', () => {
    const base = builtInModes.find(({ id }) => id === 'volume');
    const own = (layout?: { rows: number; columns: number }) =>
      base &&
      toUserMode(
        {
          id: 'mine',
          displayName: 'Mine',
          sopClassHandlers: base.sopClassHandlers,
          ...(layout && { layout }),
        },
        base,
        registry.handlers,
      ).opensInPlanes;
    expect([own(), own(base?.layout), own({ rows: 2, columns: 2 })]).toEqual([true, true, undefined]);
  });
});
