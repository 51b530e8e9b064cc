import { groupBy } from '../../core/collections.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import type { DisplaySetInput } from '../../core/displaySet/displaySet.ts';
import { inStackOrder } from '../../core/split/order.ts';
import { splitImages, splitKeyOf } from '../../core/split/split.ts';
import { commonAttributes, matrixAttributes } from '../../core/split/baseAttributes.ts';

/** More single images than this of one series would bury the study browser: they stay a stack. */
export const maxViews = 40;

/** Radiographs and mammograms: one image a display set, labelled by laterality and view. */
export function viewSets(images: readonly Instance[]): DisplaySetInput[] {
  if (images.length > maxViews) return stacks(images);
  const views = groupBy(images, viewText);
  return inStackOrder(images).images.map((image) => {
    const view = viewText(image);
    const alone = (views.get(view)?.length ?? 0) === 1;
    const number = image.InstanceNumber === undefined ? '' : `image ${image.InstanceNumber}`;
    const splitLabel =
      images.length === 1 ? view : alone && view ? view : [view, number].filter(Boolean).join(', ');
    return {
      instances: [image],
      splitKey: image.SOPInstanceUID,
      ...(splitLabel && { splitLabel }),
      splitValues: { view: view || 'not given', SOPInstanceUID: image.SOPInstanceUID },
      sortedBy: 'a single image',
      viewportKinds: ['stack', 'tags'],
      reason: 'projections are read one image at a time',
    };
  });
}

function stacks(images: readonly Instance[]): DisplaySetInput[] {
  return splitImages(images, [...commonAttributes, ...matrixAttributes]).map((group) => {
    const { images: ordered, sortedBy } = inStackOrder(group.images);
    const text = `${images.length} projections in one series are kept together: one display set each would be too many`;
    return {
      instances: ordered,
      splitKey: splitKeyOf(group),
      sortedBy,
      viewportKinds: ['stack', 'tags'],
      messages: [{ severity: 'info', code: 'split-declined', text }],
      reason: `more than ${maxViews} projections`,
    };
  });
}

const sides: Readonly<Record<string, string>> = { L: 'left', R: 'right', B: 'both sides', U: '' };
/** Codes of PS3.16 CID 4014 and 4015 that people know by their letters. */
const views: Readonly<Record<string, string>> = {
  'cranio-caudal': 'CC',
  'medio-lateral oblique': 'MLO',
  'medio-lateral': 'ML',
  'latero-medial': 'LM',
  'postero-anterior': 'PA',
  'antero-posterior': 'AP',
};

/** "left CC", "right MLO", "AP"; '' when neither side nor view is given (PS3.3 C.8.7.1.1, C.8.11.7). */
export function viewText(image: Instance): string {
  const side = image.ImageLaterality ?? image.Laterality ?? '';
  const meaning = image.ViewCodeSequence?.[0]?.CodeMeaning;
  const view = image.ViewPosition ?? (meaning && (views[meaning.toLowerCase()] ?? meaning));
  return [sides[side] ?? side, view].filter(Boolean).join(' ');
}
