import type { SOPInstanceReference } from '../../core/dicom/instance.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { instanceUIDOf, picture, range, type SeriesRecipe, seriesUIDOf, studyUID } from './series.ts';

/** Objects about other objects, documents, waveforms, and what no viewer shows. */

/** CT series number `n`, its images 1 to `count`: what objects refer to. */
const refersTo = (n: number, count: number): readonly SOPInstanceReference[] =>
  range(count, 1).map((i) => ({
    ReferencedSOPClassUID: SopClass.CTImageStorage,
    ReferencedSOPInstanceUID: instanceUIDOf(n, i),
  }));
const evidence = (n: number, count: number) => [
  {
    StudyInstanceUID: studyUID,
    ReferencedSeriesSequence: [
      { SeriesInstanceUID: seriesUIDOf(n), ReferencedSOPSequence: refersTo(n, count) },
    ],
  },
];
const bySeries = (n: number, count: number) => [
  { SeriesInstanceUID: seriesUIDOf(n), ReferencedInstanceSequence: refersTo(n, count) },
];

const one = (item: Partial<Instance>): SeriesRecipe => ({ common: item, items: [{}] });

export const segmentation = (of: number): SeriesRecipe =>
  one({
    ...picture,
    SOPClassUID: SopClass.SegmentationStorage,
    Modality: 'SEG',
    SeriesDescription: 'Liver segments',
    NumberOfFrames: 6,
    FrameOfReferenceUID: '1.2.3.9',
    SegmentationType: 'BINARY',
    SegmentSequence: [
      { SegmentNumber: 1, SegmentLabel: 'Liver' },
      { SegmentNumber: 2, SegmentLabel: 'Spleen' },
    ],
    ReferencedSeriesSequence: bySeries(of, 6),
  });

export const structureSet = (of: number): SeriesRecipe =>
  one({
    SOPClassUID: SopClass.RTStructureSetStorage,
    Modality: 'RTSTRUCT',
    SeriesDescription: 'Contours',
    StructureSetLabel: 'Plan 1',
    StructureSetROISequence: [{ ROINumber: 1, ROIName: 'PTV' }],
    ReferencedFrameOfReferenceSequence: [
      {
        FrameOfReferenceUID: '1.2.3.9',
        RTReferencedStudySequence: [
          {
            RTReferencedSeriesSequence: [
              { SeriesInstanceUID: seriesUIDOf(of), ContourImageSequence: refersTo(of, 6) },
            ],
          },
        ],
      },
    ],
  });

export const dose = (): SeriesRecipe =>
  one({
    ...picture,
    SOPClassUID: SopClass.RTDoseStorage,
    Modality: 'RTDOSE',
    SeriesDescription: 'Dose',
    NumberOfFrames: 3,
    FrameOfReferenceUID: '1.2.3.9',
    DoseUnits: 'GY',
    DoseType: 'PHYSICAL',
    DoseSummationType: 'PLAN',
    DoseGridScaling: 0.001,
    ReferencedRTPlanSequence: [
      { ReferencedSOPClassUID: SopClass.RTPlanStorage, ReferencedSOPInstanceUID: instanceUIDOf(5, 1) },
    ],
  });

export const plan = (): SeriesRecipe =>
  one({
    SOPClassUID: SopClass.RTPlanStorage,
    Modality: 'RTPLAN',
    SeriesDescription: 'Plan',
    RTPlanLabel: 'Lung 3D',
    FractionGroupSequence: [{ NumberOfFractionsPlanned: 30 }],
  });

const title = (CodeValue: string, CodeMeaning: string) => [
  { CodeValue, CodingSchemeDesignator: 'DCM', CodeMeaning },
];

export const report = (of: number): SeriesRecipe =>
  one({
    SOPClassUID: SopClass.ComprehensiveSRStorage,
    Modality: 'SR',
    SeriesDescription: 'Findings',
    ValueType: 'CONTAINER',
    CompletionFlag: 'COMPLETE',
    ConceptNameCodeSequence: title('126000', 'Imaging Measurement Report'),
    CurrentRequestedProcedureEvidenceSequence: evidence(of, 2),
    ContentSequence: [{ RelationshipType: 'CONTAINS', ValueType: 'TEXT', TextValue: 'No finding' }],
  });

const keyObject = (of: number, code: string, meaning: string): SeriesRecipe =>
  one({
    SOPClassUID: SopClass.KeyObjectSelectionDocumentStorage,
    Modality: 'KO',
    SeriesDescription: 'Selection',
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: title(code, meaning),
    CurrentRequestedProcedureEvidenceSequence: evidence(of, 2),
    ContentSequence: refersTo(of, 2).map((reference) => ({
      RelationshipType: 'CONTAINS',
      ValueType: 'IMAGE',
      ReferencedSOPSequence: [reference],
    })),
  });
export const keyImages = (of: number): SeriesRecipe => keyObject(of, '113000', 'Of Interest');
/** IHE IOCM: these images must not be used. */
export const rejection = (of: number): SeriesRecipe =>
  keyObject(of, '113037', 'Rejected for Patient Safety Reasons');

export const presentationState = (of: number): SeriesRecipe =>
  one({
    SOPClassUID: SopClass.GrayscaleSoftcopyPresentationStateStorage,
    Modality: 'PR',
    SeriesDescription: 'Annotated',
    ContentLabel: 'ARROWS',
    ReferencedSeriesSequence: [
      { SeriesInstanceUID: seriesUIDOf(of), ReferencedImageSequence: refersTo(of, 2) },
    ],
  });

export const parametricMap = (of: number): SeriesRecipe =>
  one({
    ...picture,
    SOPClassUID: SopClass.ParametricMapStorage,
    Modality: 'OT',
    SeriesDescription: 'T1 map',
    NumberOfFrames: 2,
    FrameOfReferenceUID: '1.2.3.9',
    ReferencedSeriesSequence: bySeries(of, 2),
  });

export const registration = (): SeriesRecipe =>
  one({
    SOPClassUID: SopClass.SpatialRegistrationStorage,
    Modality: 'REG',
    SeriesDescription: 'CT to MR',
    FrameOfReferenceUID: '1.2.3.9',
    RegistrationSequence: [{ FrameOfReferenceUID: '1.2.3.9' }, { FrameOfReferenceUID: '1.2.3.10' }],
  });

export const pdf = (): SeriesRecipe =>
  one({
    SOPClassUID: SopClass.EncapsulatedPDFStorage,
    Modality: 'DOC',
    SeriesDescription: 'Letter',
    DocumentTitle: 'Referral',
    MIMETypeOfEncapsulatedDocument: 'application/pdf',
    EncapsulatedDocument: { BulkDataURI: 'bulk/pdf' },
  });

export const ecg = (): SeriesRecipe =>
  one({
    SOPClassUID: SopClass.TwelveLeadECGWaveformStorage,
    Modality: 'ECG',
    SeriesDescription: 'Resting',
    WaveformSequence: [
      { NumberOfWaveformChannels: 12, NumberOfWaveformSamples: 5000, SamplingFrequency: 500 },
    ],
  });

export const rawData = (): SeriesRecipe =>
  one({ SOPClassUID: SopClass.RawDataStorage, Modality: 'MR', SeriesDescription: 'Raw' });

/** A class of the manufacturer's own. */
export const privateObject = (): SeriesRecipe =>
  one({ SOPClassUID: '1.3.46.670589.11.0.0.12.2', Modality: 'MR', SeriesDescription: 'Private' });

export const withoutClass = (): SeriesRecipe => one({ Modality: 'CT', SeriesDescription: 'Nameless' });
