import * as ct from '../series/ct.ts';
import * as mr from '../series/mr.ts';
import * as other from '../series/otherImages.ts';
import type { Grouping } from './grouping.ts';

/** Objects of several frames: dimensions, stacks, concatenations, vectors. */
export const framesGroupings: readonly Grouping[] = [
  {
    name: 'enhanced CT, last slice first',
    rule: 'without dimensions frames are as stored; a volume goes by position',
    series: () => [ct.enhancedCt()],
    viewer: `
      Enhanced | enhanced frames | 4 images, 1 | 4 positions, 5 mm apart
    `,
    volume: `
      Enhanced | volume volume | 4 images, 1 | 4 positions, 5 mm apart
        = 4 3 2 1
    `,
    fusion: 'as volume',
    raw: `
      Enhanced CT Image, instance 1 | instance instances | 4 images, 1
    `,
  },
  {
    name: 'legacy converted',
    rule: 'as enhanced, without dimensions',
    series: () => [ct.legacyConvertedCt()],
    viewer: `
      Converted | enhanced frames | 3 images, 1 | 3 positions, 5 mm apart
    `,
    volume: `
      Converted | volume volume | 3 images, 1 | 3 positions, 5 mm apart
        = 3 2 1
    `,
    fusion: 'as volume',
    raw: `
      Legacy Converted Enhanced CT Image, instance 1 | instance instances | 3 images, 1
    `,
  },
  {
    name: 'two stacks',
    rule: 'the first dimension varies slowest (C.7.6.17)',
    series: () => [mr.enhancedTwoStacks()],
    viewer: `
      Enhanced MR | enhanced frames | 6 images, 1 | 2 of 2 parts are a volume; stack 1: 3 positions, 5 mm apart; stack 2: 3 positions, 5 mm apart
        = 1 3 5 2 4 6
        : stack 1: images 1 to 3
        : stack 2: images 4 to 6
    `,
    raw: `
      Enhanced MR Image, instance 1 | instance instances | 6 images, 1
    `,
  },
  {
    name: 'times by dimension',
    rule: 'time slowest, whatever the order stored',
    series: () => [mr.enhancedTemporal()],
    viewer: `
      Enhanced MR | enhanced frames | 9 images, 1 | 3 of 3 parts are a volume; time 1 of 3: 3 positions, 5 mm apart; time 2 of 3: 3 positions, 5 mm apart; time 3 of 3: 3 positions, 5 mm apart
        = 1 4 7 2 5 8 3 6 9
        : time 1 of 3: images 1 to 3
        : time 2 of 3: images 4 to 6
        : time 3 of 3: images 7 to 9
    `,
    raw: `
      Enhanced MR Image, instance 1 | instance instances | 9 images, 1
    `,
  },
  {
    name: 'b-values in one object',
    rule: 'the diffusion macro tells parts apart',
    series: () => [mr.enhancedDiffusion()],
    viewer: `
      Enhanced MR | enhanced frames | 6 images, 1 | 2 of 2 parts are a volume; b = 0: 3 positions, 5 mm apart; b = 1000: 3 positions, 5 mm apart
        : b = 0: images 1 to 3
        : b = 1000: images 4 to 6
    `,
    raw: `
      Enhanced MR Image, instance 1 | instance instances | 6 images, 1
    `,
  },
  {
    name: 'a concatenation, whole',
    rule: 'one logical object (PS3.3 7.5.1)',
    series: () => [mr.concatenation([1, 2, 3, 4])],
    viewer: `
      In parts | enhanced frames | 12 images, 4 | 12 positions, 5 mm apart
    `,
    raw: `
      Enhanced MR Image, instance 1 | instance instances | 3 images, 1
      Enhanced MR Image, instance 1 | instance instances | 3 images, 1
      Enhanced MR Image, instance 1 | instance instances | 3 images, 1
      Enhanced MR Image, instance 1 | instance instances | 3 images, 1
    `,
  },
  {
    name: 'a concatenation, parts out of order',
    rule: 'InConcatenationNumber orders',
    series: () => [mr.concatenation([3, 1, 4, 2])],
    viewer: `
      In parts | enhanced frames | 12 images, 4 | 12 positions, 5 mm apart
    `,
    raw: `
      Enhanced MR Image, instance 1 | instance instances | 3 images, 1
      Enhanced MR Image, instance 1 | instance instances | 3 images, 1
      Enhanced MR Image, instance 1 | instance instances | 3 images, 1
      Enhanced MR Image, instance 1 | instance instances | 3 images, 1
    `,
  },
  {
    name: 'a concatenation with a part missing',
    rule: '"3 of 4 parts received" in place of a failure',
    series: () => [mr.concatenation([1, 3, 4])],
    viewer: `
      In parts | enhanced frames | 9 images, 3 | 9 positions, 5 mm apart; not a volume: 3 of 12 slices are missing: 3 between images 3 and 4 (H10 to H30, 20 mm instead of 5)
        ! incomplete-concatenation: 3 of 4 parts received
        ! missing-slices: 3 of 12 slices are missing: 3 between images 3 and 4 (H10 to H30, 20 mm instead of 5)
    `,
    raw: `
      Enhanced MR Image, instance 1 | instance instances | 3 images, 1
      Enhanced MR Image, instance 1 | instance instances | 3 images, 1
      Enhanced MR Image, instance 1 | instance instances | 3 images, 1
    `,
  },
  {
    name: 'a concatenation that does not tell its total',
    rule: 'the numbers show that the first is missing; more may be',
    series: () => [mr.concatenation([2, 3], 'not told')],
    viewer: `
      In parts | enhanced frames | 6 images, 2 | 6 positions, 5 mm apart
        ! incomplete-concatenation: 2 parts received, of at least 3
    `,
    raw: `
      Enhanced MR Image, instance 1 | instance instances | 3 images, 1
      Enhanced MR Image, instance 1 | instance instances | 3 images, 1
    `,
  },
  {
    name: 'vectors of nuclear medicine',
    rule: 'the vectors that FrameIncrementPointer names order the frames (C.8.4.8)',
    series: () => [other.nmVectors()],
    viewer: `
      Bone | nuclear-medicine vectors | 4 images, 1
        = 1 3 2 4
        : energy window 1: images 1 to 2
        : energy window 2: images 3 to 4
    `,
    raw: `
      Nuclear Medicine Image, instance 1 | instance instances | 4 images, 1
    `,
  },
];
