import { describe, expect, it } from 'vitest';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { handled, slices } from '../../testing/factories.ts';
import { viewsHandler } from './handler.ts';

const MG = { SOPClassUID: SopClass.DigitalMammographyXRayImageStorageForPresentation, Modality: 'MG' };
const views = ['L CC', 'R CC', 'L MLO', 'R MLO'].map((view) => {
  const [ImageLaterality = '', ViewPosition = ''] = view.split(' ');
  return { ImageLaterality, ViewPosition };
});

describe('views', () => {
  it('are one image a display set, by side and view', () => {
    expect(handled(viewsHandler, views, MG).sets).toEqual([
      ['left CC', 1],
      ['right CC', 1],
      ['left MLO', 1],
      ['right MLO', 1],
    ]);
  });
  it('are told by their number where two are of one kind', () => {
    const items = [...views, { ImageLaterality: 'L', ViewPosition: 'CC' }];
    expect(handled(viewsHandler, items, MG).sets.map(([label]) => label)).toEqual([
      'left CC, image 1',
      'right CC',
      'left MLO',
      'right MLO',
      'left CC, image 5',
    ]);
  });
  it('are read from the code where there is no position', () => {
    const coded = { ImageLaterality: 'R', ViewCodeSequence: [{ CodeMeaning: 'medio-lateral oblique' }] };
    expect(handled(viewsHandler, [coded], MG).sets).toEqual([['right MLO', 1]]);
  });
  it('stay together where there are very many, and say so', () => {
    const { sets, displaySets } = handled(viewsHandler, slices(100), MG);
    expect(sets).toEqual([['', 100]]);
    expect(displaySets[0]?.messages.map(({ code }) => code)).toEqual(['split-declined']);
  });
  it('are not runs of frames', () => {
    expect(handled(viewsHandler, [{ NumberOfFrames: 9 }], MG)).toMatchObject({
      sets: [],
      reason: 'left 1: not single-frame projections',
    });
  });
});
