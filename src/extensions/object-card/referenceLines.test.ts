import { expect, it } from 'vitest';
import { SopClass } from '../../core/dicom/sopClass.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { organize } from '../../core/displaySet/organize.ts';
import type { ResolvedReference } from '../../core/displaySet/relation.ts';
import { aClip, aHandler, aSeries, slices, takeAll } from '../../testing/factories.ts';
import { backReferenceLines, referenceGroups } from './referenceLines.ts';

const handler = aHandler(
  'all',
  [SopClass.CTImageStorage, SopClass.UltrasoundMultiFrameImageStorage],
  takeAll,
);
const setOf = (...instances: Parameters<typeof organize>[0] extends Iterable<infer I> ? I[] : never) => {
  const [set] = organize(instances, [handler]).displaySets;
  if (!set) throw new Error('one set');
  return set;
};
const stack = setOf(...aSeries(slices(5)));
const clip = setOf(aClip({ SeriesInstanceUID: '1.2.3.5', SeriesNumber: 4, NumberOfFrames: 30 }));
const sets = new Map<string, DisplaySet>([stack, clip].map((set) => [set.displaySetInstanceUID, set]));
const lookup = (uid: string) => sets.get(uid);

const found = ({ displaySetInstanceUID, instances }: DisplaySet, count = instances.length) => ({
  displaySetInstanceUID,
  SOPInstanceUIDs: instances.slice(-count).map(({ SOPInstanceUID }) => SOPInstanceUID),
});
const reference = (
  over: Partial<ResolvedReference>,
  SOPInstanceUIDs: readonly string[] = [],
): ResolvedReference => ({
  reference: { purpose: 'key images', SOPInstanceUIDs },
  by: 'instances',
  found: [],
  missing: 0,
  ...over,
});

it('counts how much of a display set is meant, and opens on the first image of a part', () => {
  const [group] = referenceGroups(
    [reference({ found: [found(stack, 2)] }), reference({ found: [found(stack, 1), found(clip)] })],
    lookup,
    false,
  );
  expect(group).toEqual({
    title: 'Key images',
    lines: [
      {
        displaySetInstanceUID: stack.displaySetInstanceUID,
        name: '2 Axial',
        count: '2 of 5 images',
        image: { SOPInstanceUID: stack.instances[3]?.SOPInstanceUID, frame: 1 },
      },
      { displaySetInstanceUID: clip.displaySetInstanceUID, name: '4 Cine', count: '30 frames' },
    ],
    notes: [],
  });
});

it('says with numbers what is missing, and that it may still come', () => {
  const missing = [
    reference({ by: 'nothing', missing: 2 }, ['a', 'b']),
    reference({ found: [found(stack)] }, ['c']),
  ];
  expect(referenceGroups(missing, lookup, false)[0]?.notes).toEqual(['2 of 3 objects are not in this study']);
  expect(referenceGroups(missing, lookup, true)[0]?.notes).toEqual(['2 of 3 objects are not here yet']);
  const one = [reference({ by: 'nothing', missing: 1 }, ['a'])];
  expect(referenceGroups(one, lookup, false)[0]?.notes).toEqual(['1 of 1 object is not in this study']);
});

it('says how a frame of reference helped, or did not', () => {
  const shared = [reference({ by: 'frame of reference', found: [found(stack)] })];
  expect(referenceGroups(shared, lookup, false)[0]).toMatchObject({
    lines: [{ name: '2 Axial', count: '5 of 5 images' }],
    notes: ['Found by the frame of reference that it shares'],
  });
  expect(referenceGroups([reference({ by: 'nothing' })], lookup, false)[0]?.notes).toEqual([
    'Nothing here shares its frame of reference',
  ]);
});

it('names who refers to a display set and what for', () => {
  const { displaySetInstanceUID } = clip;
  expect(
    backReferenceLines(
      [
        { displaySetInstanceUID, purpose: 'key images', count: 2, by: 'instances' },
        { displaySetInstanceUID: 'gone', purpose: 'key images', count: 2, by: 'instances' },
      ],
      lookup,
      stack,
    ),
  ).toEqual([{ displaySetInstanceUID, name: '4 Cine', count: 'key images: 2 of 5 images' }]);
});
