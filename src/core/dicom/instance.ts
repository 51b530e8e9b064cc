import type { DerivedObjectAttributes } from './derivedObject.ts';
import type { BulkData, Code, PersonName, SOPInstanceReference } from './macros.ts';

export type {
  BulkData,
  Code,
  PersonName,
  SeriesReference,
  SOPInstanceReference,
  StudyReference,
} from './macros.ts';

/**
 * One SOP Instance's metadata as the core sees it: PS3.6 keywords, numbers as
 * numbers, sequences as arrays of items. Made by `naturalize` (the only place
 * that reads the DICOM JSON Model) and never changed afterwards.
 *
 * An attribute that is absent and one that is present without a value are both
 * `undefined`. Lists (`ImageType`, `PixelSpacing`) are arrays even for one value;
 * attributes of value multiplicity 1 are single values.
 */

/** PS3.3 C.17.3: one Content Item of a structured report, with its children. */
export interface ContentItem {
  readonly RelationshipType?: string;
  readonly ValueType?: string;
  readonly ConceptNameCodeSequence?: readonly Code[];
  readonly ConceptCodeSequence?: readonly Code[];
  readonly TextValue?: string;
  readonly PersonName?: PersonName;
  readonly DateTime?: string;
  readonly Date?: string;
  readonly Time?: string;
  readonly UID?: string;
  readonly MeasuredValueSequence?: readonly {
    readonly NumericValue?: readonly number[];
    readonly MeasurementUnitsCodeSequence?: readonly Code[];
  }[];
  readonly NumericValueQualifierCodeSequence?: readonly Code[];
  readonly ReferencedSOPSequence?: readonly SOPInstanceReference[];
  readonly GraphicType?: string;
  readonly GraphicData?: readonly number[];
  readonly ReferencedContentItemIdentifier?: readonly number[];
  readonly ContentSequence?: readonly ContentItem[];
}

/** PS3.3 C.8.9.2: what was injected, as far as SUVs depend on it. */
export interface RadiopharmaceuticalInformation {
  /** Bq. */
  readonly RadionuclideTotalDose?: number;
  /** Seconds. */
  readonly RadionuclideHalfLife?: number;
  readonly RadiopharmaceuticalStartTime?: string;
  readonly RadiopharmaceuticalStartDateTime?: string;
}

/** Private elements of PET images that SUVs depend on. */
export interface PrivatePet {
  /** Philips (7053,xx00): from counts to SUVbw. */
  readonly suvScale?: number;
  /** Philips (7053,xx09): from counts to Bq/ml. */
  readonly activityScale?: number;
  /** GE (0009,xx0D): the time that the values are corrected to, DT. */
  readonly scanDateTime?: string;
}

/** Attributes of a single-frame image that no macro of the converted object holds. */
export interface ConvertedAttributes {
  readonly ImageType?: readonly string[];
  readonly EchoTime?: number;
  readonly EchoNumbers?: readonly number[];
  readonly TemporalPositionIdentifier?: number;
  readonly TriggerTime?: number;
  readonly FrameReferenceTime?: number;
  readonly AcquisitionNumber?: number;
  readonly AcquisitionTime?: string;
  readonly DiffusionBValue?: number;
}

