import type { Instance } from '../../core/dicom/instance.ts';
import { transferSyntaxName } from './pixels/checkFrame.ts';
import { physicalSpacing, repeatsDetector } from './pixelSpacing.ts';

const lossySyntaxes = /^1\.2\.840\.10008\.1\.2\.4\.(50|51|53|55|81|91|203|112)$/;
const methods: Readonly<Record<string, string>> = {
  ISO_10918_1: 'JPEG',
  ISO_14495_1: 'JPEG-LS',
  ISO_15444_1: 'JPEG 2000',
  ISO_15444_15: 'HTJ2K',
  ISO_18181_1: 'JPEG XL',
};

/** What a reader must know about the picture, in words. */
export function marksOf(
  instance: Instance,
  frame: number,
  transferSyntaxUID: string | undefined,
): readonly string[] {
  return [lossyMark(instance, transferSyntaxUID), calibrationMark(instance, frame)].filter(
    (mark) => mark !== undefined,
  );
}

/** PS3.3 C.7.6.1.1.5: once lossy, always lossy, whatever it is stored as now. */
function lossyMark(instance: Instance, transferSyntaxUID: string | undefined): string | undefined {
  const isLossySyntax = transferSyntaxUID !== undefined && lossySyntaxes.test(transferSyntaxUID);
  if (instance.LossyImageCompression !== '01' && !isLossySyntax) return undefined;
  // Values are in the order of the compressions; the ratios multiply, the last method is the present one.
  const ratios = (instance.LossyImageCompressionRatio ?? []).filter((r) => Number.isFinite(r) && r > 1);
  const ratio = ratios.reduce((product, r) => product * r, 1);
  const method = instance.LossyImageCompressionMethod?.at(-1);
  const name =
    (method && (methods[method] ?? method)) ||
    (isLossySyntax && transferSyntaxUID ? transferSyntaxName(transferSyntaxUID) : undefined);
  const parts = [ratios.length > 0 ? `${Number(ratio.toPrecision(3))}:1` : undefined, name].filter(Boolean);
  return parts.length > 0 ? `Lossy ${parts.join(', ')}` : 'Lossy';
}

function calibrationMark(instance: Instance, frame: number): string | undefined {
  const known = physicalSpacing(instance, frame);
  if (!known) return 'Not calibrated: pixels only';
  switch (known.source) {
    case 'ImagerPixelSpacing':
      return 'Distances are at the detector';
    case 'NominalScannedPixelSpacing':
      return 'Distances are on the film';
    case 'UltrasoundRegion':
      return undefined;
    case 'PixelSpacing': {
      const type = instance.PixelSpacingCalibrationType;
      if (type === 'GEOMETRY') return 'Calibrated for geometric magnification';
      if (type === 'FIDUCIAL') return 'Calibrated with an object of known size';
      return repeatsDetector(instance) ? 'Distances are at the detector' : undefined;
    }
  }
}
