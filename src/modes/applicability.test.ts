import { describe, expect, it } from 'vitest';
import type { Instance } from '../core/dicom/instance.ts';
import { SopClass } from '../core/dicom/sopClass.ts';
import type { StudyFacts } from '../core/mode/mode.ts';
import { modesForStudy, studyFacts } from '../core/mode/modesForStudy.ts';
import { aClip, anInstance, aSeries, slices } from '../testing/factories.ts';
import { builtInModes } from './index.ts';

const of = (instances: readonly Instance[]) => studyFacts([], instances, true);
/** What the archive lists before any metadata has come. */
const listed = (...modalities: string[]) =>
  studyFacts(
    modalities.map((Modality, i) => ({ StudyInstanceUID: '1', SeriesInstanceUID: `1.${i}`, Modality })),
    [],
    false,
  );
const object = (SOPClassUID: string, overrides: Partial<Instance> = {}) => {
  const {
    ImagePositionPatient: _p,
    ImageOrientationPatient: _o,
    Rows: _r,
    Columns: _c,
    ...rest
  } = anInstance({
    SOPClassUID,
    SeriesInstanceUID: '1.2.3.77',
    ...overrides,
  });
  return rest;
};
const pet = (frame: string) =>
  aSeries(slices(4), {
    SOPClassUID: SopClass.PositronEmissionTomographyImageStorage,
    SeriesInstanceUID: '1.2.3.6',
    Modality: 'PT',
    FrameOfReferenceUID: frame,
  });
const image = (SOPClassUID: string) => [anInstance({ SOPClassUID })];

const answer = (modeId: string, facts: StudyFacts) => {
  const { applicability } = modesForStudy(builtInModes, facts).find(({ mode }) => mode.id === modeId) ?? {};
  return [applicability?.applicable, applicability?.reason];
};