/** PS3.3 C.7.6.16: one item of the shared or per-frame functional groups. */
export interface FunctionalGroups {
  readonly PixelMeasuresSequence?: readonly {
    readonly PixelSpacing?: readonly number[];
    readonly SliceThickness?: number;
    readonly SpacingBetweenSlices?: number;
  }[];
  readonly PlanePositionSequence?: readonly { readonly ImagePositionPatient?: readonly number[] }[];
  readonly PlaneOrientationSequence?: readonly {
    readonly ImageOrientationPatient?: readonly number[];
  }[];
  readonly FrameContentSequence?: readonly {
    readonly DimensionIndexValues?: readonly number[];
    readonly InStackPositionNumber?: number;
    readonly StackID?: string;
    readonly TemporalPositionIndex?: number;
    readonly FrameAcquisitionDateTime?: string;
    readonly FrameReferenceDateTime?: string;
    readonly FrameAcquisitionNumber?: number;
    readonly FrameLabel?: string;
  }[];
  readonly FrameVOILUTSequence?: readonly {
    readonly WindowCenter?: readonly number[];
    readonly WindowWidth?: readonly number[];
    readonly WindowCenterWidthExplanation?: readonly string[];
    readonly VOILUTFunction?: string;
  }[];
  readonly PixelValueTransformationSequence?: readonly {
    readonly RescaleIntercept?: number;
    readonly RescaleSlope?: number;
    readonly RescaleType?: string;
  }[];
  readonly MRDiffusionSequence?: readonly {
    readonly DiffusionBValue?: number;
    readonly DiffusionDirectionality?: string;
  }[];
  readonly MREchoSequence?: readonly { readonly EffectiveEchoTime?: number }[];
  readonly MRTimingAndRelatedParametersSequence?: readonly {
    readonly RepetitionTime?: number;
    readonly FlipAngle?: number;
  }[];
  readonly MRModifierSequence?: readonly { readonly InversionTimes?: readonly number[] }[];
  readonly CTReconstructionSequence?: readonly { readonly ConvolutionKernel?: readonly string[] }[];
  readonly TemporalPositionSequence?: readonly { readonly TemporalPositionTimeOffset?: number }[];
  readonly MRImageFrameTypeSequence?: readonly {
    readonly FrameType?: readonly string[];
    readonly ComplexImageComponent?: string;
  }[];
  readonly CTImageFrameTypeSequence?: readonly { readonly FrameType?: readonly string[] }[];
  readonly PETFrameTypeSequence?: readonly { readonly FrameType?: readonly string[] }[];
  /** What a legacy-converted object kept of its single-frame images, C.7.6.16.2.25 and 26. */
  readonly UnassignedSharedConvertedAttributesSequence?: readonly ConvertedAttributes[];
  readonly UnassignedPerFrameConvertedAttributesSequence?: readonly ConvertedAttributes[];
  readonly CardiacSynchronizationSequence?: readonly {
    readonly NominalPercentageOfCardiacPhase?: number;
    readonly NominalCardiacTriggerDelayTime?: number;
  }[];
  readonly FrameAnatomySequence?: readonly { readonly FrameLaterality?: string }[];
  readonly DerivationImageSequence?: readonly {
    readonly SourceImageSequence?: readonly SOPInstanceReference[];
  }[];
}

/** PS3.3 C.8.5.5: a region of an ultrasound image with its own calibration. */
export interface UltrasoundRegion {
  readonly RegionSpatialFormat?: number;
  readonly RegionDataType?: number;
  readonly RegionLocationMinX0?: number;
  readonly RegionLocationMinY0?: number;
  readonly RegionLocationMaxX1?: number;
  readonly RegionLocationMaxY1?: number;
  readonly PhysicalUnitsXDirection?: number;
  readonly PhysicalUnitsYDirection?: number;
  readonly PhysicalDeltaX?: number;
  readonly PhysicalDeltaY?: number;
}

export interface Instance extends DerivedObjectAttributes {
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly SOPInstanceUID: string;
  /** '' when the object does not say; such an instance is never claimed. */
  readonly SOPClassUID: string;

