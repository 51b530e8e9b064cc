import type { DerivedObjectAttributes, ObjectFacts, ReferenceAttributes } from './derivedObject.ts';
import { code, seriesReference, sopInstanceReference, studyReference } from './macroTags.ts';
import type { TagTable } from './tagTable.ts';

const studies = { items: () => studyReference };
const seriesItems = { items: () => seriesReference };
const objects = { items: () => sopInstanceReference };
const codes = { items: () => code };

const referenceTags: TagTable<ReferenceAttributes> = {
  PredecessorDocumentsSequence: ['0040A360', studies],
  CurrentRequestedProcedureEvidenceSequence: ['0040A375', studies],
  PertinentOtherEvidenceSequence: ['0040A385', studies],
  ReferencedSeriesSequence: ['00081115', seriesItems],
  StudiesContainingOtherReferencedInstancesSequence: ['00081200', studies],
  SourceImageEvidenceSequence: ['00089154', studies],
  ReferencedImageSequence: ['00081140', objects],
  ReferencedInstanceSequence: ['0008114A', objects],
  SourceImageSequence: ['00082112', objects],
  SourceInstanceSequence: ['00420013', objects],
  ReferencedFrameOfReferenceSequence: [
    '30060010',
    {
      items: () => ({
        FrameOfReferenceUID: ['00200052', 'string'],
        RTReferencedStudySequence: [
          '30060012',
          {
            items: () => ({
              RTReferencedSeriesSequence: [
                '30060014',
                {
                  items: () => ({
                    SeriesInstanceUID: ['0020000E', 'string'],
                    ContourImageSequence: ['30060016', objects],
                  }),
                },
              ],
            }),
          },
        ],
      }),
    },
  ],
  ReferencedRTPlanSequence: ['300C0002', objects],
  ReferencedStructureSetSequence: ['300C0060', objects],
  ReferencedDoseSequence: ['300C0080', objects],
  ReferencedTreatmentRecordSequence: ['30080030', objects],
  RegistrationSequence: [
    '00700308',
    {
      items: () => ({
        FrameOfReferenceUID: ['00200052', 'string'],
        ReferencedImageSequence: ['00081140', objects],
      }),
    },
  ],
  DeformableRegistrationSequence: [
    '00640002',
    {
      items: () => ({
        SourceFrameOfReferenceUID: ['00640003', 'string'],
        ReferencedImageSequence: ['00081140', objects],
      }),
    },
  ],
  FiducialSetSequence: [
    '0070031C',
    {
      items: () => ({
        FrameOfReferenceUID: ['00200052', 'string'],
        ReferencedImageSequence: ['00081140', objects],
        FiducialSequence: ['0070031E', { items: () => ({ FiducialIdentifier: ['00700310', 'string'] }) }],
      }),
    },
  ],
  StereoPairsSequence: [
    '00220020',
    {
      items: () => ({ LeftImageSequence: ['00220021', objects], RightImageSequence: ['00220022', objects] }),
    },
  ],
  BlendingSequence: ['00700402', studies],
  AdvancedBlendingSequence: ['00701B01', seriesItems],
  VolumetricPresentationStateInputSequence: [
    '00701201',
    { items: () => ({ ReferencedImageSequence: ['00081140', objects] }) },
  ],
  ReferencedImageRealWorldValueMappingSequence: [
    '00409094',
    {
      items: () => ({
        ReferencedImageSequence: ['00081140', objects],
        RealWorldValueMappingSequence: [
          '00409096',
          {
            items: () => ({
              LUTLabel: ['00409210', 'string'],
              LUTExplanation: ['00283003', 'string'],
              MeasurementUnitsCodeSequence: ['004008EA', codes],
            }),
          },
        ],
      }),
    },
  ],
};

const beams = {
  items: () =>
    ({
      BeamNumber: ['300A00C0', 'number'],
      BeamName: ['300A00C2', 'string'],
      BeamType: ['300A00C4', 'string'],
      RadiationType: ['300A00C6', 'string'],
    }) as const,
};

