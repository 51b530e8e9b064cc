import { expect, it } from 'vitest';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { builtInModes } from '../../modes/index.ts';
import { aClip, anInstance, aSeries, slices } from '../../testing/factories.ts';
import { SopClass } from '../dicom/sopClass.ts';
import type { Instance } from '../dicom/instance.ts';
import { organizeSeries } from '../displaySet/organize.ts';
import { createRegistry } from '../extension/registry.ts';
import { bestFit, modeFits } from './bestFit.ts';
import { modesForStudy, studyFacts } from './modesForStudy.ts';

const registry = createRegistry(builtInHandlers, builtInModes);

function best(...series: readonly (readonly Instance[])[]) {
  const facts = studyFacts([], series.flat(), true);
  const candidates = modesForStudy(builtInModes, facts).map(({ mode, applicability }) => ({
    mode,
    applicability,
    organized: series.map((one) => organizeSeries(one, registry.handlersFor(mode))),
  }));
  return bestFit(modeFits(candidates, registry.handlers))?.modeId;
}

const ct = aSeries(slices(40));
const pet = aSeries(slices(40), {
  SeriesInstanceUID: '1.2.3.5',
  Modality: 'PT',
  SOPClassUID: SopClass.PositronEmissionTomographyImageStorage,
});
const clips = [1, 2, 3].map((InstanceNumber) => aClip({ SeriesInstanceUID: '1.2.3.6', InstanceNumber }));
const views = aSeries(
  ['CC', 'MLO'].flatMap((ViewPosition) =>
    ['L', 'R'].map((ImageLaterality) => ({ ViewPosition, ImageLaterality })),
  ),
  {
    SeriesInstanceUID: '1.2.3.7',
    Modality: 'MG',
    SOPClassUID: SopClass.DigitalMammographyXRayImageStorageForPresentation,
  },
);
const report = [
  anInstance({
    SeriesInstanceUID: '1.2.3.8',
    Modality: 'SR',
    SOPClassUID: SopClass.ComprehensiveSRStorage,
    ConceptNameCodeSequence: [{ CodeMeaning: 'Imaging report' }],
  }),
];

it.each([
  ['a CT volume', 'volume', [ct]],
  ['a CT volume with a report', 'volume', [ct, report]],
  ['PET and CT', 'fusion', [ct, pet]],
  ['clips', 'cine', [clips]],
  ['mammograms', 'mammography', [views]],
  ['a report alone', 'reports', [report]],
] as const)('%s fits %s best', (_, modeId, series) => {
  expect(best(...series)).toBe(modeId);
});
