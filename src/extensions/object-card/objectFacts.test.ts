import { describe, expect, it } from 'vitest';
import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { organize } from '../../core/displaySet/organize.ts';
import { createRegistry } from '../../core/extension/registry.ts';
import { builtInModes } from '../../modes/index.ts';
import { anInstance } from '../../testing/factories.ts';
import { builtInHandlers } from '../builtInHandlers.ts';
import { objectFacts } from './objectFacts.ts';

const registry = createRegistry(builtInHandlers, builtInModes);

/** The facts of one object as the general mode shows it, as text. */
function told(SOPClassUID: string, attributes: Partial<Instance>) {
  const [mode] = registry.modes;
  const { displaySets } = organize(
    [anInstance({ SOPClassUID, ...attributes })],
    mode ? registry.handlersFor(mode) : [],
  );
  const [set] = displaySets;
  if (!set) throw new Error('not taken');
  const { facts, lists } = objectFacts(set);
  return {
    ...Object.fromEntries(facts.map(({ label, value }) => [label, value])),
    lists: lists.map(({ title, items }) => [
      title,
      ...items.map(({ name, detail, colour }) => [name, detail, colour].filter(Boolean).join(' | ')),
    ]),
  };
}

describe('the facts of an object', () => {
  it('a segmentation: kind and segments with how they were made and their colours', () => {
    const facts = told(SopClass.SegmentationStorage, {
      SegmentationType: 'FRACTIONAL',
      NumberOfFrames: 12,
      ContentCreatorName: { Alphabetic: 'Reader^Rita' },
      SegmentSequence: [
        {
          SegmentNumber: 1,
          SegmentLabel: 'Liver',
          SegmentAlgorithmType: 'SEMIAUTOMATIC',
          RecommendedDisplayCIELabValue: [65535, 32896, 32896],
        },
        { SegmentNumber: 2, SegmentedPropertyTypeCodeSequence: [{ CodeMeaning: 'Spleen' }] },
        { SegmentNumber: 3 },
      ],
    });
    expect(facts).toMatchObject({ Kind: 'fractional', Frames: '12', 'Made by': 'Reader, Rita' });
    expect(facts.lists).toEqual([
      ['3 segments', 'Liver | semiautomatic | lab(100% 0 0)', 'Spleen', 'Segment 3'],
    ]);
  });

  it('a structure set: structures with type, contours and colours', () => {
    expect(
      told(SopClass.RTStructureSetStorage, {
        ApprovalStatus: 'UNAPPROVED',
        StructureSetDate: '20261103',
        StructureSetROISequence: [
          { ROINumber: 1, ROIName: 'PTV' },
          { ROINumber: 2, ROIName: 'Heart' },
        ],
        ROIContourSequence: [
          { ReferencedROINumber: 1, ROIDisplayColor: [255, 0, 300], ContourSequence: [{}, {}] },
        ],
        RTROIObservationsSequence: [{ ReferencedROINumber: 2, RTROIInterpretedType: 'ORGAN' }],
      }),
    ).toMatchObject({
      Approval: 'unapproved',
      Made: '2026-11-03',
      lists: [['2 structures', 'PTV | 2 contours | rgb(255 0 255)', 'Heart | organ, no contours']],
    });
  });

  it('a dose: units, the highest of its histograms in the same units, and the grid', () => {
    expect(
      told(SopClass.RTDoseStorage, {
        DoseUnits: 'GY',
        DoseSummationType: 'PLAN',
        NumberOfFrames: 40,
        Rows: 64,
        Columns: 80,
        DVHSequence: [
          { DVHMaximumDose: 61.5, DoseUnits: 'GY' },
          { DVHMaximumDose: 103, DoseUnits: 'RELATIVE' },
          { DVHMaximumDose: 50.2 },
        ],
      }),
    ).toMatchObject({
      Units: 'Gy',
      'Highest dose': '61.5 Gy',
      'Summed over': 'plan',
      Grid: '80 x 64, 40 planes',
    });
    expect(told(SopClass.RTDoseStorage, { DoseUnits: 'RELATIVE' })).not.toHaveProperty('Highest dose');
  });

  it('a plan: intent, fractions and beams of photons and ions', () => {
    expect(
      told(SopClass.RTPlanStorage, {
        PlanIntent: 'CURATIVE',
        FractionGroupSequence: [{ NumberOfFractionsPlanned: 25 }, { NumberOfFractionsPlanned: 5 }],
        BeamSequence: [{ BeamNumber: 1, BeamName: 'AP', RadiationType: 'PHOTON', BeamType: 'STATIC' }],
        IonBeamSequence: [{ BeamNumber: 2 }],
      }),
    ).toMatchObject({
      Intent: 'curative',
      'Fractions planned': '25 + 5',
      lists: [['2 beams', 'AP | photon, static', 'Beam 2']],
    });
  });

  it('a selection of images: title, reason, words and what it means for the images', () => {
    const item = (CodeValue: string, value: object) => ({
      ConceptNameCodeSequence: [{ CodeValue }],
      ...value,
    });
    expect(
      told(SopClass.KeyObjectSelectionDocumentStorage, {
        ConceptNameCodeSequence: [
          { CodeValue: '113001', CodingSchemeDesignator: 'DCM', CodeMeaning: 'Rejected' },
        ],
        ContentSequence: [
          item('113011', { ConceptCodeSequence: [{ CodeMeaning: 'Motion blur' }] }),
          item('113012', { TextValue: 'Patient moved' }),
          item('121008', { PersonName: { Alphabetic: 'Roe^Tina' } }),
        ],
      }),
    ).toMatchObject({
      Title: 'Rejected',
      Reason: 'Motion blur',
      Description: 'Patient moved',
      'Chosen by': 'Roe, Tina',
      Means: 'the images are rejected for quality reasons',
    });
  });

  it('an ECG: how long, and the leads of each group', () => {
    expect(
      told(SopClass.TwelveLeadECGWaveformStorage, {
        WaveformSequence: [
          {
            MultiplexGroupLabel: 'RHYTHM',
            NumberOfWaveformChannels: 2,
            NumberOfWaveformSamples: 5000,
            SamplingFrequency: 500,
            ChannelDefinitionSequence: [
              { ChannelSourceSequence: [{ CodeMeaning: 'Lead I' }] },
              { ChannelLabel: 'II' },
            ],
          },
        ],
      }),
    ).toMatchObject({ Duration: '10 s', lists: [['RHYTHM, 2 channels, 10 s, 500 Hz', 'Lead I', 'II']] });
  });

  it('a slide: its levels, finest first', () => {
    expect(
      told(SopClass.VLWholeSlideMicroscopyImageStorage, {
        ContainerIdentifier: 'S-1',
        NumberOfFrames: 16,
        TotalPixelMatrixColumns: 2048,
        TotalPixelMatrixRows: 2000,
        ImagedVolumeWidth: 1.024,
        OpticalPathSequence: [{ OpticalPathIdentifier: '1', ObjectiveLensPower: 20 }],
      }),
    ).toMatchObject({
      Slide: 'S-1',
      Objective: '20x',
      lists: [
        ['1 level', '2048 x 2000 pixels | 16 tiles, 0.5 µm a pixel'],
        ['1 optical path', '1'],
      ],
    });
  });

  it('others: presentation states, registrations, documents, video, mappings, annotations, protocols', () => {
    expect(
      told(SopClass.GrayscaleSoftcopyPresentationStateStorage, {
        PresentationCreationDate: '20261103',
        PresentationCreationTime: '101500',
        GraphicAnnotationSequence: [{ GraphicLayer: 'A' }, { GraphicLayer: 'A' }, { GraphicLayer: 'B' }],
      }),
    ).toMatchObject({ 'Drawn on it': '3 annotations, 2 layers', Made: '2026-11-03 10:15:00' });
    expect(
      told(SopClass.SpatialFiducialsStorage, {
        FiducialSetSequence: [{ FiducialSequence: [{}, {}] }],
      }),
    ).toMatchObject({ Fiducials: '2' });
    expect(
      told(SopClass.EncapsulatedSTLStorage, {
        MIMETypeOfEncapsulatedDocument: 'model/stl',
        EncapsulatedDocumentLength: 1284,
      }),
    ).toMatchObject({ Type: 'model/stl', Bytes: '1,284' });
    expect(told(SopClass.VideoEndoscopicImageStorage, { NumberOfFrames: 50, CineRate: 25 })).toMatchObject({
      'Compressed as': 'the archive does not say',
      Duration: '2.0 s',
      Rate: '25 frames per second (CineRate 25 fps)',
    });
    expect(
      told(SopClass.MicroscopyBulkSimpleAnnotationsStorage, {
        AnnotationGroupSequence: [
          { AnnotationGroupLabel: 'Nuclei', GraphicType: 'POLYGON', NumberOfAnnotations: 1200 },
        ],
      }),
    ).toMatchObject({ Annotations: '1,200', lists: [['1 group', 'Nuclei | 1,200 annotations, polygon']] });
    expect(
      told(SopClass.RealWorldValueMappingStorage, {
        ReferencedImageRealWorldValueMappingSequence: [
          {
            RealWorldValueMappingSequence: [
              { LUTLabel: 'SUV', MeasurementUnitsCodeSequence: [{ CodeValue: '{SUVbw}g/ml' }] },
            ],
          },
        ],
      }).lists,
    ).toEqual([['1 mapping', 'SUV | {SUVbw}g/ml']]);
    expect(told(SopClass.HangingProtocolStorage, { HangingProtocolName: 'Neuro' })).toMatchObject({
      Name: 'Neuro',
    });
  });
});
