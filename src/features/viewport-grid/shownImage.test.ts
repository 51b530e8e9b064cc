import { describe, expect, test, vi } from 'vitest';
import { organizeSeries } from '../../core/displaySet/organize.ts';
import type { ViewportKind } from '../../core/displaySet/displaySet.ts';
import { createDocumentHandle } from '../../core/documentHandle.ts';
import { createRegistry } from '../../core/extension/registry.ts';
import { defaultLook } from '../../core/fusion/look.ts';
import { shownImage } from '../../core/shownImage.ts';
import { firstLook } from '../../core/threeD/look.ts';
import {
  emptyViewportState,
  type FusionState,
  type ImagePosition,
  type PlaneState,
  type ProjectionState,
  type ThreeDState,
  type ViewportHandle,
  type ViewportState,
} from '../../core/viewport.ts';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { builtInModes } from '../../modes/index.ts';
import { createStudyAround } from '../../state/studyAround.ts';
import { hang } from '../../state/hanging.ts';
import { createViewer } from '../../state/viewer.ts';
import { aHandler, anInstance, aSeries, MR, slices, takeAll } from '../../testing/factories.ts';
import { fakeDataSource } from '../../testing/fakeDataSource.ts';
import { windowBy } from './actions.ts';
import { commands } from './commands/commands.ts';

/** Each image has a window of its own, so that a preset tells which image was looked up. */
const images = aSeries(
  slices(6).map((slice, i) => ({ ...slice, ...MR, WindowCenter: [100 * i], WindowWidth: [60 * (i + 1)] })),
);
const handler = aHandler('all', [anInstance(MR).SOPClassUID], takeAll);
const [mr] = organizeSeries(images, [handler]).displaySets;
if (!mr) throw new Error('no display set');

const shown: ImagePosition = { index: 4, SOPInstanceUID: '1.2.3.4.5', frame: 1 };
const plane: PlaneState = {
  view: { name: 'coronal', through: [0, 0, 0], slabMm: 0, blend: 'max' },
  names: ['axial', 'coronal'],
  index: 40,
  place: 'A 12 mm',
  mm: 12,
  stepMm: 1,
  slabMm: 0,
  slices: 6,
  slicesHere: 6,
  nearest: shown,
};
const projection: ProjectionState = {
  degrees: 0,
  index: 0,
  from: 'From the front',
  slices: 6,
  slicesHere: 6,
  isPreview: false,
  nearest: shown,
};
const threeD: ThreeDState = {
  look: firstLook('MR'),
  modality: 'MR',
  isProjection: false,
  isByWindow: false,
  extent: {
    middle: [0, 0, 0],
    edges: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    reachMm: 1,
  },
  isCropping: false,
  from: 'From the front',
  slices: 6,
  slicesHere: 6,
  isPreview: false,
  nearest: shown,
};
const fusion = (windowOf: 'pet' | 'base'): FusionState => ({
  look: { ...defaultLook, windowOf },
  label: 'SUVbw',
  unit: 'g/ml',
  noSuv: undefined,
  petWindow: { lower: 0, upper: 7 },
  base: 'CT',
  baseWindow: { center: 40, width: 400 },
});

/** What each kind of viewport says of what is on its canvas. */
const states: readonly (readonly [ViewportKind, Partial<ViewportState>])[] = [
  ['stack', { image: shown }],
  ['volume', { plane }],
  ['volume3d', { threeD }],
  ['fusion', { plane, fusion: fusion('pet') }],
  ['mip', { projection, fusion: { ...fusion('pet'), base: undefined } }],
];

function mounted(kind: ViewportKind, state: Partial<ViewportState>) {
  const registry = createRegistry(builtInHandlers, builtInModes);
  const viewer = createViewer({ registry, dataSources: [fakeDataSource(images)], modeId: 'viewer' });
  const uid = mr?.displaySetInstanceUID ?? '';
  const { hanging } = viewer.store.getState();
  const id = hanging.cells[0]?.id ?? '';
  viewer.store.setState({
    displaySets: new Map(mr ? [[uid, mr]] : []),
    ...(mr ? { hanging: hang(hanging, id, mr, kind, undefined) } : {}),
  });
  const live: ViewportState = {
    ...emptyViewportState,
    status: 'rendered',
    displaySetInstanceUID: uid,
    kind,
    imageCount: 6,
    presentation: {
      windowCenter: 40,
      windowWidth: 400,
      zoom: 1,
      pan: [0, 0],
      rotation: 0,
      flipHorizontal: false,
      flipVertical: false,
      invert: false,
    },
    ...state,
  };
  const setWindow = vi.fn<ViewportHandle['setWindow']>();
  const setPresentation = vi.fn<ViewportHandle['setPresentation']>();
  const handle: ViewportHandle = {
    ...createDocumentHandle<undefined>({
      load: () => Promise.resolve(undefined),
      draw: () => undefined,
      drawNothing: () => undefined,
      dispose: () => undefined,
    }),
    getState: () => live,
    setWindow,
    setPresentation,
  };
  viewer.live.register(id, handle);
  const press = (commandId: string) =>
    commands
      .find((command) => command.id === commandId)
      ?.run({
        viewer,
        viewportId: id,
        handle,
        tool: 'window',
        setTool: () => undefined,
        openHelp: () => undefined,
      });
  return { viewer, id, live, press, handle, setWindow, setPresentation };
}

describe.each(states)('of a viewport of the kind %s', (kind, state) => {
  test('the image it speaks of is the one that it names', () => {
    expect(shownImage(mounted(kind, state).live)).toEqual(shown);
  });

  test('a preset by key is one of that image', () => {
    const { press, setWindow } = mounted(kind, state);
    press('window.preset1');
    // "Softer": one and a half of the image's own width of 300 about its centre of 400.
    expect(setWindow).toHaveBeenCalledWith({ center: 400, width: 450 });
  });

  test('the other viewports know which image is shown there', () => {
    const { viewer } = mounted(kind, state);
    const [other] = createStudyAround(viewer, 'another').shownElsewhere();
    expect(other?.instance.SOPInstanceUID).toBe(shown.SOPInstanceUID);
    expect(other?.label).toContain('image 5');
  });
});

test('nothing is spoken of where nothing is shown', () => {
  expect(shownImage(emptyViewportState)).toBeUndefined();
});

describe('PET over CT, while dragging changes the window of the CT', () => {
  const state = { plane, fusion: fusion('base') };

  test('a preset by key is one of CT', () => {
    const { press, setWindow } = mounted('fusion', state);
    press('window.preset6');
    expect(setWindow).toHaveBeenCalledWith({ center: -600, width: 1500 });
  });

  test('wider and brighter by key change the window of the CT, not of the PET', () => {
    const { handle, setWindow, setPresentation } = mounted('fusion', state);
    windowBy(handle, { width: 0.5 });
    windowBy(handle, { center: -0.05 });
    expect(setWindow.mock.calls).toEqual([[{ center: 40, width: 600 }], [{ center: 20, width: 400 }]]);
    expect(setPresentation).not.toHaveBeenCalled();
  });
});
