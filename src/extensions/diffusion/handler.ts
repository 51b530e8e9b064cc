import type { Instance } from '../../core/dicom/instance.ts';
import { kindAmong, splitHandler } from '../../core/split/splitHandler.ts';
import { mrClasses } from '../../core/split/splitClasses.ts';
import { bValue, bValueOf, directionality } from '../../core/split/tellingAttributes.ts';

const mapOf = kindAmong(['ADC', 'eADC', 'trace', 'FA']);

/**
 * Diffusion: one display set a b-value, its directions together; the mean over
 * directions (trace) and the maps computed from it apart.
 * @see PS3.3 C.8.13.5.9 MR Diffusion Macro; the private elements are in `privateBValue.ts`
 */
export const bValuesHandler = splitHandler({
  name: 'bValues',
  sopClassUids: mrClasses,
  attributes: [bValue, directionality],
  kindOf: (image) => mapOf(image) ?? (isDiffusion(image) ? 'images' : undefined),
  splitBy: [
    'b-value: DiffusionBValue, else the private elements of GE, Siemens and Philips',
    'trace, ADC and FA by ImageType',
    'DiffusionDirectionality',
  ],
  reason: 'several b-values, or maps computed from them',
  nothing: 'no b-value',
});

function isDiffusion(image: Instance): boolean {
  return (bValueOf(image) ?? 0) > 0 || (image.ImageType?.includes('DIFFUSION') ?? false);
}
