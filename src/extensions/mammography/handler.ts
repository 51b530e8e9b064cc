import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass, sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import type { DisplaySetInput } from '../../core/displaySet/displaySet.ts';
import { frameCount, hasImage } from '../../core/displaySet/images.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';
import { placeOf, viewOf, viewText } from './view.ts';

const rtImage: string = SopClass.RTImageStorage;
const forProcessing = new Set<string>([
  SopClass.DigitalMammographyXRayImageStorageForProcessing,
  SopClass.DigitalXRayImageStorageForProcessing,
  SopClass.BreastProjectionXRayImageStorageForProcessing,
  SopClass.DigitalIntraOralXRayImageStorageForProcessing,
]);

/**
 * Mammograms and radiographs, one image a display set, by side and view.
 * @see PS3.3 A.26, C.8.11.7
 */
export const viewHandler: SopClassHandler = {
  name: 'view',
  sopClassUids: sopClassUidsOf('A').filter((uid) => uid !== rtImage),
  splitBy: ['side', 'view', 'image'],
  sortBy: ['R CC, L CC, R MLO, L MLO, then the others', 'instance number'],
  getDisplaySetsFromSeries(instances) {
    const images = instances.filter(isView);
    return images.length > mostViews ? [] : inViewOrder(images).map((image, _, all) => viewSet(image, all));
  },
  reasonLeft: (instances) =>
    instances.filter(isView).length > mostViews
      ? `more than ${mostViews} views in one series: a display set each would be too many`
      : 'it is not a single image',
};

/** More than these in a series are no views to hang side by side: the next handler keeps them together. */
const mostViews = 40;

const isView = (instance: Instance) => hasImage(instance) && frameCount(instance) === 1;

/** Breast tomosynthesis: the slices of one view, one object a display set (PS3.3 A.55). */
export const tomosynthesisHandler: SopClassHandler = {
  name: 'tomosynthesis',
  sopClassUids: [SopClass.BreastTomosynthesisImageStorage],
  splitBy: ['object'],
  sortBy: ['side and view', 'stored frame order'],
  getDisplaySetsFromSeries: (instances) => inViewOrder(instances.filter(hasImage)).map(tomosynthesisSet),
  reasonLeft: () => 'Rows or Columns missing',
};

/** Images to be read come before those a computer is to process further; the order of equals stays. */
const rankOf = (image: Instance): number =>
  placeOf(viewOf(image)) + (forProcessing.has(image.SOPClassUID) ? 100 : 0);

const inViewOrder = (images: readonly Instance[]): Instance[] =>
  [...images].sort((a, b) => rankOf(a) - rankOf(b));

function viewSet(image: Instance, all: readonly Instance[]): DisplaySetInput {
  const view = viewText(viewOf(image));
  const alone = all.filter((other) => viewText(viewOf(other)) === view).length === 1;
  const number = image.InstanceNumber === undefined ? '' : `image ${image.InstanceNumber}`;
  const splitLabel = [view, alone && view !== '' ? '' : all.length > 1 ? number : '']
    .filter(Boolean)
    .join(', ');
  return {
    instances: [image],
    splitKey: image.SOPInstanceUID,
    ...(splitLabel !== '' && { splitLabel }),
    splitValues: { view: view || 'not given', SOPInstanceUID: image.SOPInstanceUID },
    sortedBy: 'side and view',
    viewportKinds: ['stack', 'tags'],
    attributes: { placeInMode: rankOf(image) },
    reason: 'each view is read on its own',
  };
}

function tomosynthesisSet(instance: Instance): DisplaySetInput {
  const view = viewText(viewOf(instance));
  return {
    instances: [instance],
    splitKey: instance.SOPInstanceUID,
    splitLabel: [view, 'tomosynthesis'].filter(Boolean).join(', '),
    splitValues: { view: view || 'not given', SOPInstanceUID: instance.SOPInstanceUID },
    sortedBy: 'stored frame order',
    viewportKinds: ['stack', 'tags'],
    isMultiFrame: true,
    attributes: { placeInMode: rankOf(instance) },
    reason: 'the slices of one view',
  };
}
