import { geometryVerdict, type PlaneImage } from '../dicom/geometryVerdict.ts';
import type { DisplaySetMessage, DisplaySetPart, GeometryVerdict } from '../displaySet/displaySet.ts';

/**
 * The geometry of a display set of parts: each part judged by itself, and what
 * is found says which part. The whole is one volume only where it has no parts.
 * @param planes of the images in order; @param parts cover them all, or none
 */
export function partVerdict(
  planes: readonly PlaneImage[],
  parts: readonly DisplaySetPart[],
): GeometryVerdict | undefined {
  if (parts.length === 0) return geometryVerdict(planes);
  const judged = parts.flatMap((part) => {
    const verdict = geometryVerdict(planes.slice(part.start, part.start + part.count), part.start);
    return verdict ? [{ part, verdict }] : [];
  });
  if (judged.length === 0) return undefined;
  const volumes = judged.filter(({ verdict }) => verdict.reconstructable).length;
  const counted = `${volumes} of ${parts.length} parts are a volume`;
  const shown = judged.slice(0, 4).map(({ part, verdict }) => `${part.label}: ${verdict.summary}`);
  const more = judged.length > 4 ? [`and ${judged.length - 4} more`] : [];
  return {
    reconstructable: false,
    summary: [counted, ...shown, ...more].join('; '),
    findings: judged.flatMap(({ part, verdict }) => verdict.findings.map((found) => ofPart(part, found))),
  };
}

function ofPart({ label }: DisplaySetPart, finding: DisplaySetMessage): DisplaySetMessage {
  const text = `${label}: ${finding.text.charAt(0).toLowerCase()}${finding.text.slice(1)}`;
  return { ...finding, text: text.charAt(0).toUpperCase() + text.slice(1) };
}
