import { derivedObjectTags } from './derivedObjectTags.ts';
import type {
  ContentItem,
  ConvertedAttributes,
  FunctionalGroups,
  Instance,
  LookupTable,
  PrivatePet,
  RadiopharmaceuticalInformation,
  UltrasoundRegion,
} from './instance.ts';
import { code, sopInstanceReference } from './macroTags.ts';
import type { TagTable } from './tagTable.ts';

/** Attributes of an Instance that no single tag holds: `naturalize` works them out. */
export interface DerivedAttributes {
  readonly hasPixelData?: boolean;
  readonly privateBValue?: { readonly value: number; readonly source: string };
  readonly privatePet?: PrivatePet;
}

const radiopharmaceutical: TagTable<RadiopharmaceuticalInformation> = {
  RadionuclideTotalDose: ['00181074', 'number'],
  RadionuclideHalfLife: ['00181075', 'number'],
  RadiopharmaceuticalStartTime: ['00181072', 'string'],
  RadiopharmaceuticalStartDateTime: ['00181078', 'string'],
};

const contentItem: TagTable<ContentItem> = {
  RelationshipType: ['0040A010', 'string'],
  ValueType: ['0040A040', 'string'],
  ConceptNameCodeSequence: ['0040A043', { items: () => code }],
  ConceptCodeSequence: ['0040A168', { items: () => code }],
  TextValue: ['0040A160', 'string'],
  PersonName: ['0040A123', 'name'],
  DateTime: ['0040A120', 'string'],
  Date: ['0040A121', 'string'],
  Time: ['0040A122', 'string'],
  UID: ['0040A124', 'string'],
  MeasuredValueSequence: [
    '0040A300',
    {
      items: () => ({
        NumericValue: ['0040A30A', 'numbers'],
        MeasurementUnitsCodeSequence: ['004008EA', { items: () => code }],
      }),
    },
  ],
  NumericValueQualifierCodeSequence: ['0040A301', { items: () => code }],
  ReferencedSOPSequence: ['00081199', { items: () => sopInstanceReference }],
  GraphicType: ['00700023', 'string'],
  GraphicData: ['00700022', 'numbers'],
  ReferencedContentItemIdentifier: ['0040DB73', 'numbers'],
  ContentSequence: ['0040A730', { items: () => contentItem }],
};

const convertedAttributes: TagTable<ConvertedAttributes> = {
  ImageType: ['00080008', 'strings'],
  EchoTime: ['00180081', 'number'],
  EchoNumbers: ['00180086', 'numbers'],
  TemporalPositionIdentifier: ['00200100', 'number'],
  TriggerTime: ['00181060', 'number'],
  FrameReferenceTime: ['00541300', 'number'],
  AcquisitionNumber: ['00200012', 'number'],
  AcquisitionTime: ['00080032', 'string'],
  DiffusionBValue: ['00189087', 'number'],
};

