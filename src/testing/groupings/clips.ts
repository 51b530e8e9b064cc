import * as other from '../series/otherImages.ts';
import type { Grouping } from './grouping.ts';

/** Every source of a frame rate; clips, stills, video and slides. */
export const clipsGroupings: readonly Grouping[] = [
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
