import { isCropped } from '../../../core/threeD/crop.ts';
import { presetNamed } from '../../../core/threeD/presets.ts';
import type { ThreeDState } from '../../../core/viewport.ts';

/** What a volume in 3D says of itself in the words of the screen. */

export const presetLabel = (id: string): string => presetNamed(id)?.label ?? id;

/** "More by 20": how far opacity is moved. */
export function shiftText(shift: number): string {
  if (shift === 0) return 'As it comes';
  return shift > 0 ? `More by ${shift}` : `Less by ${-shift}`;
}

/** For the corner of the picture. */
export function threeDLines({ look, from, isProjection }: ThreeDState): readonly string[] {
  const { preset, shift, crop } = look;
  return [
    isProjection || shift === 0
      ? presetLabel(preset)
      : `${presetLabel(preset)}, opacity ${shift > 0 ? '+' : '−'}${Math.abs(shift)}`,
    from,
    ...(isCropped(crop) ? ['Cropped'] : []),
  ];
}