const functionalGroups: TagTable<FunctionalGroups> = {
  PixelMeasuresSequence: [
    '00289110',
    {
      items: () => ({
        PixelSpacing: ['00280030', 'numbers'],
        SliceThickness: ['00180050', 'number'],
        SpacingBetweenSlices: ['00180088', 'number'],
      }),
    },
  ],
  PlanePositionSequence: [
    '00209113',
    {
      items: () => ({
        ImagePositionPatient: ['00200032', 'numbers'],
      }),
    },
  ],
  PlaneOrientationSequence: [
    '00209116',
    {
      items: () => ({
        ImageOrientationPatient: ['00200037', 'numbers'],
      }),
    },
  ],
  FrameContentSequence: [
    '00209111',
    {
      items: () => ({
        DimensionIndexValues: ['00209157', 'numbers'],
        InStackPositionNumber: ['00209057', 'number'],
        StackID: ['00209056', 'string'],
        TemporalPositionIndex: ['00209128', 'number'],
        FrameAcquisitionDateTime: ['00189074', 'string'],
        FrameReferenceDateTime: ['00189151', 'string'],
        FrameAcquisitionNumber: ['00209156', 'number'],
        FrameLabel: ['00209453', 'string'],
      }),
    },
  ],
  FrameVOILUTSequence: [
    '00289132',
    {
      items: () => ({
        WindowCenter: ['00281050', 'numbers'],
        WindowWidth: ['00281051', 'numbers'],
        WindowCenterWidthExplanation: ['00281055', 'strings'],
        VOILUTFunction: ['00281056', 'string'],
      }),
    },
  ],
  PixelValueTransformationSequence: [
    '00289145',
    {
      items: () => ({
        RescaleIntercept: ['00281052', 'number'],
        RescaleSlope: ['00281053', 'number'],
        RescaleType: ['00281054', 'string'],
      }),
    },
  ],
  MRDiffusionSequence: [
    '00189117',
    {
      items: () => ({
        DiffusionBValue: ['00189087', 'number'],
        DiffusionDirectionality: ['00189075', 'string'],
      }),
    },
  ],
  MREchoSequence: [
    '00189114',
    {
      items: () => ({
        EffectiveEchoTime: ['00189082', 'number'],
      }),
    },
  ],
  MRTimingAndRelatedParametersSequence: [
    '00189112',
    {
      items: () => ({
        RepetitionTime: ['00180080', 'number'],
        FlipAngle: ['00181314', 'number'],
      }),
    },
  ],
  MRModifierSequence: ['00189115', { items: () => ({ InversionTimes: ['00189079', 'numbers'] }) }],
  CTReconstructionSequence: ['00189314', { items: () => ({ ConvolutionKernel: ['00181210', 'strings'] }) }],
  TemporalPositionSequence: [
    '00209310',
    { items: () => ({ TemporalPositionTimeOffset: ['0020930D', 'number'] }) },
  ],
  PETFrameTypeSequence: ['00189751', { items: () => ({ FrameType: ['00089007', 'strings'] }) }],
  UnassignedSharedConvertedAttributesSequence: ['00209170', { items: () => convertedAttributes }],
  UnassignedPerFrameConvertedAttributesSequence: ['00209171', { items: () => convertedAttributes }],
  MRImageFrameTypeSequence: [
    '00189226',
    {
      items: () => ({
        FrameType: ['00089007', 'strings'],
        ComplexImageComponent: ['00089208', 'string'],
      }),
    },
  ],
  CTImageFrameTypeSequence: [
    '00189329',
    {
      items: () => ({
        FrameType: ['00089007', 'strings'],
      }),
    },
  ],
  CardiacSynchronizationSequence: [
    '00189118',
    {
      items: () => ({
        NominalPercentageOfCardiacPhase: ['00209241', 'number'],
        NominalCardiacTriggerDelayTime: ['00209153', 'number'],
      }),
    },
  ],
  FrameAnatomySequence: [
    '00209071',
    {
      items: () => ({
        FrameLaterality: ['00209072', 'string'],
      }),
    },
  ],
  DerivationImageSequence: [
    '00089124',
    {
      items: () => ({
        SourceImageSequence: ['00082112', { items: () => sopInstanceReference }],
      }),
    },
  ],
};

const ultrasoundRegion: TagTable<UltrasoundRegion> = {
  RegionSpatialFormat: ['00186012', 'number'],
  RegionDataType: ['00186014', 'number'],
  RegionLocationMinX0: ['00186018', 'number'],
  RegionLocationMinY0: ['0018601A', 'number'],
  RegionLocationMaxX1: ['0018601C', 'number'],
  RegionLocationMaxY1: ['0018601E', 'number'],
  PhysicalUnitsXDirection: ['00186024', 'number'],
  PhysicalUnitsYDirection: ['00186026', 'number'],
  PhysicalDeltaX: ['0018602C', 'number'],
  PhysicalDeltaY: ['0018602E', 'number'],
};

