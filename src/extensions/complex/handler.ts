import { kindAmong, splitHandler } from '../../core/split/splitHandler.ts';
import { mrClasses } from '../../core/split/splitClasses.ts';
import { complexComponent } from '../../core/split/tellingAttributes.ts';

/**
 * Magnitude, phase, real and imaginary images of one acquisition apart.
 * @see PS3.3 C.8.13.3.1.1 ComplexImageComponent, C.8.3.1.1.1 Image Type
 */
export const componentsHandler = splitHandler({
  name: 'components',
  sopClassUids: mrClasses,
  attributes: [complexComponent],
  kindOf: kindAmong(['magnitude', 'phase', 'real', 'imaginary']),
  splitBy: ['ComplexImageComponent', 'M, P, R and I in ImageType'],
  reason: 'several components of complex images',
  nothing: 'not several components of complex images',
});
