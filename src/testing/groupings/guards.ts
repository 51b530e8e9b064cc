import * as ct from '../series/ct.ts';
import * as mr from '../series/mr.ts';
import * as other from '../series/otherImages.ts';
import type { Grouping } from './grouping.ts';

/** What keeps splitting useful, and images that are read one at a time. */
export const guardsGroupings: readonly Grouping[] = [
  {
    name: 'guard: an acquisition a slice',
    rule: 'no split into single images',
    series: () => [ct.acquisitionEachSlice()],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart
    `,
    volume: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
    `,
  },
  {
    name: 'guard: an echo time a slice',
    rule: 'no split into single images',
    series: () => [mr.echoEachSlice()],
    viewer: `
      Brain | image-stack stack | 6 | 6 positions, 5 mm apart
    `,
    volume: `
      Brain | volume volume | 6 | 6 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 6 | instance instances | 1
    `,
  },
  {
    name: 'guard: 65 times',
    rule: 'no split into more than 60 groups, and it is told',
    series: () => [mr.tooManyTimes()],
    viewer: `
      Dynamic | image-stack stack | 130 | 2 positions, 5 mm apart; not a volume: each of the 2 positions has 65 images
        i repeated-positions: Each of the 2 positions has 65 images
        i split-declined: Not split by temporal position: it would make 65 groups
    `,
    raw: `
      MR Image, instance 1 to 130 | instance instances | 1
    `,
  },
  {
    name: 'mammograms',
    rule: 'one image a view, by side and view',
    series: () => [other.mammograms()],
    viewer: `
      Screening, left MLO | projection views | 1
      Screening, right CC | projection views | 1
      Screening, left CC | projection views | 1
      Screening, right MLO | projection views | 1
    `,
    mammography: `
      Screening, R CC | mammography view | 1
      Screening, L CC | mammography view | 1
      Screening, R MLO | mammography view | 1
      Screening, L MLO | mammography view | 1
    `,
    raw: `
      Digital Mammography X-Ray Image - For Presentation, instance 1 to 4 | instance instances | 1
    `,
  },
  {
    name: 'radiographs',
    rule: 'one image a view',
    series: () => [other.chestXRays()],
    viewer: `
      Chest, PA | projection views | 1
      Chest, LL | projection views | 1
    `,
    mammography: `
      Chest, PA | mammography view | 1
      Chest, LL | mammography view | 1
    `,
    raw: `
      Digital X-Ray Image - For Presentation, instance 1 to 2 | instance instances | 1
    `,
  },
  {
    name: 'guard: 45 radiographs',
    rule: 'more than 40 are one stack',
    series: () => [other.manyXRays(45)],
    viewer: `
      Chest | projection views | 45
        i split-declined: 45 projections in one series are kept together: one display set each would be too many
    `,
    raw: `
      Digital X-Ray Image - For Presentation, instance 1 to 45 | instance instances | 1
    `,
  },
];
