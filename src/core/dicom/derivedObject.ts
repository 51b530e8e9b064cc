import type { Code, PersonName, SeriesReference, SOPInstanceReference, StudyReference } from './macros.ts';

/**
 * Attributes by which objects that are not images say what they are about: what
 * they refer to, and the few facts a reader wants of them before they are drawn.
 */
export interface DerivedObjectAttributes extends ReferenceAttributes, ObjectFacts {}

/** Everywhere that PS3.3 lets an object name another one. */
export interface ReferenceAttributes {
  /** C.17.2.1, C.17.6.1: versions of a document, evidence, other evidence. */
  readonly PredecessorDocumentsSequence?: readonly StudyReference[];
  readonly CurrentRequestedProcedureEvidenceSequence?: readonly StudyReference[];
  readonly PertinentOtherEvidenceSequence?: readonly StudyReference[];
  /** C.12.2: every instance referred to, of this study and of others. */
  readonly ReferencedSeriesSequence?: readonly SeriesReference[];
  readonly StudiesContainingOtherReferencedInstancesSequence?: readonly StudyReference[];
  readonly SourceImageEvidenceSequence?: readonly StudyReference[];
  readonly ReferencedImageSequence?: readonly SOPInstanceReference[];
  readonly ReferencedInstanceSequence?: readonly SOPInstanceReference[];
  readonly SourceImageSequence?: readonly SOPInstanceReference[];
  /** C.24.2: what an encapsulated document was made from. */
  readonly SourceInstanceSequence?: readonly SOPInstanceReference[];
  // Radiotherapy (C.8.8)
  readonly ReferencedFrameOfReferenceSequence?: readonly {
    readonly FrameOfReferenceUID?: string;
    readonly RTReferencedStudySequence?: readonly {
      readonly RTReferencedSeriesSequence?: readonly {
        readonly SeriesInstanceUID?: string;
        readonly ContourImageSequence?: readonly SOPInstanceReference[];
      }[];
    }[];
  }[];
  readonly ReferencedRTPlanSequence?: readonly SOPInstanceReference[];
  readonly ReferencedStructureSetSequence?: readonly SOPInstanceReference[];
  readonly ReferencedDoseSequence?: readonly SOPInstanceReference[];
  readonly ReferencedTreatmentRecordSequence?: readonly SOPInstanceReference[];
  // Registrations and fiducials (C.20, C.21), stereo pairs (C.8.17.7)
  readonly RegistrationSequence?: readonly {
    readonly FrameOfReferenceUID?: string;
    readonly ReferencedImageSequence?: readonly SOPInstanceReference[];
  }[];
  readonly DeformableRegistrationSequence?: readonly {
    readonly SourceFrameOfReferenceUID?: string;
    readonly ReferencedImageSequence?: readonly SOPInstanceReference[];
  }[];
  readonly FiducialSetSequence?: readonly {
    readonly FrameOfReferenceUID?: string;
    readonly ReferencedImageSequence?: readonly SOPInstanceReference[];
    readonly FiducialSequence?: readonly { readonly FiducialIdentifier?: string }[];
  }[];
  readonly StereoPairsSequence?: readonly {
    readonly LeftImageSequence?: readonly SOPInstanceReference[];
    readonly RightImageSequence?: readonly SOPInstanceReference[];
  }[];
  // Presentation states (C.11.14, C.11.23, C.11.33) and real world values (C.7.6.16.2.11)
  readonly BlendingSequence?: readonly StudyReference[];
  readonly AdvancedBlendingSequence?: readonly SeriesReference[];
  readonly VolumetricPresentationStateInputSequence?: readonly {
    readonly ReferencedImageSequence?: readonly SOPInstanceReference[];
  }[];
  readonly ReferencedImageRealWorldValueMappingSequence?: readonly {
    readonly ReferencedImageSequence?: readonly SOPInstanceReference[];
    readonly RealWorldValueMappingSequence?: readonly {
      readonly LUTLabel?: string;
      readonly LUTExplanation?: string;
      readonly MeasurementUnitsCodeSequence?: readonly Code[];
    }[];
  }[];
}

