import { geometryVerdict } from '../dicom/geometryVerdict.ts';
import { phaseRate } from '../dicom/phaseRate.ts';
import { seriesLabel } from '../displaySet/complete.ts';
import type { DisplaySetInput, DisplaySetMessage } from '../displaySet/displaySet.ts';
import { inStackOrder } from './order.ts';
import { splitKeyOf, type SplitGroup } from './split.ts';

/**
 * One group of single-frame images as a display set: ordered, judged as a
 * volume, with its split in words.
 * @param reason why the handler took it, in its own words
 */
export function stackInput(
  group: SplitGroup,
  splitLabel: string | undefined,
  reason: string,
  messages: readonly DisplaySetMessage[] = [],
): DisplaySetInput {
  const { images, planes, sortedBy } = inStackOrder(group.images);
  const geometry = geometryVerdict(images, 0, planes);
  const rate = phaseRate(images);
  return {
    instances: images,
    splitKey: splitKeyOf(group),
    // Said in full: "DWI b0 b1000 ADC" names a series, so its map is "DWI b0 b1000 ADC, ADC".
    ...(splitLabel !== undefined && { splitLabel, label: `${seriesLabel(images)}, ${splitLabel}` }),
    splitValues: Object.fromEntries(
      Array.from(group.values.values(), ({ name, key, label }) => [name, label || key]),
    ),
    splitWords: Object.fromEntries(Array.from(group.values, ([id, { label }]) => [id, label])),
    sortedBy,
    viewportKinds: ['stack', 'tags'],
    ...(rate && { FrameRate: rate.framesPerSecond, FrameRateSource: rate.source }),
    messages: [...(geometry?.findings ?? []), ...group.tooMany.slice(0, 1).map(declinedMessage), ...messages],
    ...(geometry && { geometry }),
    reason: [reason, ...group.declined].join('; '),
  };
}

function declinedMessage(reason: string): DisplaySetMessage {
  return {
    severity: 'info',
    code: 'split-declined',
    text: reason.charAt(0).toUpperCase() + reason.slice(1),
  };
}
