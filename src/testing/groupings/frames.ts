import * as ct from '../series/ct.ts';
import * as mr from '../series/mr.ts';
import * as other from '../series/otherImages.ts';
import type { Grouping } from './grouping.ts';

/** Objects of several frames: order by dimensions, concatenations, vectors, clips with every source of their rate. */
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
  {
    name: 'rate: RecommendedDisplayFrameRate',
    rule: 'it comes first (C.7.6.5)',
    series: () => [other.clipRates.recommended()],
    viewer: `
      Heart | multi-frame clip | 5 images, 1 |  | 15 fps from RecommendedDisplayFrameRate 15 fps
    `,
    raw: `
      Ultrasound Multi-frame Image, instance 1 | instance instances | 5 images, 1 |  | 15 fps from RecommendedDisplayFrameRate 15 fps
    `,
  },
  {
    name: 'rate: CineRate',
    rule: 'before FrameTime',
    series: () => [other.clipRates.cineRate()],
    viewer: `
      Heart | multi-frame clip | 5 images, 1 |  | 30 fps from CineRate 30 fps
    `,
    raw: `
      Ultrasound Multi-frame Image, instance 1 | instance instances | 5 images, 1 |  | 30 fps from CineRate 30 fps
    `,
  },
  {
    name: 'rate: FrameTime',
    rule: '40 ms are 25 fps',
    series: () => [other.clipRates.frameTime()],
    viewer: `
      Heart | multi-frame clip | 5 images, 1 |  | 25 fps from FrameTime 40 ms
    `,
    raw: `
      Ultrasound Multi-frame Image, instance 1 | instance instances | 5 images, 1 |  | 25 fps from FrameTime 40 ms
    `,
  },
  {
    name: 'rate: FrameTimeVector',
    rule: 'mean of 20, 40, 20 and 40 ms, without the first',
    series: () => [other.clipRates.vector()],
    viewer: `
      Heart | multi-frame clip | 5 images, 1 |  | 33.33 fps from FrameTimeVector 30 ms on average
    `,
    raw: `
      Ultrasound Multi-frame Image, instance 1 | instance instances | 5 images, 1 |  | 33.33 fps from FrameTimeVector 30 ms on average
    `,
  },
  {
    name: 'rate: EffectiveDuration',
    rule: '5 frames in 0.5 s',
    series: () => [other.clipRates.duration()],
    viewer: `
      Heart | multi-frame clip | 5 images, 1 |  | 10 fps from EffectiveDuration 0.5 s
    `,
    raw: `
      Ultrasound Multi-frame Image, instance 1 | instance instances | 5 images, 1 |  | 10 fps from EffectiveDuration 0.5 s
    `,
  },
  {
    name: 'rate: none',
    rule: 'nothing says how fast',
    series: () => [other.clipRates.none()],
    viewer: `
      Heart | multi-frame clip | 5 images, 1
    `,
    raw: `
      Ultrasound Multi-frame Image, instance 1 | instance instances | 5 images, 1
    `,
  },
  {
    name: 'rate: zero and negative',
    rule: 'not believed',
    series: () => [other.clipRates.zero()],
    viewer: `
      Heart | multi-frame clip | 5 images, 1
    `,
    raw: `
      Ultrasound Multi-frame Image, instance 1 | instance instances | 5 images, 1
    `,
  },
  {
    name: 'angiography',
    rule: 'a clip',
    series: () => [other.angiography()],
    viewer: `
      LCA | multi-frame clip | 5 images, 1 |  | 14.99 fps from FrameTime 66.7 ms
    `,
    raw: `
      X-Ray Angiographic Image, instance 1 | instance instances | 5 images, 1 |  | 14.99 fps from FrameTime 66.7 ms
    `,
  },
  {
    name: 'ultrasound stills of three sizes',
    rule: 'stills stay together',
    series: () => [other.ultrasoundStills()],
    viewer: `
      Liver | image-stack stack | 3
    `,
    raw: `
      Ultrasound Image, instance 1 to 3 | instance instances | 1
    `,
  },
  {
    name: 'screens',
    rule: 'a stack',
    series: () => [other.secondaryCaptures()],
    viewer: `
      Screens | image-stack stack | 2
    `,
    raw: `
      Secondary Capture Image, instance 1 to 2 | instance instances | 1
    `,
  },
  {
    name: 'photographs',
    rule: 'a stack',
    series: () => [other.photographs()],
    viewer: `
      Wound | image-stack stack | 2
    `,
    raw: `
      VL Photographic Image, instance 1 to 2 | instance instances | 1
    `,
  },
  {
    name: 'tomosynthesis',
    rule: 'one set of its frames',
    series: () => [other.tomosynthesis()],
    viewer: `
      Tomo | enhanced frames | 10 images, 1
    `,
    mammography: `
      Tomo, L CC, tomosynthesis | mammography tomosynthesis | 10 images, 1
    `,
    raw: `
      Breast Tomosynthesis Image, instance 1 | instance instances | 10 images, 1
    `,
  },
  {
    name: 'video',
    rule: 'one set, whatever the transfer syntax',
    series: () => [other.endoscopyVideo()],
    viewer: `
      Gastroscopy | video video | 250 images, 1 |  | 25 fps from CineRate 25 fps
        i video-codec-unknown: The archive does not say how this video is compressed: whether it plays is known when it is opened
    `,
    raw: `
      Video Endoscopic Image, instance 1 | instance instances | 250 images, 1 |  | 25 fps from CineRate 25 fps
    `,
  },
  {
    name: 'a slide',
    rule: 'levels of one pyramid together, its label apart',
    series: () => [other.wholeSlide()],
    viewer: `
      HE | wsi slide | 20 images, 2
      HE, label | wsi slide | 1
    `,
    raw: `
      VL Whole Slide Microscopy Image, instance 1 | instance instances | 16 images, 1
      VL Whole Slide Microscopy Image, instance 2 | instance instances | 4 images, 1
      VL Whole Slide Microscopy Image, instance 3 | instance instances | 1
    `,
  },
];
