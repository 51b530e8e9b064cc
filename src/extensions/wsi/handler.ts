import { groupBy } from '../../core/collections.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { byLevel, type SlideLevel, slideLevels } from '../../core/dicom/slideLevels.ts';
import { sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import type { DisplaySetInput } from '../../core/displaySet/displaySet.ts';
import { hasImage } from '../../core/displaySet/images.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';

/**
 * Slides as pyramids: one display set for each series and arrangement of focal
 * planes and optical paths, its instances from the finest level to the coarsest.
 * The label and the overview of a slide are pictures of their own.
 * @see PS3.3 A.32.8, C.8.12.4
 */
export const slideHandler: SopClassHandler = {
  name: 'slide',
  sopClassUids: sopClassUidsOf('H'),
  splitBy: ['kind of picture', 'frame of reference', 'pyramid', 'optical paths', 'focal plane'],
  sortBy: ['level, finest first', 'instance number'],
  getDisplaySetsFromSeries(instances) {
    const pictures = instances.filter(hasImage);
    const extras = pictures.filter((instance) => extraOf(instance) !== undefined);
    const tiles = pictures.filter((instance) => extraOf(instance) === undefined);
    const pyramids = [...groupBy(tiles, arrangementKey)].sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      ...pyramids.map(([key, group], index) => pyramid(key, group, pyramids.length > 1 ? index + 1 : 0)),
      ...extras.map(extraSet),
    ];
  },
  reasonLeft: () => 'Rows or Columns missing',
};

/** The third value of ImageType (C.8.12.4.1.1): THUMBNAIL is a level of the pyramid, these are not. */
function extraOf({ ImageType }: Instance): 'label' | 'overview' | undefined {
  if (ImageType?.[2] === 'LABEL') return 'label';
  return ImageType?.[2] === 'OVERVIEW' ? 'overview' : undefined;
}

const arrangementKey = (instance: Instance): string =>
  JSON.stringify([
    instance.FrameOfReferenceUID ?? '',
    instance.PyramidUID ?? '',
    opticalPaths(instance),
    focalPlane(instance),
  ]);

const opticalPaths = ({ OpticalPathSequence = [] }: Instance): readonly string[] =>
  OpticalPathSequence.map(({ OpticalPathIdentifier = '' }) => OpticalPathIdentifier).sort();

/** Micrometres above the slide, where an object holds a single focal plane of several. */
const focalPlane = ({ TotalPixelMatrixOriginSequence }: Instance): number | undefined =>
  TotalPixelMatrixOriginSequence?.[0]?.ZOffsetInSlideCoordinateSystem;

/** @param place of this pyramid among the series' several; 0 for the only one. */
function pyramid(splitKey: string, group: readonly Instance[], place: number): DisplaySetInput {
  const instances = byLevel(group);
  const levels = slideLevels(instances);
  const [finest] = instances;
  const paths = finest ? opticalPaths(finest) : [];
  const focus = finest && focalPlane(finest);
  return {
    instances,
    splitKey,
    ...(place > 0 && { splitLabel: arrangementLabel(finest, paths, focus, place) }),
    splitValues: {
      'optical paths': paths.join(', ') || 'not given',
      ...(focus !== undefined && { 'focal plane': `${focus} µm` }),
      levels: String(levels.length),
    },
    sortedBy: 'level, finest first',
    viewportKinds: ['wholeslide', 'card', 'stack', 'tags'],
    isMultiFrame: true,
    representativeImageIndex: coarsestSingle(instances),
    attributes: { levels },
    reason: `one slide in ${levels.length} ${levels.length === 1 ? 'level' : 'levels'}: ${levels.map(sizeText).join(', ')}`,
  };
}

function arrangementLabel(
  finest: Instance | undefined,
  paths: readonly string[],
  focus: number | undefined,
  place: number,
): string {
  const described = finest?.OpticalPathSequence?.flatMap((path) => path.OpticalPathDescription ?? []) ?? [];
  const optical = described.join(', ') || (paths.length > 0 ? `optical path ${paths.join(', ')}` : '');
  const focal = focus === undefined ? '' : `focus ${focus} µm`;
  return [optical, focal].filter(Boolean).join(', ') || `pyramid ${place}`;
}

const sizeText = ({ columns, rows }: SlideLevel) => `${columns} x ${rows}`;

/** The whole slide in one tile makes the thumbnail, where there is such a level; else the first tile. */
function coarsestSingle(instances: readonly Instance[]): number {
  let images = 0;
  for (const { NumberOfFrames = 1 } of instances) {
    if (NumberOfFrames <= 1) return images;
    images += NumberOfFrames;
  }
  return Math.max(0, images - 1);
}

function extraSet(instance: Instance): DisplaySetInput {
  const kind = extraOf(instance) ?? 'overview';
  return {
    instances: [instance],
    splitKey: instance.SOPInstanceUID,
    splitLabel: kind,
    splitValues: { SOPInstanceUID: instance.SOPInstanceUID, picture: kind },
    sortedBy: 'a single picture',
    viewportKinds: ['stack', 'tags'],
    reason: `the ${kind} of the slide is a picture of its own`,
  };
}