const factTags: TagTable<ObjectFacts> = {
  ContentLabel: ['00700080', 'string'],
  ContentDescription: ['00700081', 'string'],
  ContentCreatorName: ['00700084', 'name'],
  SegmentationType: ['00620001', 'string'],
  SegmentSequence: [
    '00620002',
    {
      items: () => ({
        SegmentNumber: ['00620004', 'number'],
        SegmentLabel: ['00620005', 'string'],
        SegmentAlgorithmType: ['00620008', 'string'],
        SegmentAlgorithmName: ['00620009', 'string'],
        RecommendedDisplayCIELabValue: ['0062000D', 'numbers'],
        SegmentedPropertyTypeCodeSequence: ['0062000F', codes],
      }),
    },
  ],
  StructureSetLabel: ['30060002', 'string'],
  StructureSetDate: ['30060008', 'string'],
  StructureSetROISequence: [
    '30060020',
    { items: () => ({ ROINumber: ['30060022', 'number'], ROIName: ['30060026', 'string'] }) },
  ],
  ROIContourSequence: [
    '30060039',
    {
      items: () => ({
        ReferencedROINumber: ['30060084', 'number'],
        ROIDisplayColor: ['3006002A', 'numbers'],
        ContourSequence: ['30060040', { items: () => ({ ContourImageSequence: ['30060016', objects] }) }],
      }),
    },
  ],
  RTROIObservationsSequence: [
    '30060080',
    {
      items: () => ({
        ReferencedROINumber: ['30060084', 'number'],
        RTROIInterpretedType: ['300600A4', 'string'],
      }),
    },
  ],
  ApprovalStatus: ['300E0002', 'string'],
  DoseUnits: ['30040002', 'string'],
  DoseType: ['30040004', 'string'],
  DoseSummationType: ['3004000A', 'string'],
  DoseGridScaling: ['3004000E', 'number'],
  DVHSequence: [
    '30040050',
    { items: () => ({ DVHMaximumDose: ['30040072', 'number'], DoseUnits: ['30040002', 'string'] }) },
  ],
  RTPlanLabel: ['300A0002', 'string'],
  RTPlanName: ['300A0003', 'string'],
  RTPlanDate: ['300A0006', 'string'],
  PlanIntent: ['300A000A', 'string'],
  BeamSequence: ['300A00B0', beams],
  IonBeamSequence: ['300A03A2', beams],
  FractionGroupSequence: [
    '300A0070',
    { items: () => ({ NumberOfFractionsPlanned: ['300A0078', 'number'] }) },
  ],
  TreatmentDate: ['30080250', 'string'],
  CurrentFractionNumber: ['30080022', 'number'],
  PresentationCreationDate: ['00700082', 'string'],
  PresentationCreationTime: ['00700083', 'string'],
  GraphicAnnotationSequence: ['00700001', { items: () => ({ GraphicLayer: ['00700002', 'string'] }) }],
  WaveformSequence: [
    '54000100',
    {
      items: () => ({
        MultiplexGroupLabel: ['003A0020', 'string'],
        NumberOfWaveformChannels: ['003A0005', 'number'],
        NumberOfWaveformSamples: ['003A0010', 'number'],
        SamplingFrequency: ['003A001A', 'number'],
        ChannelDefinitionSequence: [
          '003A0200',
          {
            items: () => ({
              ChannelLabel: ['003A0203', 'string'],
              ChannelSourceSequence: ['003A0208', codes],
            }),
          },
        ],
      }),
    },
  ],
  ContainerIdentifier: ['00400512', 'string'],
  PyramidUID: ['00080019', 'string'],
  TotalPixelMatrixColumns: ['00480006', 'number'],
  TotalPixelMatrixRows: ['00480007', 'number'],
  TotalPixelMatrixFocalPlanes: ['00480303', 'number'],
  TotalPixelMatrixOriginSequence: [
    '00480008',
    { items: () => ({ ZOffsetInSlideCoordinateSystem: ['0040074A', 'number'] }) },
  ],
  ImagedVolumeWidth: ['00480001', 'number'],
  ExtendedDepthOfField: ['00480012', 'string'],
  OpticalPathSequence: [
    '00480105',
    {
      items: () => ({
        OpticalPathIdentifier: ['00480106', 'string'],
        OpticalPathDescription: ['00480107', 'string'],
        ObjectiveLensPower: ['00480112', 'number'],
      }),
    },
  ],
  AnnotationGroupSequence: [
    '006A0002',
    {
      items: () => ({
        AnnotationGroupNumber: ['0040A180', 'number'],
        AnnotationGroupLabel: ['006A0005', 'string'],
        GraphicType: ['00700023', 'string'],
        NumberOfAnnotations: ['006A000C', 'number'],
      }),
    },
  ],
  HangingProtocolName: ['00720002', 'string'],
  HangingProtocolDescription: ['00720004', 'string'],
};

export const derivedObjectTags: TagTable<DerivedObjectAttributes> = { ...referenceTags, ...factTags };
