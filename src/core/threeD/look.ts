import { cameraOf, viewFrom, type Camera } from './camera.ts';
import { cropOf, uncropped, type Crop } from './crop.ts';
import { firstPreset, presetNamed } from './presets.ts';

/** How a volume is shown in 3D. Plain data: links and undo keep it; zoom and pan are those of the presentation. */
export interface ThreeDLook {
  /** By its id; see presets.ts. */
  readonly preset: string;
  /** How far the values of a preset are moved, -100 to 100: above 0 more is seen, below it less. */
  readonly shift: number;
  readonly camera: Camera;
  readonly crop: Crop;
}

export type ThreeDChange = Partial<ThreeDLook>;

/** From the front, whole, with the preset of the modality. */
export const firstLook = (modality: string): ThreeDLook => ({
  preset: firstPreset(modality),
  shift: 0,
  camera: viewFrom('A'),
  crop: uncropped,
});

/** A look with a change made: values that mean nothing are brought back to what does. */
export function changedThreeD(look: ThreeDLook, change: ThreeDChange): ThreeDLook {
  const { preset = look.preset, shift = look.shift, camera = look.camera, crop = look.crop } = change;
  return {
    preset: presetNamed(preset)?.id ?? look.preset,
    shift: Number.isFinite(shift) ? Math.round(Math.min(100, Math.max(-100, shift))) : look.shift,
    camera: cameraOf(camera) ?? look.camera,
    crop: cropOf(crop),
  };
}
