import { expect, it } from 'vitest';
import { aClip, aHandler, aSeries, slices, takeAll } from '../../testing/factories.ts';
import { SopClass } from '../dicom/sopClass.ts';
import { organizeSeries } from '../displaySet/organize.ts';
import { handlerUse, lintForStudy } from './handlerUse.ts';

const clips = aHandler('clip', [SopClass.UltrasoundMultiFrameImageStorage], (instances) =>
  instances.map((instance) => ({ instances: [instance], splitKey: instance.SOPInstanceUID })),
);
const all = aHandler('all', ['*'], takeAll);
const handlers = new Map([clips, all].map((one) => [one.id, one]));
const series = [
  aSeries(slices(3)),
  [1, 2].map((InstanceNumber) => aClip({ SeriesInstanceUID: '1.2.3.5', InstanceNumber })),
];
const organized = (order: readonly (typeof clips)[]) => series.map((one) => organizeSeries(one, order));

it('counts what each handler takes of a study', () => {
  expect(Object.fromEntries(handlerUse(organized([clips, all])))).toEqual({
    [clips.id]: { instances: 2, displaySets: 2 },
    [all.id]: { instances: 3, displaySets: 1 },
  });
});

it('says who took what a handler would have', () => {
  expect(lintForStudy([clips.id, all.id], organized([clips, all]), handlers)).toEqual([]);
  expect(lintForStudy([all.id, clips.id], organized([all, clips]), handlers)).toEqual([
    {
      severity: 'info',
      code: 'took-nothing',
      path: 'sopClassHandlers[1]',
      handlerId: clips.id,
      text: 'Took nothing of this study: all (test) took the 2 instances of its SOP classes before it.',
    },
  ]);
  // Nothing of its classes is here at all: nothing to say.
  expect(
    lintForStudy([all.id, clips.id], [organizeSeries(aSeries(slices(2)), [all, clips])], handlers),
  ).toEqual([]);
});