describe('which modes suit a study', () => {
  it.each<[mode: string, study: string, facts: StudyFacts, applicable: boolean, reason?: string]>([
    ['viewer', 'of images', of(aSeries(slices(3))), true],
    [
      'viewer',
      'of one PDF',
      of([object(SopClass.EncapsulatedPDFStorage)]),
      false,
      'There are no images in this study',
    ],
    ['viewer', 'without anything', of([]), false, 'This study is empty'],
    ['viewer', 'listed as SR', listed('SR'), false, 'No images: only SR'],

    ['volume', 'of 4 slices', of(aSeries(slices(4))), true, 'A series of 4 slices'],
    [
      'volume',
      'of 2 slices',
      of(aSeries(slices(2))),
      false,
      'No CT, MR or PET series has three slices or more with a position',
    ],
    [
      'volume',
      'of CT without positions',
      of(
        aSeries([{}, {}, {}, {}].map(() => ({ ImagePositionPatient: [] }))).map(
          ({ ImagePositionPatient: _position, ...rest }) => rest,
        ),
      ),
      false,
      'No CT, MR or PET series has three slices or more with a position',
    ],
    [
      'volume',
      'of one enhanced CT',
      of([anInstance({ SOPClassUID: SopClass.EnhancedCTImageStorage, NumberOfFrames: 1200 })]),
      true,
      'A series of 1,200 slices',
    ],
    ['volume', 'listed as CT', listed('CT', 'SR'), true, 'CT may make a volume'],
    ['volume', 'listed as US', listed('US'), false, 'No CT, MR or PET found so far'],

    ['cine', 'of two clips', of([aClip(), aClip({ InstanceNumber: 2 })]), true, '2 clips'],
    ['cine', 'of slices', of(aSeries(slices(3))), false, 'No instance in this study has more than one frame'],
    [
      'cine',
      'of one enhanced CT',
      of([anInstance({ SOPClassUID: SopClass.EnhancedCTImageStorage, NumberOfFrames: 200 })]),
      false,
      'The frames of this study are slices, not moments',
    ],
    [
      'cine',
      'of one segmentation',
      of([anInstance({ SOPClassUID: SopClass.SegmentationStorage, NumberOfFrames: 200 })]),
      false,
      'The frames of this study are slices, not moments',
    ],
    [
      'cine',
      'of a video',
      of([
        anInstance({
          SOPClassUID: SopClass.VideoEndoscopicImageStorage,
          AvailableTransferSyntaxUID: ['1.2.840.10008.1.2.4.102'],
        }),
      ]),
      true,
      '1 clip',
    ],
    ['cine', 'listed as US', listed('US'), true, 'US may hold clips'],
    ['cine', 'listed as CT', listed('CT'), false, 'No clip found so far'],

    [
      'mammography',
      'of mammograms',
      of(image(SopClass.DigitalMammographyXRayImageStorageForPresentation)),
      true,
      'Mammograms',
    ],
    [
      'mammography',
      'of tomosynthesis',
      of(image(SopClass.BreastTomosynthesisImageStorage)),
      true,
      'Mammograms',
    ],
    [
      'mammography',
      'of radiographs',
      of(image(SopClass.DigitalXRayImageStorageForPresentation)),
      true,
      'Radiographs, by side and view',
    ],
    [
      'mammography',
      'of CT',
      of(aSeries(slices(3))),
      false,
      'There is no mammogram or radiograph in this study',
    ],
    ['mammography', 'listed as MG', listed('MG'), true, 'MG'],
    ['mammography', 'listed as CT', listed('CT'), false, 'No mammogram or radiograph found so far'],

    [
      'fusion',
      'of PET and CT of one frame of reference',
      of([...aSeries(slices(3)), ...pet('1.2.3.9')]),
      true,
      'PET and CT share a frame of reference',
    ],
    [
      'fusion',
      'of PET and CT of two frames of reference',
      of([...aSeries(slices(3)), ...pet('1.2.3.10')]),
      false,
      'No frame of reference has both PET and CT',
    ],
    [
      'fusion',
      'of PET and MR of one frame of reference',
      of([...aSeries(slices(3), { SOPClassUID: SopClass.MRImageStorage }), ...pet('1.2.3.9')]),
      true,
      'PET and MR share a frame of reference',
    ],
    ['fusion', 'of PET alone', of(pet('1.2.3.9')), false, 'There is PET, and no CT or MR to lay it on'],
    [
      'fusion',
      'of PET and an RTSTRUCT',
      of([...pet('1.2.3.9'), object(SopClass.RTStructureSetStorage)]),
      false,
      'There is PET, and no CT or MR to lay it on',
    ],
    ['fusion', 'of CT', of(aSeries(slices(3))), false, 'There is no PET in this study'],
    ['fusion', 'listed as PT and CT', listed('PT', 'CT'), true, 'PT and CT may share a frame of reference'],
    ['fusion', 'listed as PT', listed('PT'), false, 'No PET with CT or MR found so far'],

    [
      'microscopy',
      'of a slide',
      of(image(SopClass.VLWholeSlideMicroscopyImageStorage)),
      true,
      'Whole slide images',
    ],
    [
      'microscopy',
      'of annotations',
      of([object(SopClass.MicroscopyBulkSimpleAnnotationsStorage)]),
      true,
      'Pictures or annotations of a microscope',
    ],
    ['microscopy', 'of CT', of(aSeries(slices(3))), false, 'There is no slide in this study'],
    ['microscopy', 'listed as SM', listed('SM'), true, 'Slides are listed'],

    ['reports', 'of a PDF', of([object(SopClass.EncapsulatedPDFStorage)]), true],
    ['reports', 'of key images', of([object(SopClass.KeyObjectSelectionDocumentStorage)]), true],
    ['reports', 'of CT', of(aSeries(slices(3))), false, 'There is no report or document in this study'],
    ['reports', 'listed as CT', listed('CT'), false, 'No report or document found so far'],

    ['raw', 'of anything', of([object(SopClass.RawDataStorage)]), true],
    ['raw', 'without anything', of([]), false, 'This study is empty'],
  ])('%s, a study %s', (mode, _, facts, applicable, reason) => {
    expect(answer(mode, facts)).toEqual([applicable, reason]);
  });
});

describe('what is known of a study', () => {
  it('counts what the archive promises until more has come', () => {
    const series = [
      { StudyInstanceUID: '1', SeriesInstanceUID: '2', Modality: 'US', NumberOfSeriesRelatedInstances: 12 },
    ];
    expect(studyFacts(series, [], false)).toMatchObject({ numInstances: 12, ModalitiesInStudy: ['US'] });
    expect(studyFacts(series, aSeries(slices(20)), false).numInstances).toBe(20);
  });

  it('knows which classes of pictures share a frame of reference', () => {
    const facts = of([...aSeries(slices(2)), ...pet('1.2.3.9'), object(SopClass.SegmentationStorage)]);
    expect([...(facts.classesByFrameOfReference.get('1.2.3.9') ?? [])]).toEqual([
      SopClass.CTImageStorage,
      SopClass.PositronEmissionTomographyImageStorage,
    ]);
    expect(facts.mostSlices).toBe(4);
    expect(facts.numMultiFrame).toBe(0);
  });
});
