import * as ct from '../series/ct.ts';
import type { Grouping } from './grouping.ts';

/** Every geometry verdict: whether a stack is a volume, and what is in the way (PS3.3 C.7.6.2). */
export const verdictsGroupings: readonly Grouping[] = [
  {
    name: 'a slice is missing',
    rule: 'a gap of twice the spacing between images 3 and 4',
    series: () => [ct.missingSlice()],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart; not a volume: 1 of 7 slices is missing: 1 between images 3 and 4 (H10 to H20, 10 mm instead of 5)
        ! missing-slices: 1 of 7 slices is missing: 1 between images 3 and 4 (H10 to H20, 10 mm instead of 5)
    `,
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
    `,
  },
  {
    name: 'a slice is there twice',
    rule: 'two images at one position, nothing tells them apart',
    series: () => [ct.duplicateSlice()],
    viewer: `
      Chest | image-stack stack | 6 | 5 positions, 5 mm apart; not a volume: images 3 and 4 are at one position (H10)
        ! duplicate-positions: Images 3 and 4 are at one position (H10)
    `,
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
    `,
  },
  {
    name: 'irregular spacing',
    rule: 'gaps of 5, 4, 6, 3 and 7 mm: none is a multiple',
    series: () => [ct.irregularSpacing()],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart; not a volume: spacing is irregular: 3 to 7 mm (usually 5), widest between images 5 and 6
        ! irregular-spacing: Spacing is irregular: 3 to 7 mm (usually 5), widest between images 5 and 6
    `,
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
    `,
  },
  {
    name: 'a tilted gantry',
    rule: 'all slices slide alike: a fact, no fault',
    series: () => [ct.tiltedGantry()],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 4.7 mm apart; not a volume: slices are tilted by 20 degrees: they slide 1.71 mm sideways for each 4.7 mm
        i tilted: Slices are tilted by 20 degrees: they slide 1.71 mm sideways for each 4.7 mm
    `,
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
    `,
  },
  {
    name: 'one slice lies aside',
    rule: 'some slices slide otherwise than the rest',
    series: () => [ct.sheared()],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart; not a volume: slices do not lie straight above each other: they slide unevenly at 2 of 5 steps, most 2 mm between images 3 and 4
        ! sheared: Slices do not lie straight above each other: they slide unevenly at 2 of 5 steps, most 2 mm between images 3 and 4
    `,
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
    `,
  },
  {
    name: 'two pixel spacings',
    rule: 'one matrix, but pixels of two sizes',
    series: () => [ct.mixedPixelSpacing()],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart; not a volume: pixel spacing is mixed: 0.8 x 0.8 mm (3), 0.5 x 0.5 mm (3)
        ! mixed-spacing: Pixel spacing is mixed: 0.8 x 0.8 mm (3), 0.5 x 0.5 mm (3)
    `,
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
    `,
  },
  {
    name: 'turned about an axis',
    rule: 'images that each have their own plane stay one stack',
    series: () => [ct.rotating()],
    viewer: `
      Chest | image-stack stack | 6 | 1 position; not a volume: orientation differs in 5 of 6 images (2 to 6)
        i mixed-orientation: Orientation differs in 5 of 6 images (2 to 6)
    `,
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
    `,
  },
  {
    name: 'one image without a position',
    rule: 'it cannot be placed; the rest can',
    series: () => [ct.somePositions()],
    viewer: `
      Chest | image-stack stack | 5 | 4 positions, 5 mm apart; not a volume: position is not given for image 5 of 5
        ! no-position: Position is not given for image 5 of 5
    `,
    raw: `
      CT Image, instance 1 to 5 | instance instances | 1
    `,
  },
  {
    name: 'no plane at all',
    rule: 'nothing to judge',
    series: () => [ct.withoutPositions()],
    viewer: `
      Chest | image-stack stack | 4
    `,
    raw: `
      CT Image, instance 1 to 4 | instance instances | 1
    `,
  },
  {
    name: 'a single slice',
    rule: 'one image is no volume',
    series: () => [ct.singleSlice()],
    viewer: `
      Chest | image-stack stack | 1 | a single image
    `,
    raw: `
      CT Image, instance 1 | instance instances | 1
    `,
  },
  {
    name: 'two slices',
    rule: 'two positions are no volume (section 4: at least three)',
    series: () => [ct.twoSlices()],
    viewer: `
      Chest | image-stack stack | 2 | 2 positions, 5 mm apart; not a volume: fewer than 3 positions
    `,
    raw: `
      CT Image, instance 1 to 2 | instance instances | 1
    `,
  },
];
