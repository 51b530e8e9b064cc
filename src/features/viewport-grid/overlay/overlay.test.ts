import { expect, test } from 'vitest';
import type { Instance } from '../../../core/dicom/instance.ts';
import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import type { PlaneState } from '../../../core/viewport.ts';
import type { Measured } from '../../../core/viewTransform.ts';
import { anInstance } from '../../../testing/factories.ts';
import { cornersFor, defaultCorners, moved, overlayGroupOf, withItem } from './overlayCorners.ts';
import { imageOfFrame, overlayItemIds, type OverlayFacts } from './overlayItems.ts';
import { scaleBar } from './scaleBar.ts';
import { identityLines, linesOf, readLines, writeLines } from './overlayLines.ts';

const presentation = {
  windowCenter: 40,
  windowWidth: 400,
  zoom: 1,
  pan: [0, 0],
  rotation: 0,
  flipHorizontal: false,
  flipVertical: false,
  invert: false,
} as const;

function facts(image: Partial<Instance> = {}, live: Partial<OverlayFacts['live']> = {}): OverlayFacts {
  const instance = anInstance(image);
  const { Modality = 'CT', SeriesNumber = 2 } = instance;
  const displaySet = { Modality, SeriesNumber, label: 'Axial', instances: [instance] };
  return {
    image: instance,
    frame: 1,
    index: 11,
    // What the items ask of a display set.
    displaySet: displaySet as unknown as DisplaySet,
    live: { presentation, magnification: 1.2, imageCount: 120, plane: undefined, image: undefined, ...live },
    locale: 'en-GB',
  };
}

const texts = (...args: Parameters<typeof linesOf>) => linesOf(...args).map(({ text }) => text);

test('the usual corners of a CT', () => {
  const { topLeft, topRight, bottomLeft, bottomRight } = defaultCorners.CT;
  const of = facts({ SliceThickness: 2.5, SliceLocation: -17.25, ConvolutionKernel: ['B30f'] });
  expect(texts('topLeft', topLeft, of, false)).toEqual(['DOE, JANE', '4711', '03/11/2026']);
  expect(texts('topRight', topRight, of, false)).toEqual(['CT 2', 'Axial']);
  expect(texts('bottomLeft', bottomLeft, of, false)).toEqual(['W 400 L 40  ·  1.20x']);
  expect(texts('bottomRight', bottomRight, of, false)).toEqual([
    'B30f',
    'Th 2.5 mm',
    'Loc -17.3 mm',
    'No. 1',
    'im 12/120',
  ]);
});

test('what is not known is not said', () => {
  const nothing = texts(
    'bottomRight',
    overlayItemIds,
    facts({}, { presentation: undefined, magnification: undefined }),
    false,
  );
  expect(nothing.join(' ')).not.toMatch(/undefined|NaN|TE|TR|Th|Loc|b \d|W /);
});

test('a plane between the images says where it lies, and nothing of one image', () => {
  const plane = {
    view: { name: 'coronal', slabMm: 0, blend: 'max' },
    place: 'A 12.5 mm',
    index: 3,
    slabMm: 0,
  };
  const of = facts({ SliceThickness: 2 }, { plane: plane as unknown as PlaneState, imageCount: 80 });
  expect(texts('bottomRight', defaultCorners.CT.bottomRight, of, false)).toEqual([
    'Coronal A 12.5 mm',
    '4/80',
  ]);
});

test('with two patients or studies the name is there, whatever was chosen', () => {
  const of = facts();
  const names = identityLines(of).map(({ text }) => text);
  expect(names).toEqual(['DOE, JANE', '4711', '03/11/2026']);
  expect(texts('topLeft', [], of, true)).toEqual(names);
  expect(texts('topLeft', defaultCorners.CT.topLeft, of, true)).toEqual(names);
  expect(texts('topLeft', ['study'], of, false)).toEqual([]);
});

test('a frame of an enhanced object speaks for itself', () => {
  const enhanced = anInstance({
    NumberOfFrames: 2,
    SharedFunctionalGroupsSequence: [{}],
    PerFrameFunctionalGroupsSequence: [
      { MREchoSequence: [{ EffectiveEchoTime: 10 }] },
      { MREchoSequence: [{ EffectiveEchoTime: 80 }], MRDiffusionSequence: [{ DiffusionBValue: 1000 }] },
    ],
  });
  const second = { ...facts(), image: imageOfFrame(enhanced, 2) };
  expect(texts('bottomRight', ['echoTime', 'bValue', 'number'], second, false)).toEqual([
    'TE 80 ms',
    'b 1000 s/mm²',
    'No. 1',
  ]);
});

