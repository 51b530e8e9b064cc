import type { FunctionalGroups, Instance } from './instance.ts';

/**
 * The item of a functional group macro for one frame: the frame's own first,
 * then the shared one; either place is legal for most macros.
 * @param frame from 1.
 * @see PS3.3 C.7.6.16
 */
export function frameMacro<K extends keyof FunctionalGroups>(
  instance: Instance,
  frame: number,
  macro: K,
): NonNullable<FunctionalGroups[K]>[number] | undefined {
  const own = instance.PerFrameFunctionalGroupsSequence?.[frame - 1]?.[macro]?.[0];
  return own ?? instance.SharedFunctionalGroupsSequence?.[0]?.[macro]?.[0];
}

/** The plane of one frame, from the functional groups, else from the instance itself. */
export function framePlane(instance: Instance, frame: number) {
  const { ImagePositionPatient = instance.ImagePositionPatient } =
    frameMacro(instance, frame, 'PlanePositionSequence') ?? {};
  const { ImageOrientationPatient = instance.ImageOrientationPatient } =
    frameMacro(instance, frame, 'PlaneOrientationSequence') ?? {};
  const { PixelSpacing = instance.PixelSpacing } = frameMacro(instance, frame, 'PixelMeasuresSequence') ?? {};
  const { Rows, Columns } = instance;
  return {
    ...(ImagePositionPatient && { ImagePositionPatient }),
    ...(ImageOrientationPatient && { ImageOrientationPatient }),
    ...(PixelSpacing && { PixelSpacing }),
    ...(Rows !== undefined && { Rows }),
    ...(Columns !== undefined && { Columns }),
  };
}