export const instanceTags: TagTable<Omit<Instance, keyof DerivedAttributes>> = {
  StudyInstanceUID: ['0020000D', 'string'],
  SeriesInstanceUID: ['0020000E', 'string'],
  SOPInstanceUID: ['00080018', 'string'],
  SOPClassUID: ['00080016', 'string'],
  PatientName: ['00100010', 'name'],
  PatientID: ['00100020', 'string'],
  IssuerOfPatientID: ['00100021', 'string'],
  PatientBirthDate: ['00100030', 'string'],
  PatientSex: ['00100040', 'string'],
  PatientAge: ['00101010', 'string'],
  PatientWeight: ['00101030', 'number'],
  StudyDate: ['00080020', 'string'],
  StudyTime: ['00080030', 'string'],
  StudyDescription: ['00081030', 'string'],
  StudyID: ['00200010', 'string'],
  AccessionNumber: ['00080050', 'string'],
  ReferringPhysicianName: ['00080090', 'name'],
  InstitutionName: ['00080080', 'string'],
  TimezoneOffsetFromUTC: ['00080201', 'string'],
  Modality: ['00080060', 'string'],
  SeriesNumber: ['00200011', 'number'],
  SeriesDate: ['00080021', 'string'],
  SeriesTime: ['00080031', 'string'],
  SeriesDescription: ['0008103E', 'string'],
  ProtocolName: ['00181030', 'string'],
  BodyPartExamined: ['00180015', 'string'],
  PatientPosition: ['00185100', 'string'],
  Laterality: ['00200060', 'string'],
  Manufacturer: ['00080070', 'string'],
  ManufacturerModelName: ['00081090', 'string'],
  StationName: ['00081010', 'string'],
  FrameOfReferenceUID: ['00200052', 'string'],
  InstanceNumber: ['00200013', 'number'],
  ImageType: ['00080008', 'strings'],
  AcquisitionNumber: ['00200012', 'number'],
  AcquisitionUID: ['00080017', 'string'],
  AcquisitionDate: ['00080022', 'string'],
  AcquisitionTime: ['00080032', 'string'],
  AcquisitionDateTime: ['0008002A', 'string'],
  ContentDate: ['00080023', 'string'],
  ContentTime: ['00080033', 'string'],
  InstanceCreationDate: ['00080012', 'string'],
  InstanceCreationTime: ['00080013', 'string'],
  SpecificCharacterSet: ['00080005', 'strings'],
  AvailableTransferSyntaxUID: ['00083002', 'strings'],
  ImageComments: ['00204000', 'string'],
  ImageLaterality: ['00200062', 'string'],
  ViewPosition: ['00185101', 'string'],
  ViewCodeSequence: ['00540220', { items: () => code }],
  PatientOrientation: ['00200020', 'strings'],
  BurnedInAnnotation: ['00280301', 'string'],
  LossyImageCompression: ['00282110', 'string'],
  LossyImageCompressionRatio: ['00282112', 'numbers'],
  LossyImageCompressionMethod: ['00282114', 'strings'],
  DerivationDescription: ['00082111', 'string'],
  ImagePositionPatient: ['00200032', 'numbers'],
  ImageOrientationPatient: ['00200037', 'numbers'],
  PixelSpacing: ['00280030', 'numbers'],
  ImagerPixelSpacing: ['00181164', 'numbers'],
  NominalScannedPixelSpacing: ['00182010', 'numbers'],
  PixelSpacingCalibrationType: ['00280A02', 'string'],
  EstimatedRadiographicMagnificationFactor: ['00181114', 'number'],
  PixelAspectRatio: ['00280034', 'numbers'],
  SliceThickness: ['00180050', 'number'],
  SpacingBetweenSlices: ['00180088', 'number'],
  SliceLocation: ['00201041', 'number'],
  Rows: ['00280010', 'number'],
  Columns: ['00280011', 'number'],
  SamplesPerPixel: ['00280002', 'number'],
  PhotometricInterpretation: ['00280004', 'string'],
  PlanarConfiguration: ['00280006', 'number'],
  BitsAllocated: ['00280100', 'number'],
  BitsStored: ['00280101', 'number'],
  HighBit: ['00280102', 'number'],
  PixelRepresentation: ['00280103', 'number'],
  SmallestImagePixelValue: ['00280106', 'number'],
  LargestImagePixelValue: ['00280107', 'number'],
  PixelPaddingValue: ['00280120', 'number'],
  PixelPaddingRangeLimit: ['00280121', 'number'],
  RedPaletteColorLookupTableDescriptor: ['00281101', 'numbers'],
  GreenPaletteColorLookupTableDescriptor: ['00281102', 'numbers'],
  BluePaletteColorLookupTableDescriptor: ['00281103', 'numbers'],
  RedPaletteColorLookupTableData: ['00281201', 'bulk'],
  GreenPaletteColorLookupTableData: ['00281202', 'bulk'],
  BluePaletteColorLookupTableData: ['00281203', 'bulk'],
  SegmentedRedPaletteColorLookupTableData: ['00281221', 'bulk'],
  SegmentedGreenPaletteColorLookupTableData: ['00281222', 'bulk'],
  SegmentedBluePaletteColorLookupTableData: ['00281223', 'bulk'],
  RescaleIntercept: ['00281052', 'number'],
  RescaleSlope: ['00281053', 'number'],
  RescaleType: ['00281054', 'string'],
  WindowCenter: ['00281050', 'numbers'],
  WindowWidth: ['00281051', 'numbers'],
  WindowCenterWidthExplanation: ['00281055', 'strings'],
  VOILUTFunction: ['00281056', 'string'],
  PresentationLUTShape: ['20500020', 'string'],
  ModalityLUTSequence: ['00283000', { items: () => lookupTable }],
  VOILUTSequence: ['00283010', { items: () => lookupTable }],
  NumberOfFrames: ['00280008', 'number'],
  FrameIncrementPointer: ['00280009', 'strings'],
  FrameTime: ['00181063', 'number'],
  FrameTimeVector: ['00181065', 'numbers'],
  FrameDelay: ['00181066', 'number'],
  RecommendedDisplayFrameRate: ['00082144', 'number'],
  CineRate: ['00180040', 'number'],
  StartTrim: ['00082142', 'number'],
  StopTrim: ['00082143', 'number'],
  PreferredPlaybackSequencing: ['00181244', 'number'],
  EffectiveDuration: ['00180072', 'number'],
  ActualFrameDuration: ['00181242', 'number'],
  SharedFunctionalGroupsSequence: ['52009229', { items: () => functionalGroups }],
  PerFrameFunctionalGroupsSequence: ['52009230', { items: () => functionalGroups }],
  DimensionIndexSequence: [
    '00209222',
    {
      items: () => ({
        DimensionIndexPointer: ['00209165', 'string'],
        FunctionalGroupPointer: ['00209167', 'string'],
        DimensionDescriptionLabel: ['00209421', 'string'],
      }),
    },
  ],
  DimensionOrganizationType: ['00209311', 'string'],
  ConcatenationUID: ['00209161', 'string'],
  InConcatenationNumber: ['00209162', 'number'],
  InConcatenationTotalNumber: ['00209163', 'number'],
  ConcatenationFrameOffsetNumber: ['00209228', 'number'],
  SOPInstanceUIDOfConcatenationSource: ['00200242', 'string'],
  StackID: ['00209056', 'string'],
  ConvolutionKernel: ['00181210', 'strings'],
  GantryDetectorTilt: ['00181120', 'number'],
  ContrastBolusAgent: ['00180010', 'string'],
  ScanningSequence: ['00180020', 'strings'],
  SequenceVariant: ['00180021', 'strings'],
  SequenceName: ['00180024', 'string'],
  EchoNumbers: ['00180086', 'numbers'],
  EchoTime: ['00180081', 'number'],
  EffectiveEchoTime: ['00189082', 'number'],
  RepetitionTime: ['00180080', 'number'],
  InversionTime: ['00180082', 'number'],
  FlipAngle: ['00181314', 'number'],
  TriggerTime: ['00181060', 'number'],
  NominalInterval: ['00181062', 'number'],
  CardiacNumberOfImages: ['00181090', 'number'],
  NominalPercentageOfCardiacPhase: ['00209241', 'number'],
  NominalCardiacTriggerDelayTime: ['00209153', 'number'],
  TemporalPositionIdentifier: ['00200100', 'number'],
  NumberOfTemporalPositions: ['00200105', 'number'],
  TemporalResolution: ['00200110', 'number'],
  DiffusionBValue: ['00189087', 'number'],
  DiffusionDirectionality: ['00189075', 'string'],
  MRDiffusionSequence: [
    '00189117',
    {
      items: () => ({
        DiffusionBValue: ['00189087', 'number'],
      }),
    },
  ],
  ComplexImageComponent: ['00089208', 'string'],
  FrameType: ['00089007', 'strings'],
  FrameReferenceTime: ['00541300', 'number'],
  SeriesType: ['00541000', 'strings'],
  NumberOfSlices: ['00540081', 'number'],
  EnergyWindowVector: ['00540010', 'numbers'],
  DetectorVector: ['00540020', 'numbers'],
  PhaseVector: ['00540030', 'numbers'],
  RRIntervalVector: ['00540060', 'numbers'],
  TimeSlotVector: ['00540070', 'numbers'],
  SliceVector: ['00540080', 'numbers'],
  AngularViewVector: ['00540090', 'numbers'],
  TimeSliceVector: ['00540100', 'numbers'],
  RotationVector: ['00540050', 'numbers'],
  EnergyWindowInformationSequence: [
    '00540012',
    { items: () => ({ EnergyWindowName: ['00540018', 'string'] }) },
  ],
  DetectorInformationSequence: [
    '00540022',
    { items: () => ({ ViewCodeSequence: ['00540220', { items: () => code }] }) },
  ],
  Units: ['00541001', 'string'],
  SUVType: ['00541006', 'string'],
  CorrectedImage: ['00280051', 'strings'],
  DecayCorrection: ['00541102', 'string'],
  RadiopharmaceuticalInformationSequence: ['00540016', { items: () => radiopharmaceutical }],
  SequenceOfUltrasoundRegions: ['00186011', { items: () => ultrasoundRegion }],
  DocumentTitle: ['00420010', 'string'],
  MIMETypeOfEncapsulatedDocument: ['00420012', 'string'],
  EncapsulatedDocument: ['00420011', 'bulk'],
  EncapsulatedDocumentLength: ['00420015', 'number'],
  ConceptNameCodeSequence: ['0040A043', { items: () => code }],
  ContentSequence: ['0040A730', { items: () => contentItem }],
  ValueType: ['0040A040', 'string'],
  CompletionFlag: ['0040A491', 'string'],
  VerificationFlag: ['0040A493', 'string'],
  VerifyingObserverSequence: [
    '0040A073',
    {
      items: () => ({
        VerifyingObserverName: ['0040A075', 'name'],
        VerifyingOrganization: ['0040A027', 'string'],
        VerificationDateTime: ['0040A030', 'string'],
      }),
    },
  ],
  ...derivedObjectTags,
};

const lookupTable: TagTable<LookupTable> = {
  LUTDescriptor: ['00283002', 'numbers'],
  LUTExplanation: ['00283003', 'string'],
  ModalityLUTType: ['00283004', 'string'],
  LUTData: ['00283006', 'lutData'],
};
