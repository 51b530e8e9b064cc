import { geometryVerdict } from '../dicom/geometryVerdict.ts';
import type { Instance } from '../dicom/instance.ts';
import type { Claim } from './claims.ts';
import type { DisplaySetInput, ImageRef } from './displaySet.ts';
import { frameCount } from './images.ts';

/** A display set on its way: what a handler claimed, under the key that names it. */
export interface RuledSet {
  readonly SOPClassHandlerId: string;
  readonly splitKey: string;
  readonly claim: Claim;
}

type Input = Claim['input'];

/**
 * What of a handler's answer still holds once a rule has given the display set
 * other instances. What was counted, judged or chosen for the former ones goes,
 * and is made again from the new.
 */
export function inheritedInput(
  { images: _i, geometry, messages, numImageFrames: _n, representativeImageIndex: _r, ...rest }: Input,
  instances: readonly Instance[],
): Input {
  const verdict =
    geometry && instances.every((instance) => frameCount(instance) === 1)
      ? geometryVerdict(instances)
      : undefined;
  const judged = new Set(geometry?.findings.map(({ text }) => text));
  // A remark on certain images would point at others now.
  const kept = (messages ?? []).filter(({ text, imageIndices }) => !judged.has(text) && !imageIndices);
  const label = withoutSplit(rest);
  return {
    ...rest,
    ...(label !== undefined && { label }),
    messages: [...(verdict?.findings ?? []), ...kept],
    ...(verdict && { geometry: verdict }),
  };
}

/** The handler's label without the split it ends in: another split takes its place. */
export function withoutSplit({ label, splitLabel }: Pick<Input, 'label' | 'splitLabel'>): string | undefined {
  const tail = splitLabel ? `, ${splitLabel}` : undefined;
  return tail && label?.endsWith(tail) ? label.slice(0, -tail.length) : label;
}

/** A list of images of some of the instances, which are counted anew. @param indices of the instances kept, in their new order */
export function imagesOfSome(
  images: Input['images'],
  indices: readonly number[],
): readonly ImageRef[] | undefined {
  if (!images) return undefined;
  const place = new Map(indices.map((index, i) => [index, i]));
  return images.flatMap(({ instanceIndex, frame }) => {
    const now = place.get(instanceIndex);
    return now === undefined ? [] : [{ instanceIndex: now, frame }];
  });
}

/** The images of a claim one by one, also where it does not list them. */
export function listedImages({ input, instances }: Claim): readonly ImageRef[] {
  return (
    input.images ??
    instances.flatMap((instance, instanceIndex) =>
      Array.from({ length: frameCount(instance) }, (_, i) => ({ instanceIndex, frame: i + 1 })),
    )
  );
}

export function joinedTexts(parts: readonly (string | undefined)[], by: string): string | undefined {
  return parts.filter((part) => part !== undefined && part !== '').join(by) || undefined;
}

/** A reason after the handler's own. */
export const addReason = ({ reason }: Pick<DisplaySetInput, 'reason'>, more: string): string =>
  joinedTexts([reason, more], '; ') ?? more;