  // Patient (C.7.1)
  readonly PatientName?: PersonName;
  readonly PatientID?: string;
  readonly IssuerOfPatientID?: string;
  readonly PatientBirthDate?: string;
  readonly PatientSex?: string;
  readonly PatientAge?: string;
  readonly PatientWeight?: number;
  // Study (C.7.2)
  readonly StudyDate?: string;
  readonly StudyTime?: string;
  readonly StudyDescription?: string;
  readonly StudyID?: string;
  readonly AccessionNumber?: string;
  readonly ReferringPhysicianName?: PersonName;
  readonly InstitutionName?: string;
  readonly TimezoneOffsetFromUTC?: string;
  // Series and equipment (C.7.3, C.7.5)
  readonly Modality?: string;
  readonly SeriesNumber?: number;
  readonly SeriesDate?: string;
  readonly SeriesTime?: string;
  readonly SeriesDescription?: string;
  readonly ProtocolName?: string;
  readonly BodyPartExamined?: string;
  readonly PatientPosition?: string;
  readonly Laterality?: string;
  readonly Manufacturer?: string;
  readonly ManufacturerModelName?: string;
  readonly StationName?: string;
  readonly FrameOfReferenceUID?: string;
  // Instance
  readonly InstanceNumber?: number;
  readonly ImageType?: readonly string[];
  readonly AcquisitionNumber?: number;
  readonly AcquisitionUID?: string;
  readonly AcquisitionDate?: string;
  readonly AcquisitionTime?: string;
  readonly AcquisitionDateTime?: string;
  readonly ContentDate?: string;
  readonly ContentTime?: string;
  readonly InstanceCreationDate?: string;
  readonly InstanceCreationTime?: string;
  readonly SpecificCharacterSet?: readonly string[];
  readonly AvailableTransferSyntaxUID?: readonly string[];
  readonly ImageComments?: string;
  readonly ImageLaterality?: string;
  readonly ViewPosition?: string;
  readonly ViewCodeSequence?: readonly Code[];
  readonly PatientOrientation?: readonly string[];
  readonly BurnedInAnnotation?: string;
  readonly LossyImageCompression?: string;
  readonly LossyImageCompressionRatio?: readonly number[];
  readonly LossyImageCompressionMethod?: readonly string[];
  readonly DerivationDescription?: string;
  // Image plane (C.7.6.2)
  readonly ImagePositionPatient?: readonly number[];
  readonly ImageOrientationPatient?: readonly number[];
  readonly PixelSpacing?: readonly number[];
  readonly ImagerPixelSpacing?: readonly number[];
  readonly NominalScannedPixelSpacing?: readonly number[];
  readonly PixelSpacingCalibrationType?: string;
  readonly EstimatedRadiographicMagnificationFactor?: number;
  readonly PixelAspectRatio?: readonly number[];
  readonly SliceThickness?: number;
  readonly SpacingBetweenSlices?: number;
  readonly SliceLocation?: number;
  // Image pixel (C.7.6.3)
  readonly Rows?: number;
  readonly Columns?: number;
  readonly SamplesPerPixel?: number;
  readonly PhotometricInterpretation?: string;
  readonly PlanarConfiguration?: number;
  readonly BitsAllocated?: number;
  readonly BitsStored?: number;
  readonly HighBit?: number;
  readonly PixelRepresentation?: number;
  readonly SmallestImagePixelValue?: number;
  readonly LargestImagePixelValue?: number;
  readonly PixelPaddingValue?: number;
  readonly PixelPaddingRangeLimit?: number;
  readonly RedPaletteColorLookupTableDescriptor?: readonly number[];
  readonly GreenPaletteColorLookupTableDescriptor?: readonly number[];
  readonly BluePaletteColorLookupTableDescriptor?: readonly number[];
  readonly RedPaletteColorLookupTableData?: BulkData;
  readonly GreenPaletteColorLookupTableData?: BulkData;
  readonly BluePaletteColorLookupTableData?: BulkData;
  readonly SegmentedRedPaletteColorLookupTableData?: BulkData;
  readonly SegmentedGreenPaletteColorLookupTableData?: BulkData;
  readonly SegmentedBluePaletteColorLookupTableData?: BulkData;
  /** True when the metadata names pixel data (as bulk data or inline) in 7FE00010, 7FE00008 or 7FE00009. */
  readonly hasPixelData?: boolean;
  // Modality and VOI LUT (C.11.1, C.11.2)
  readonly RescaleIntercept?: number;
  readonly RescaleSlope?: number;
  readonly RescaleType?: string;
  readonly WindowCenter?: readonly number[];
  readonly WindowWidth?: readonly number[];
  readonly WindowCenterWidthExplanation?: readonly string[];
  readonly VOILUTFunction?: string;
  readonly PresentationLUTShape?: string;
  readonly ModalityLUTSequence?: readonly LookupTable[];
  readonly VOILUTSequence?: readonly LookupTable[];
  // Multi-frame and cine (C.7.6.5, C.7.6.6)
  readonly NumberOfFrames?: number;
  readonly FrameIncrementPointer?: readonly string[];
  readonly FrameTime?: number;
  readonly FrameTimeVector?: readonly number[];
  readonly FrameDelay?: number;
  readonly RecommendedDisplayFrameRate?: number;
  readonly CineRate?: number;
  readonly StartTrim?: number;
  readonly StopTrim?: number;
  readonly PreferredPlaybackSequencing?: number;
  readonly EffectiveDuration?: number;
  readonly ActualFrameDuration?: number;
  // Enhanced multi-frame (C.7.6.16, C.7.6.17) and concatenations (7.5.1)
  readonly SharedFunctionalGroupsSequence?: readonly FunctionalGroups[];
  readonly PerFrameFunctionalGroupsSequence?: readonly FunctionalGroups[];
  readonly DimensionIndexSequence?: readonly {
    readonly DimensionIndexPointer?: string;
    readonly FunctionalGroupPointer?: string;
    readonly DimensionDescriptionLabel?: string;
  }[];
  readonly DimensionOrganizationType?: string;
  readonly ConcatenationUID?: string;
  readonly InConcatenationNumber?: number;
  readonly InConcatenationTotalNumber?: number;
  readonly ConcatenationFrameOffsetNumber?: number;
  readonly SOPInstanceUIDOfConcatenationSource?: string;
  readonly StackID?: string;
  // CT, MR, PT, NM acquisition
  readonly ConvolutionKernel?: readonly string[];
  readonly GantryDetectorTilt?: number;
  readonly ContrastBolusAgent?: string;
  readonly ScanningSequence?: readonly string[];
  readonly SequenceVariant?: readonly string[];
  readonly SequenceName?: string;
  readonly EchoNumbers?: readonly number[];
  readonly EchoTime?: number;
  readonly EffectiveEchoTime?: number;
  readonly RepetitionTime?: number;
  readonly InversionTime?: number;
  readonly FlipAngle?: number;
  readonly TriggerTime?: number;
  readonly NominalInterval?: number;
  readonly CardiacNumberOfImages?: number;
  readonly NominalPercentageOfCardiacPhase?: number;
  readonly NominalCardiacTriggerDelayTime?: number;
  readonly TemporalPositionIdentifier?: number;
  readonly NumberOfTemporalPositions?: number;
  readonly TemporalResolution?: number;
  readonly DiffusionBValue?: number;
  readonly DiffusionDirectionality?: string;
  readonly MRDiffusionSequence?: readonly { readonly DiffusionBValue?: number }[];
  readonly ComplexImageComponent?: string;
  readonly FrameType?: readonly string[];
  readonly FrameReferenceTime?: number;
  readonly SeriesType?: readonly string[];
  readonly NumberOfSlices?: number;
  readonly EnergyWindowVector?: readonly number[];
  readonly DetectorVector?: readonly number[];
  readonly PhaseVector?: readonly number[];
  readonly RRIntervalVector?: readonly number[];
  readonly TimeSlotVector?: readonly number[];
  readonly SliceVector?: readonly number[];
  readonly AngularViewVector?: readonly number[];
  readonly TimeSliceVector?: readonly number[];
  readonly RotationVector?: readonly number[];
  readonly EnergyWindowInformationSequence?: readonly { readonly EnergyWindowName?: string }[];
  readonly DetectorInformationSequence?: readonly { readonly ViewCodeSequence?: readonly Code[] }[];
  readonly Units?: string;
  readonly SUVType?: string;
  readonly CorrectedImage?: readonly string[];
  readonly DecayCorrection?: string;
  readonly RadiopharmaceuticalInformationSequence?: readonly RadiopharmaceuticalInformation[];
  readonly SequenceOfUltrasoundRegions?: readonly UltrasoundRegion[];
  /** b-value from a manufacturer's private elements, creator checked: GE (0043,xx39), Siemens (0019,xx0C), Philips (2001,xx03). */
  readonly privateBValue?: { readonly value: number; readonly source: string };
  /** What manufacturers of PET scanners keep in private elements, creator checked. */
  readonly privatePet?: PrivatePet;
  // Documents
  readonly DocumentTitle?: string;
  readonly MIMETypeOfEncapsulatedDocument?: string;
  readonly EncapsulatedDocument?: BulkData;
  readonly EncapsulatedDocumentLength?: number;
  readonly ConceptNameCodeSequence?: readonly Code[];
  readonly ContentSequence?: readonly ContentItem[];
  readonly ValueType?: string;
  readonly CompletionFlag?: string;
  readonly VerificationFlag?: string;
  readonly VerifyingObserverSequence?: readonly {
    readonly VerifyingObserverName?: PersonName;
    readonly VerifyingOrganization?: string;
    readonly VerificationDateTime?: string;
  }[];
}

/** PS3.3 C.11.1, C.11.2: a Modality or VOI LUT. */
export interface LookupTable {
  readonly LUTDescriptor?: readonly number[];
  readonly LUTExplanation?: string;
  readonly ModalityLUTType?: string;
  readonly LUTData?: readonly number[] | BulkData;
}

/** The three levels of identification, always passed together by name. */
export interface SeriesIdentity {
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
}
export interface InstanceIdentity extends SeriesIdentity {
  readonly SOPInstanceUID: string;
}
/** One frame; `frame` counts from 1, as in DICOM. */
export interface FrameIdentity extends InstanceIdentity {
  readonly frame: number;
}
