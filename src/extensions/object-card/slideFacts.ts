import type { Instance } from '../../core/dicom/instance.ts';
import { byLevel, slideLevels, type SlideLevel } from '../../core/dicom/slideLevels.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { fact, joined, list, plural, type FactItem, type ObjectFactSheet } from './fact.ts';

/** A slide by its levels, each instance one part of the picture. */
export function slideFacts(instance: Instance, { instances }: DisplaySet): ObjectFactSheet {
  const { ContainerIdentifier, OpticalPathSequence = [], TotalPixelMatrixFocalPlanes } = instance;
  const power = OpticalPathSequence.flatMap(({ ObjectiveLensPower }) => ObjectiveLensPower ?? [])[0];
  const levels = slideLevels(byLevel(instances)).map(levelItem);
  return {
    facts: [
      ...fact('Slide', ContainerIdentifier),
      ...fact('Objective', power === undefined ? undefined : `${power}x`),
      ...fact('Focal planes', TotalPixelMatrixFocalPlanes),
    ],
    lists: [
      ...list(plural(levels.length, 'level'), levels),
      ...list(
        plural(OpticalPathSequence.length, 'optical path'),
        OpticalPathSequence.map(({ OpticalPathIdentifier, OpticalPathDescription }) => ({
          name: OpticalPathDescription ?? OpticalPathIdentifier ?? 'Optical path',
        })),
      ),
    ],
  };
}

const levelItem = ({ columns, rows, tiles, spacingMm }: SlideLevel): FactItem => ({
  name: `${columns} x ${rows} pixels`,
  detail: joined(plural(tiles, 'tile'), spacingMm === undefined ? undefined : spacingText(spacingMm)),
});

const spacingText = (millimetres: number): string =>
  `${(millimetres * 1000).toLocaleString(undefined, { maximumFractionDigits: 3 })} µm a pixel`;
