import type { Instance } from '../../core/dicom/instance.ts';
import { frameCount } from '../../core/displaySet/images.ts';
import { fact, joined, list, meaning, plural, unitOf, word, type ObjectFactSheet } from './fact.ts';
import { colourOfLab, colourOfRgb } from './labColour.ts';

/** What lies over images says of itself. */

export function segmentationFacts(instance: Instance): ObjectFactSheet {
  const { SegmentSequence = [], SegmentationType } = instance;
  const frames = frameCount(instance);
  return {
    facts: [
      ...fact('Kind', word(SegmentationType)),
      ...fact('Frames', frames > 0 ? frames : undefined),
      ...fact('Size', sizeText(instance)),
    ],
    lists: list(
      plural(SegmentSequence.length, 'segment'),
      SegmentSequence.map((segment) => {
        const colour = colourOfLab(segment.RecommendedDisplayCIELabValue);
        const type = meaning(segment.SegmentedPropertyTypeCodeSequence);
        const name = segment.SegmentLabel ?? type ?? `Segment ${segment.SegmentNumber ?? ''}`.trim();
        return {
          name,
          detail: joined(
            type === name ? undefined : type,
            word(segment.SegmentAlgorithmType),
            segment.SegmentAlgorithmName,
          ),
          ...(colour !== undefined && { colour }),
        };
      }),
    ),
  };
}

export function structureFacts(instance: Instance): ObjectFactSheet {
  const { StructureSetROISequence = [], ROIContourSequence = [], RTROIObservationsSequence = [] } = instance;
  const contours = new Map(ROIContourSequence.map((roi) => [roi.ReferencedROINumber, roi]));
  const observed = new Map(RTROIObservationsSequence.map((one) => [one.ReferencedROINumber, one]));
  return {
    facts: fact('Approval', word(instance.ApprovalStatus)),
    lists: list(
      plural(StructureSetROISequence.length, 'structure'),
      StructureSetROISequence.map(({ ROINumber, ROIName }) => {
        const drawn = contours.get(ROINumber);
        const colour = colourOfRgb(drawn?.ROIDisplayColor);
        const count = drawn?.ContourSequence?.length ?? 0;
        return {
          name: ROIName ?? `Structure ${ROINumber ?? ''}`.trim(),
          detail: joined(
            word(observed.get(ROINumber)?.RTROIInterpretedType),
            count > 0 ? plural(count, 'contour') : 'no contours',
          ),
          ...(colour !== undefined && { colour }),
        };
      }),
    ),
  };
}

export function doseFacts(instance: Instance): ObjectFactSheet {
  const { DoseUnits, DoseType, DoseSummationType, DVHSequence = [] } = instance;
  const units = DoseUnits === 'GY' ? 'Gy' : (word(DoseUnits) ?? '');
  const highest = Math.max(
    ...DVHSequence.flatMap(({ DVHMaximumDose, DoseUnits: of = DoseUnits }) =>
      DVHMaximumDose !== undefined && of === DoseUnits ? DVHMaximumDose : [],
    ),
  );
  const planes = frameCount(instance);
  return {
    facts: [
      ...fact('Units', units),
      ...fact('Highest dose', Number.isFinite(highest) ? `${amount(highest)} ${units}`.trim() : undefined),
      ...fact('Kind', word(DoseType)),
      ...fact('Summed over', word(DoseSummationType)),
      ...fact('Grid', planes > 0 ? joined(sizeText(instance), plural(planes, 'plane')) : undefined),
    ],
    lists: [],
  };
}

/** As many digits as a dose is written with. */
export const amount = (value: number): string =>
  value.toLocaleString(undefined, { maximumFractionDigits: 3 });

export function mapFacts(instance: Instance): ObjectFactSheet {
  const frames = frameCount(instance);
  return {
    facts: [...fact('Frames', frames > 0 ? frames : undefined), ...fact('Size', sizeText(instance))],
    lists: [],
  };
}

export function realWorldValueFacts(instance: Instance): ObjectFactSheet {
  const mappings = (instance.ReferencedImageRealWorldValueMappingSequence ?? []).flatMap(
    (item) => item.RealWorldValueMappingSequence ?? [],
  );
  return {
    facts: [],
    lists: list(
      plural(mappings.length, 'mapping'),
      mappings.map(({ LUTLabel, LUTExplanation, MeasurementUnitsCodeSequence }) => ({
        name: LUTLabel ?? LUTExplanation ?? 'Mapping',
        detail: joined(
          LUTLabel === undefined ? undefined : LUTExplanation,
          unitOf(MeasurementUnitsCodeSequence) === LUTLabel
            ? undefined
            : unitOf(MeasurementUnitsCodeSequence),
        ),
      })),
    ),
  };
}

export function annotationFacts({ AnnotationGroupSequence = [] }: Instance): ObjectFactSheet {
  const total = AnnotationGroupSequence.reduce((sum, group) => sum + (group.NumberOfAnnotations ?? 0), 0);
  return {
    facts: fact('Annotations', total > 0 ? total : undefined),
    lists: list(
      plural(AnnotationGroupSequence.length, 'group'),
      AnnotationGroupSequence.map((group) => ({
        name: group.AnnotationGroupLabel ?? `Group ${group.AnnotationGroupNumber ?? ''}`.trim(),
        detail: joined(
          group.NumberOfAnnotations === undefined
            ? undefined
            : plural(group.NumberOfAnnotations, 'annotation'),
          word(group.GraphicType),
        ),
      })),
    ),
  };
}

export const sizeText = ({ Rows = 0, Columns = 0 }: Instance): string | undefined =>
  Rows > 0 && Columns > 0 ? `${Columns} x ${Rows}` : undefined;
