import { describe, expect, it } from 'vitest';
import { anInstance } from '../../testing/factories.ts';
import type { Instance } from '../dicom/instance.ts';
import { SopClass } from '../dicom/sopClass.ts';
import { referencesOf } from './references.ts';

const image = (n: number) => ({ ReferencedSOPInstanceUID: `1.${n}` });
const of = (attributes: Partial<Instance>, FrameOfReferenceUIDs: readonly string[] = []) =>
  referencesOf(anInstance({ SOPClassUID: SopClass.SegmentationStorage, ...attributes }), {
    purpose: 'images',
    FrameOfReferenceUIDs,
  });
const series = (SeriesInstanceUID: string, ...SOPInstanceUIDs: string[]) => ({
  purpose: 'images',
  StudyInstanceUID: '1.2.3',
  SeriesInstanceUID,
  SOPInstanceUIDs,
});

describe('referencesOf', () => {
  it('lists every instance once, with its series from wherever the object gives it', () => {
    expect(
      of({
        ReferencedSeriesSequence: [
          { SeriesInstanceUID: '2.1', ReferencedInstanceSequence: [image(1), image(2)] },
          { SeriesInstanceUID: '2.2', ReferencedImageSequence: [image(3)] },
        ],
        PerFrameFunctionalGroupsSequence: [2, 1, 9].map((n) => ({
          DerivationImageSequence: [{ SourceImageSequence: [image(n)] }],
        })),
        SourceImageSequence: [image(3)],
      }),
    ).toEqual([
      series('2.2', '1.3'),
      series('2.1', '1.2', '1.1'),
      { purpose: 'images', SOPInstanceUIDs: ['1.9'] },
    ]);
  });

  it.each<[string, Partial<Instance>, string]>([
    [
      'contour images of a structure set',
      { ROIContourSequence: [{ ContourSequence: [{ ContourImageSequence: [image(1)] }] }] },
      'images',
    ],
    [
      'shared derivation images',
      {
        SharedFunctionalGroupsSequence: [{ DerivationImageSequence: [{ SourceImageSequence: [image(1)] }] }],
      },
      'images',
    ],
    [
      'content items, however deep',
      {
        ContentSequence: [
          {
            ContentSequence: [
              { ContentSequence: [{ ValueType: 'IMAGE', ReferencedSOPSequence: [image(1)] }] },
            ],
          },
        ],
      },
      'images',
    ],
    ['registered images', { RegistrationSequence: [{ ReferencedImageSequence: [image(1)] }] }, 'images'],
    [
      'deformed images',
      { DeformableRegistrationSequence: [{ ReferencedImageSequence: [image(1)] }] },
      'images',
    ],
    ['images with fiducials', { FiducialSetSequence: [{ ReferencedImageSequence: [image(1)] }] }, 'images'],
    ['the left image of a pair', { StereoPairsSequence: [{ LeftImageSequence: [image(1)] }] }, 'left image'],
    [
      'mapped images',
      { ReferencedImageRealWorldValueMappingSequence: [{ ReferencedImageSequence: [image(1)] }] },
      'images',
    ],
    [
      'inputs of a rendering',
      { VolumetricPresentationStateInputSequence: [{ ReferencedImageSequence: [image(1)] }] },
      'images',
    ],
    ['the plan of a dose', { ReferencedRTPlanSequence: [image(1)] }, 'plan'],
    ['the structures of a plan', { ReferencedStructureSetSequence: [image(1)] }, 'structure set'],
    ['the dose of a plan', { ReferencedDoseSequence: [image(1)] }, 'dose'],
    ['what a document was made from', { SourceInstanceSequence: [image(1)] }, 'made from'],
  ])('finds %s', (_, attributes, purpose) => {
    expect(of(attributes)).toEqual([{ purpose, SOPInstanceUIDs: ['1.1'] }]);
  });

  it.each<[string, Partial<Instance>]>([
    [
      'evidence',
      {
        CurrentRequestedProcedureEvidenceSequence: [
          {
            StudyInstanceUID: '1.2.3',
            ReferencedSeriesSequence: [{ SeriesInstanceUID: '2.1', ReferencedSOPSequence: [image(1)] }],
          },
        ],
      },
    ],
    [
      'other evidence',
      {
        PertinentOtherEvidenceSequence: [
          {
            StudyInstanceUID: '1.2.3',
            ReferencedSeriesSequence: [{ SeriesInstanceUID: '2.1', ReferencedSOPSequence: [image(1)] }],
          },
        ],
      },
    ],
    [
      'other studies',
      {
        StudiesContainingOtherReferencedInstancesSequence: [
          {
            StudyInstanceUID: '1.2.3',
            ReferencedSeriesSequence: [{ SeriesInstanceUID: '2.1', ReferencedInstanceSequence: [image(1)] }],
          },
        ],
      },
    ],
    [
      'source evidence',
      {
        SourceImageEvidenceSequence: [
          {
            StudyInstanceUID: '1.2.3',
            ReferencedSeriesSequence: [{ SeriesInstanceUID: '2.1', ReferencedSOPSequence: [image(1)] }],
          },
        ],
      },
    ],
    [
      'presented images',
      { ReferencedSeriesSequence: [{ SeriesInstanceUID: '2.1', ReferencedImageSequence: [image(1)] }] },
    ],
    [
      'blended images',
      { AdvancedBlendingSequence: [{ SeriesInstanceUID: '2.1', ReferencedImageSequence: [image(1)] }] },
    ],
  ])('finds %s with their series', (_, attributes) => {
    expect(of(attributes)).toEqual([series('2.1', '1.1')]);
  });

  it('means a whole series where no instance of it is named', () => {
    expect(of({ ReferencedSeriesSequence: [{ SeriesInstanceUID: '2.1' }] })).toEqual([series('2.1')]);
  });

  it('keeps an earlier version apart from the evidence', () => {
    const at = (n: number) => [
      {
        StudyInstanceUID: '1.2.3',
        ReferencedSeriesSequence: [{ SeriesInstanceUID: `2.${n}`, ReferencedSOPSequence: [image(n)] }],
      },
    ];
    expect(
      of({ PredecessorDocumentsSequence: at(1), CurrentRequestedProcedureEvidenceSequence: at(2) }).map(
        ({ purpose, SOPInstanceUIDs }) => [purpose, ...SOPInstanceUIDs],
      ),
    ).toEqual([
      ['earlier version', '1.1'],
      ['images', '1.2'],
    ]);
  });

  it('falls back on the frame of reference, beside what it names and alone', () => {
    expect(of({ SourceImageSequence: [image(1)] }, ['3.1', '3.2'])).toEqual([
      { purpose: 'images', SOPInstanceUIDs: ['1.1'], FrameOfReferenceUID: '3.1' },
    ]);
    expect(of({ ReferencedRTPlanSequence: [image(1)] }, ['3.1', '3.2'])).toEqual([
      { purpose: 'plan', SOPInstanceUIDs: ['1.1'] },
      { purpose: 'images', SOPInstanceUIDs: [], FrameOfReferenceUID: '3.1' },
      { purpose: 'images', SOPInstanceUIDs: [], FrameOfReferenceUID: '3.2' },
    ]);
  });

  it('never refers to itself, and nothing is no reference', () => {
    const { SOPInstanceUID } = anInstance();
    expect(of({ SourceImageSequence: [{ ReferencedSOPInstanceUID: SOPInstanceUID }, {}] })).toEqual([]);
  });
});
