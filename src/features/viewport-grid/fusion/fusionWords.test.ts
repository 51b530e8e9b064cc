import { describe, expect, it } from 'vitest';
import { defaultLook } from '../../../core/fusion/look.ts';
import type { FusionState } from '../../../core/viewport.ts';
import {
  fusedWindows,
  nextOf,
  nextTop,
  petWindowText,
  suvWindow,
  thresholdsFor,
  topsFor,
  valueText,
} from './fusionWords.ts';

const inSuv: FusionState = {
  look: defaultLook,
  label: 'SUVbw',
  unit: 'g/ml',
  noSuv: undefined,
  petWindow: { lower: 0, upper: 7 },
  base: 'CT',
  baseWindow: { center: 40, width: 400 },
};
const inActivity: FusionState = {
  ...inSuv,
  label: 'PET',
  unit: 'Bq/ml',
  noSuv: 'No SUV: the patient’s weight is missing',
  petWindow: { lower: 0, upper: 18_321.4 },
};

describe('words for fused pictures', () => {
  it('know no negative nothing', () => {
    expect(valueText(-1e-9)).toBe('0');
    expect(valueText(-0.25)).toBe('-0.25');
  });

  it('say both windows and the blend, of the PET alone only its own', () => {
    expect(fusedWindows(inSuv)).toBe('SUVbw 0 to 7  ·  CT W 400 L 40  ·  50%');
    expect(fusedWindows({ ...inSuv, base: undefined })).toBe('SUVbw 0 to 7');
    expect(petWindowText(inActivity, inActivity.petWindow)).toBe('PET 0 to 18,321 Bq/ml');
  });

  it('say a window of PET in SUV where there are SUVs', () => {
    const scale = { label: 'SUVbw', unit: 'g/ml', factor: 0.001, reason: undefined };
    expect(suvWindow(scale, 5000, 10_000)).toBe('SUVbw 0 to 10');
    expect(suvWindow({ ...scale, reason: 'No SUV: …' }, 5000, 10_000)).toBeUndefined();
    expect(suvWindow(undefined, 5000, 10_000)).toBeUndefined();
  });

  it('offer the customary ends of windows in SUV, else parts of what is there', () => {
    expect(topsFor(inSuv)).toEqual([5, 7, 10, 15]);
    expect(topsFor(inActivity)).toEqual([4600, 9200, 18_000, 37_000]);
    expect(thresholdsFor(inSuv)).toContain(2.5);
    expect(nextTop(inSuv)).toEqual({ petWindow: { lower: 0, upper: 10 } });
    expect(nextTop({ ...inSuv, petWindow: { lower: 0, upper: 15 } })).toEqual({
      petWindow: { lower: 0, upper: 5 },
    });
    expect(nextOf(['a', 'b'], 'b')).toBe('a');
  });
});
