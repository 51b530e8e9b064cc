import { frameMacro, framePlane } from '../dicom/functionalGroups.ts';
import type { ConvertedAttributes, Instance } from '../dicom/instance.ts';

/** One frame as if it were an image of its own, with what images are split, ordered and judged by. */
export type FrameImage = Instance & {
  /** PS3.3 C.7.6.16.2.2: within one object, frames of one stack. */
  readonly StackID?: string;
};

/**
 * @param frame from 1.
 * @param rank place among the frames of its object, from 1; stands for InstanceNumber.
 * @see PS3.3 C.7.6.16: each attribute from the frame's own functional groups, else the shared ones,
 * else, in legacy-converted objects, from what no macro holds
 */
export function frameImage(instance: Instance, frame: number, rank: number): FrameImage {
  const { StudyInstanceUID, SeriesInstanceUID, SOPClassUID, SOPInstanceUID } = instance;
  const converted = convertedAttributes(instance, frame);
  const content = frameMacro(instance, frame, 'FrameContentSequence') ?? {};
  const diffusion = frameMacro(instance, frame, 'MRDiffusionSequence') ?? {};
  const timing = frameMacro(instance, frame, 'MRTimingAndRelatedParametersSequence') ?? {};
  const cardiac = frameMacro(instance, frame, 'CardiacSynchronizationSequence') ?? {};
  const mrType = frameMacro(instance, frame, 'MRImageFrameTypeSequence');
  const offset = frameMacro(instance, frame, 'TemporalPositionSequence')?.TemporalPositionTimeOffset;
  return {
    StudyInstanceUID,
    SeriesInstanceUID,
    SOPClassUID,
    SOPInstanceUID,
    InstanceNumber: rank,
    ...framePlane(instance, frame),
    ...defined({
      StackID: content.StackID,
      ImageType:
        mrType?.FrameType ??
        frameMacro(instance, frame, 'CTImageFrameTypeSequence')?.FrameType ??
        frameMacro(instance, frame, 'PETFrameTypeSequence')?.FrameType ??
        converted.ImageType,
      ComplexImageComponent: mrType?.ComplexImageComponent,
      DiffusionBValue: diffusion.DiffusionBValue ?? converted.DiffusionBValue,
      DiffusionDirectionality: diffusion.DiffusionDirectionality,
      EffectiveEchoTime:
        frameMacro(instance, frame, 'MREchoSequence')?.EffectiveEchoTime ?? converted.EchoTime,
      EchoNumbers: converted.EchoNumbers,
      RepetitionTime: timing.RepetitionTime,
      FlipAngle: timing.FlipAngle,
      InversionTime: frameMacro(instance, frame, 'MRModifierSequence')?.InversionTimes?.[0],
      ConvolutionKernel: frameMacro(instance, frame, 'CTReconstructionSequence')?.ConvolutionKernel,
      TemporalPositionIdentifier: content.TemporalPositionIndex ?? converted.TemporalPositionIdentifier,
      // Seconds there, milliseconds here.
      FrameReferenceTime: offset === undefined ? converted.FrameReferenceTime : offset * 1000,
      NominalCardiacTriggerDelayTime: cardiac.NominalCardiacTriggerDelayTime,
      NominalPercentageOfCardiacPhase: cardiac.NominalPercentageOfCardiacPhase,
      TriggerTime: converted.TriggerTime,
      AcquisitionNumber: content.FrameAcquisitionNumber ?? converted.AcquisitionNumber,
      AcquisitionDateTime: content.FrameAcquisitionDateTime,
      AcquisitionTime: converted.AcquisitionTime,
    }),
  };
}

function convertedAttributes(instance: Instance, frame: number): ConvertedAttributes {
  return {
    ...frameMacro(instance, frame, 'UnassignedSharedConvertedAttributesSequence'),
    ...frameMacro(instance, frame, 'UnassignedPerFrameConvertedAttributesSequence'),
  };
}

/** Without the attributes that are not there: absent, not present and undefined. */
function defined<T extends object>(attributes: { readonly [K in keyof T]: T[K] | undefined }): Partial<T> {
  const there: Partial<T> = {};
  for (const key in attributes) {
    const value = attributes[key];
    if (value !== undefined) there[key] = value;
  }
  return there;
}