test('an echo time is said once: by the description, by the part of the series, or by itself', () => {
  const shown = ['description', 'part', 'echoTime'] as const;
  const said = (image: Partial<Instance>, splitLabel: string, items: Parameters<typeof texts>[1] = shown) => {
    const of = facts(image);
    return texts('topRight', items, { ...of, displaySet: { ...of.displaySet, splitLabel } }, false);
  };
  const echo = { EchoTime: 12.04, SeriesDescription: 'mGRE' };
  expect(said(echo, 'TE 12 ms')).toEqual(['mGRE', 'TE 12 ms']);
  expect(said(echo, 'TE 12 ms', ['description', 'echoTime'])).toEqual(['mGRE', 'TE 12 ms']);
  expect(said(echo, 'echo 1')).toEqual(['mGRE', 'echo 1', 'TE 12 ms']);
  expect(said(echo, 'TE 120 ms')).toEqual(['mGRE', 'TE 120 ms', 'TE 12 ms']);
  expect(said({ ...echo, SeriesDescription: 'mGRE TE=12' }, 'TE 12 ms, axial')).toEqual([
    'mGRE TE=12',
    'axial',
  ]);
});

test('choices: another kind keeps its own, an unknown item is passed over', () => {
  const own = { topLeft: ['patientName', 'shoeSize'], topRight: [], bottomLeft: [], bottomRight: ['image'] };
  expect(cornersFor('MR', { MR: own })).toEqual({ ...own, topLeft: ['patientName'] });
  expect(cornersFor('CT', { MR: own })).toBe(defaultCorners.CT);
  expect(['CT', 'CR', 'NM', 'OT', undefined].map(overlayGroupOf)).toEqual([
    'CT',
    'DX',
    'PT',
    'other',
    'other',
  ]);
});

test('an item is in one corner at most, and moves within it', () => {
  const start = defaultCorners.CT;
  const there = withItem(start, 'zoom', 'topRight');
  expect(there.topRight.at(-1)).toBe('zoom');
  expect(there.bottomLeft).not.toContain('zoom');
  expect(withItem(there, 'zoom', undefined).topRight).not.toContain('zoom');
  expect(moved(start, 'bottomLeft', 'zoom', -1).bottomLeft).toEqual(['zoom', 'window', 'turned']);
  expect(moved(start, 'bottomLeft', 'window', -1)).toBe(start);
});

test('lines survive being one text, also with what no value should hold', () => {
  const lines = [
    { id: 'study', text: 'a\nb' },
    { id: 'part', text: 'x\u001ey\u001fz' },
  ];
  expect(readLines(writeLines(lines))).toEqual([lines[0], { id: 'part', text: 'x y z' }]);
  expect(readLines('')).toEqual([]);
});

test('a scale bar: as long as it may be, in a round number, and only where mm are known', () => {
  const picture = { rows: 512, columns: 512, spacing: { row: 0.5, column: 0.5 }, plane: undefined };
  const bar = (measured: Measured | undefined, magnification: number) =>
    scaleBar({ picture: { ...picture, measured }, magnification }, 140);
  expect(bar('patient', 1)).toEqual({ length: 100, text: '5 cm' });
  expect(bar('detector', 10)).toEqual({ length: 100, text: '5 mm at the detector' });
  expect(bar('film', 1)?.text).toBe('5 cm on the film');
  expect(bar('calibrated', 0.1)).toEqual({ length: 100, text: '50 cm as calibrated' });
  expect(bar(undefined, 1)).toBeUndefined();
});

test('side and view are said once, also where they tell a radiograph apart in its series', () => {
  const { topRight } = defaultCorners.MG;
  const ofMammogram = (splitLabel: string) => {
    const made = facts({ Modality: 'MG', ImageLaterality: 'L', ViewPosition: 'CC', SeriesDescription: 'MG' });
    return { ...made, displaySet: { ...made.displaySet, splitLabel } };
  };
  expect(texts('topRight', topRight, ofMammogram('L CC'), false)).toEqual(['L CC', 'MG 2', 'MG']);
  expect(texts('topRight', topRight, ofMammogram('left CC'), false)).toEqual(['L CC', 'MG 2', 'MG']);
  expect(texts('topRight', topRight, ofMammogram('spot'), false)).toEqual(['L CC', 'MG 2', 'MG', 'spot']);
});

test('slab and plane have names of their own, so that a small viewport says them, too', () => {
  const plane = {
    view: { name: 'axial', slabMm: 20, blend: 'max' },
    slabMm: 20,
    index: 29,
    place: 'H 10.0 mm',
  } as unknown as PlaneState;
  expect(linesOf('bottomRight', [], facts({}, { plane }), false)).toEqual([
    { id: 'slab', text: 'Slab 20 mm, MIP' },
    { id: 'plane', text: 'Axial H 10.0 mm' },
    { id: 'planeIndex', text: '30/120' },
  ]);
});
