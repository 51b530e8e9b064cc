import { expect, it } from 'vitest';
import { imageStackHandler } from '../../extensions/image-stack/handler.ts';
import type { Instance } from '../dicom/instance.ts';
import { aClip, aHandler, aSeries, at, slices, takeAll } from '../../testing/factories.ts';
import { imageDistances, placeLabel } from './imageDistances.ts';
import { organizeSeries } from './organize.ts';

const handler = aHandler('stack', imageStackHandler.sopClassUids, (instances) =>
  imageStackHandler.getDisplaySetsFromSeries(instances),
);
const distancesOf = (instances: readonly Instance[], handlers = [handler]) => {
  const [set] = organizeSeries(instances, handlers).displaySets;
  const found = set && imageDistances(set);
  return found && { ...found, distances: [...found.distances] };
};

it('measures each image along the normal, in the order of the display set', () => {
  expect(distancesOf(aSeries([at(10), at(-5), at(2.5)]))).toEqual({
    normal: [0, 0, 1],
    distances: [-5, 2.5, 10],
  });
});

it('has no number for an image without a position', () => {
  const everything = aHandler('all', imageStackHandler.sopClassUids, takeAll);
  const [first, second] = slices(2);
  const { ImagePositionPatient: _, ...bare } = second ?? {};
  const series = aSeries([first ?? {}, bare]).map(({ ImagePositionPatient, ...rest }, i) =>
    i === 0 && ImagePositionPatient ? { ...rest, ImagePositionPatient } : rest,
  );
  expect(distancesOf(series, [everything])?.distances).toEqual([0, NaN]);
});

it('says nothing of clips without a plane, nor of planes that are not parallel', () => {
  expect(distancesOf([aClip()])).toBeUndefined();
  const everything = aHandler('all', imageStackHandler.sopClassUids, takeAll);
  const turned = { ...at(5), ImageOrientationPatient: [1, 0, 0, 0, 0, -1] };
  expect(distancesOf(aSeries([at(0), turned]), [everything])).toBeUndefined();
});

it('names a place by the direction of the patient', () => {
  expect(placeLabel(12.5, [0, 0, 1])).toBe('H12.5');
  expect(placeLabel(-12.504, [0, 0, 1])).toBe('F12.5');
  expect(placeLabel(3, [0, 0, -1])).toBe('F3');
});
