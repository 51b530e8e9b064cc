import { sopClassName } from '../dicom/sopClass.ts';
import type { DisplaySet } from './displaySet.ts';
import { instanceHash, maxRuleGroups, splitParts, type SplitBy } from './rule.ts';
import { groupsByAttribute, ruleAttributeName, type ValueGroup } from './ruleAttributes.ts';
import { addReason, imagesOfSome, inheritedInput, joinedTexts, type RuledSet } from './ruledSet.ts';

/** Split display sets, or why the split cannot be made, in words. */
export type SplitResult = { readonly sets: readonly RuledSet[] } | { readonly misfit: string };

/** @param by which rule does it, for the explanation: "rule 1a2b3c4d" */
export function splitSet(set: RuledSet, by: SplitBy, ruleName: string): SplitResult {
  const { instances: all, input } = set.claim;
  const groups = groupsBy({ instances: all, images: input.images }, by);
  if ('misfit' in groups) return groups;
  const [id = ''] = splitParts(by);
  return {
    sets: groups.parts.map(({ key, label, indices }) => {
      const splitKey = `${set.splitKey}|${JSON.stringify(['split', ...splitParts(by), key])}`;
      const { claim } = set;
      const instances = indices.flatMap((i) => claim.instances[i] ?? []);
      const images = imagesOfSome(claim.input.images, indices);
      const splitLabel = joinedTexts([claim.input.splitLabel, label], ', ');
      return {
        SOPClassHandlerId: set.SOPClassHandlerId,
        splitKey,
        claim: {
          instances,
          input: {
            ...inheritedInput(claim.input, instances),
            ...(images && { images }),
            ...(splitLabel !== undefined && { splitLabel }),
            splitKey,
            splitValues: { ...claim.input.splitValues, [`by hand, ${splitName(by) || id}`]: label },
            reason: addReason(claim.input, `split by hand ${splitWords(by)} (${ruleName})`),
          },
        },
      };
    }),
  };
}

/** "by echo time", for sentences that begin with "split". */
export function splitWords(by: SplitBy): string {
  if (by.kind === 'attribute') return `by ${splitName(by)}`;
  return by.kind === 'image' ? 'at one image' : 'into single images';
}

function splitName(by: SplitBy): string {
  if (by.kind === 'attribute') return ruleAttributeName(by.attribute);
  return by.kind === 'image' ? 'part' : 'image';
}

/** The groups that a split would make of a display set's instances. */
export function groupsBy(
  { instances, images }: Pick<DisplaySet, 'instances' | 'images'>,
  by: SplitBy,
): { readonly parts: readonly ValueGroup[] } | { readonly misfit: string } {
  if (instances.length < 2) {
    const what = sopClassName(instances[0]?.SOPClassUID ?? '');
    return { misfit: `it holds one object (${what}), and an object is never torn apart` };
  }
  // The parts of a concatenation are one image cut for transport (PS3.3 7.5.1).
  if (images && instances.every(({ ConcatenationUID }) => ConcatenationUID !== undefined))
    return { misfit: 'its objects are parts of one concatenation' };
  const parts = partsBy(instances, by);
  if (typeof parts === 'string') return { misfit: parts };
  if (parts.length > maxRuleGroups)
    return { misfit: `it would make ${parts.length} display sets, more than ${maxRuleGroups}` };
  return { parts };
}

function partsBy(instances: DisplaySet['instances'], by: SplitBy): readonly ValueGroup[] | string {
  if (by.kind === 'attribute') {
    const groups = groupsByAttribute(instances, by.attribute);
    return groups.length > 1 ? groups : `${ruleAttributeName(by.attribute)} does not vary in it`;
  }
  const all = Array.from(instances, (_, i) => i);
  if (by.kind === 'each')
    return instances.map(({ SOPInstanceUID }, i) => ({
      key: SOPInstanceUID,
      label: `image ${i + 1} of ${instances.length}`,
      indices: [i],
    }));
  const at = instances.findIndex(({ SOPInstanceUID }) => instanceHash(SOPInstanceUID) === by.instanceHash);
  if (at < 0) return 'the image it names is not in it';
  if (at === 0) return 'the image it names is now the first, so there is nothing before it';
  const number = instances[at]?.InstanceNumber;
  const name = number === undefined ? 'the chosen image' : `instance ${number}`;
  return [
    { key: 'before', label: `before ${name}`, indices: all.slice(0, at) },
    { key: 'from', label: `from ${name}`, indices: all.slice(at) },
  ];
}