/** What the card of an object tells. */
export interface ObjectFacts {
  readonly ContentLabel?: string;
  readonly ContentDescription?: string;
  readonly ContentCreatorName?: PersonName;
  // Segmentations (C.8.20)
  readonly SegmentationType?: string;
  readonly SegmentSequence?: readonly {
    readonly SegmentNumber?: number;
    readonly SegmentLabel?: string;
    readonly SegmentAlgorithmType?: string;
    readonly SegmentAlgorithmName?: string;
    /** C.10.7.1.1: L*, a*, b*, each scaled to 0 .. 65535. */
    readonly RecommendedDisplayCIELabValue?: readonly number[];
    readonly SegmentedPropertyTypeCodeSequence?: readonly Code[];
  }[];
  // Structure sets (C.8.8.5, C.8.8.6, C.8.8.8)
  readonly StructureSetLabel?: string;
  readonly StructureSetDate?: string;
  readonly StructureSetROISequence?: readonly {
    readonly ROINumber?: number;
    readonly ROIName?: string;
  }[];
  readonly ROIContourSequence?: readonly {
    readonly ReferencedROINumber?: number;
    /** Red, green, blue, 0 .. 255. */
    readonly ROIDisplayColor?: readonly number[];
    readonly ContourSequence?: readonly {
      readonly ContourImageSequence?: readonly SOPInstanceReference[];
    }[];
  }[];
  readonly RTROIObservationsSequence?: readonly {
    readonly ReferencedROINumber?: number;
    readonly RTROIInterpretedType?: string;
  }[];
  readonly ApprovalStatus?: string;
  // Dose (C.8.8.3, C.8.8.4)
  readonly DoseUnits?: string;
  readonly DoseType?: string;
  readonly DoseSummationType?: string;
  /** Pixel value times this is dose, in DoseUnits. */
  readonly DoseGridScaling?: number;
  readonly DVHSequence?: readonly {
    readonly DVHMaximumDose?: number;
    readonly DoseUnits?: string;
  }[];
  // Plans and records (C.8.8.9 and on)
  readonly RTPlanLabel?: string;
  readonly RTPlanName?: string;
  readonly RTPlanDate?: string;
  readonly PlanIntent?: string;
  readonly BeamSequence?: readonly Beam[];
  readonly IonBeamSequence?: readonly Beam[];
  readonly FractionGroupSequence?: readonly { readonly NumberOfFractionsPlanned?: number }[];
  readonly TreatmentDate?: string;
  readonly CurrentFractionNumber?: number;
  // Presentation states (C.11.10, C.10.5)
  readonly PresentationCreationDate?: string;
  readonly PresentationCreationTime?: string;
  readonly GraphicAnnotationSequence?: readonly { readonly GraphicLayer?: string }[];
  // Waveforms (C.10.9)
  readonly WaveformSequence?: readonly {
    readonly MultiplexGroupLabel?: string;
    readonly NumberOfWaveformChannels?: number;
    /** Samples of each channel. */
    readonly NumberOfWaveformSamples?: number;
    /** Hz. */
    readonly SamplingFrequency?: number;
    readonly ChannelDefinitionSequence?: readonly {
      readonly ChannelLabel?: string;
      readonly ChannelSourceSequence?: readonly Code[];
    }[];
  }[];
  // Whole slides (C.8.12.4, C.8.12.5) and bulk annotations (C.37.1)
  readonly ContainerIdentifier?: string;
  readonly PyramidUID?: string;
  readonly TotalPixelMatrixColumns?: number;
  readonly TotalPixelMatrixRows?: number;
  readonly TotalPixelMatrixFocalPlanes?: number;
  readonly TotalPixelMatrixOriginSequence?: readonly {
    /** Micrometres above the slide. */
    readonly ZOffsetInSlideCoordinateSystem?: number;
  }[];
  /** Millimetres across the columns. */
  readonly ImagedVolumeWidth?: number;
  readonly ExtendedDepthOfField?: string;
  readonly OpticalPathSequence?: readonly {
    readonly OpticalPathIdentifier?: string;
    readonly OpticalPathDescription?: string;
    readonly ObjectiveLensPower?: number;
  }[];
  readonly AnnotationGroupSequence?: readonly {
    readonly AnnotationGroupNumber?: number;
    readonly AnnotationGroupLabel?: string;
    readonly GraphicType?: string;
    readonly NumberOfAnnotations?: number;
  }[];
  // Not about a patient (C.23.1)
  readonly HangingProtocolName?: string;
  readonly HangingProtocolDescription?: string;
}

interface Beam {
  readonly BeamNumber?: number;
  readonly BeamName?: string;
  readonly BeamType?: string;
  readonly RadiationType?: string;
}
