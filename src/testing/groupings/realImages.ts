import type { Blocks } from './grouping.ts';

/** Series of images of the test data, by folder, and what they become. */
export const realImages: Readonly<Record<string, Blocks>> = {
  'ct-head-ge': {
    viewer: `
      CT series 2 | image-stack stack | 28 | 28 positions, 4 mm apart; not a volume: spacing is irregular: 1.08 to 7 mm (usually 4), widest between images 16 and 17; slices are tilted by 18.5 degrees: they slide 1.34 mm sideways for each 4 mm
        ! irregular-spacing: Spacing is irregular: 1.08 to 7 mm (usually 4), widest between images 16 and 17
        i tilted: Slices are tilted by 18.5 degrees: they slide 1.34 mm sideways for each 4 mm
    `,
    raw: `
      CT Image, instance 1 to 28 | instance instances | 1
    `,
  },
  'ct-cta-64px': {
    viewer: `
      None | image-stack stack | 93 | 93 positions, 1.5 mm apart
    `,
    volume: `
      None | volume volume | 93 | 93 positions, 1.5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 93 | instance instances | 1
    `,
  },
  'ct-enhanced-encapsulation': {
    viewer: `
      CT series 3, image 1 …748902 | enhanced frames | 2 images, 1 | 2 positions, 10 mm apart; not a volume: fewer than 3 positions
        = 2 1
      CT series 3, image 1 ….14401 | enhanced frames | 2 images, 1 | 2 positions, 10 mm apart; not a volume: fewer than 3 positions
        = 2 1
      CT series 1 | image-stack stack | 1 | a single image
    `,
    raw: `
      Enhanced CT Image, instance 1 | instance instances | 2 images, 1
      Enhanced CT Image, instance 1 | instance instances | 2 images, 1
      CT Image, instance 1 | instance instances | 1
    `,
  },
  'mr-dwi-ge': {
    viewer: `
      Ax DWI TENSOR R2, b = 0 | diffusion bValues | 2 | 2 positions, 3 mm apart; not a volume: fewer than 3 positions
      Ax DWI TENSOR R2, b = 1000 | diffusion bValues | 12 | 2 positions, 3 mm apart; not a volume: each of the 2 positions has 6 images
        = 3 5 7 9 11 13 4 6 8 10 12 14
        i repeated-positions: Each of the 2 positions has 6 images
    `,
    raw: `
      MR Image, instance 1 to 14 | instance instances | 1
    `,
  },
  'mr-enhanced': {
    viewer: `
      REST1 w SMS PF7-8, image 1 | enhanced frames | 6 images, 1 | 6 positions, 2.4 mm apart
      REST1 w SMS PF7-8, image 2 | enhanced frames | 6 images, 1 | 6 positions, 2.4 mm apart
      REST1 w SMS PF7-8, image 3 | enhanced frames | 6 images, 1 | 6 positions, 2.4 mm apart
      REST1 w SMS PF7-8, image 4 | enhanced frames | 6 images, 1 | 6 positions, 2.4 mm apart
      B0 NS | enhanced frames | 64 images, 1 | 2 of 2 parts are a volume; magnitude, TE 1.52 ms: 32 positions, 4 mm apart; real: 32 positions, 4 mm apart
        : magnitude, TE 1.52 ms: images 1 to 32
        : real: images 33 to 64
    `,
    volume: `
      REST1 w SMS PF7-8, image 1 | volume volume | 6 images, 1 | 6 positions, 2.4 mm apart
      REST1 w SMS PF7-8, image 2 | volume volume | 6 images, 1 | 6 positions, 2.4 mm apart
      REST1 w SMS PF7-8, image 3 | volume volume | 6 images, 1 | 6 positions, 2.4 mm apart
      REST1 w SMS PF7-8, image 4 | volume volume | 6 images, 1 | 6 positions, 2.4 mm apart
      B0 NS | enhanced frames | 64 images, 1 | 2 of 2 parts are a volume; magnitude, TE 1.52 ms: 32 positions, 4 mm apart; real: 32 positions, 4 mm apart
        : magnitude, TE 1.52 ms: images 1 to 32
        : real: images 33 to 64
    `,
    fusion: 'as volume',
    raw: `
      Enhanced MR Image, instance 1 to 4 | instance instances | 6 images, 1
      Enhanced MR Image, instance 1 | instance instances | 64 images, 1
    `,
  },
  'mr-epi-ge-timeseries': {
    viewer: `
      Axial EPI-FMRI (Interleaved I to S), repetition 1 | temporal positions | 15 | 15 positions, 5 mm apart
      Axial EPI-FMRI (Interleaved I to S), repetition 2 | temporal positions | 15 | 15 positions, 5 mm apart
      Axial EPI-FMRI (Interleaved I to S), repetition 3 | temporal positions | 15 | 15 positions, 5 mm apart
    `,
    volume: `
      Axial EPI-FMRI (Interleaved I to S), repetition 1 | volume volume | 15 | 15 positions, 5 mm apart
      Axial EPI-FMRI (Interleaved I to S), repetition 2 | volume volume | 15 | 15 positions, 5 mm apart
      Axial EPI-FMRI (Interleaved I to S), repetition 3 | volume volume | 15 | 15 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 45 | instance instances | 1
    `,
  },
  'mr-philips-study': {
    viewer: `
      T1W_FFE_Sno_CS2 | enhanced frames | 24 images, 1 | 24 positions, 5.5 mm apart
      T1W_FFE_Sno_CS4 | image-stack stack | 24 | 24 positions, 5.5 mm apart
      - 1.3.46.670589.11.45190.5.24.5.1.8492.2023021412291691105: no handler of this mode reads Raw Data: it is in a form that only its maker can read
    `,
    volume: `
      T1W_FFE_Sno_CS2 | volume volume | 24 images, 1 | 24 positions, 5.5 mm apart
      T1W_FFE_Sno_CS4 | volume volume | 24 | 24 positions, 5.5 mm apart
      - 1.3.46.670589.11.45190.5.24.5.1.8492.2023021412291691105: no handler of this mode reads Raw Data: it is in a form that only its maker can read
    `,
    fusion: 'as volume',
    raw: `
      Enhanced MR Image, instance 1 | instance instances | 24 images, 1
      Raw Data, instance 1 | instance instances | 1
      MR Image, instance 1 to 24 | instance instances | 1
    `,
  },
  'mr-siemens-orientations': {
    viewer: `
      ax_asc_35sl | image-stack stack | 2 | 1 position; not a volume: all 2 images are at one position
        i repeated-positions: All 2 images are at one position
      cor_asc_35sl | image-stack stack | 2 | 1 position; not a volume: all 2 images are at one position
        i repeated-positions: All 2 images are at one position
      sag_asc_35sl | image-stack stack | 2 | 1 position; not a volume: all 2 images are at one position
        i repeated-positions: All 2 images are at one position
    `,
    raw: `
      MR Image, instance 1 to 2 | instance instances | 1
      MR Image, instance 1 to 2 | instance instances | 1
      MR Image, instance 1 to 2 | instance instances | 1
    `,
  },
  'dx-cr-mg': {
    viewer: `
      SINGLE IMAGES, left CC | projection views | 1
      CHEST, left | projection views | 1
      DX series 1 | projection views | 1
      CR series 1, right AP | projection views | 1
    `,
    mammography: `
      SINGLE IMAGES, L CC | mammography view | 1
      CHEST, L | mammography view | 1
      DX series 1, U | mammography view | 1
      CR series 1, R AP | mammography view | 1
    `,
    raw: `
      Digital Mammography X-Ray Image - For Presentation, instance 2 | instance instances | 1
      Digital X-Ray Image - For Presentation, instance 1002 | instance instances | 1
      Digital X-Ray Image - For Presentation, instance 1 | instance instances | 1
      Computed Radiography Image, instance 2 | instance instances | 1
    `,
  },
  nm: {
    viewer: `
      NM series 1 | nuclear-medicine vectors | 13 images, 1
    `,
    raw: `
      Nuclear Medicine Image, instance 1 | instance instances | 13 images, 1
    `,
  },
  'us-cine': {
    viewer: `
      US series | multi-frame clip | 8 images, 1 |  | 22.58 fps from FrameTimeVector 44.29 ms on average
      Stress Echo Study, clip 2 | multi-frame clip | 10 images, 1 |  | 25 fps from FrameTimeVector 40 ms on average
      Stress Echo Study, clip 3 | multi-frame clip | 10 images, 1 |  | 25 fps from FrameTimeVector 40 ms on average
      Stress Echo Study, clip 4 | multi-frame clip | 10 images, 1 |  | 25 fps from FrameTimeVector 40 ms on average
      Stress Echo Study, clip 5 | multi-frame clip | 10 images, 1 |  | 25 fps from FrameTimeVector 40 ms on average
      Stress Echo Study, clip 6 | multi-frame clip | 10 images, 1 |  | 25 fps from FrameTimeVector 40 ms on average
      Stress Echo Study, clip 7 | multi-frame clip | 15 images, 1 |  | 36.21 fps from FrameTimeVector 27.62 ms on average
    `,
    raw: `
      Ultrasound Multi-frame Image, instance 12 | instance instances | 8 images, 1 |  | 22.58 fps from FrameTimeVector 44.29 ms on average
      Ultrasound Multi-frame Image, instance 2 to 6 | instance instances | 10 images, 1 |  | 25 fps from FrameTimeVector 40 ms on average
      Ultrasound Multi-frame Image, instance 7 | instance instances | 15 images, 1 |  | 36.21 fps from FrameTimeVector 27.62 ms on average
    `,
  },
  'us-single': {
    viewer: `
      US series 1 | image-stack stack | 1
      US series 1 | image-stack stack | 1
    `,
    raw: `
      Ultrasound Image, instance 1 | instance instances | 1
      Ultrasound Image, instance 6 | instance instances | 1
    `,
  },
  'xa-cine': {
    viewer: `
      XA series 1 | multi-frame clip | 96 images, 1 |  | 30.3 fps from FrameTime 33 ms
    `,
    raw: `
      X-Ray Angiographic Image, without a number | instance instances | 96 images, 1 |  | 30.3 fps from FrameTime 33 ms
    `,
  },
  'sm-wsi': {
    viewer: `
      SM series 1 | wsi slide | 25 images, 1
      SM series 1 | wsi slide | 25 images, 1
      SM series 1 | wsi slide | 50 images, 2
      SM series 1 | wsi slide | 25 images, 1
      SM series 1 | wsi slide | 25 images, 1
      SM series 1 | wsi slide | 25 images, 1
      NUNCLEI_ANNOTATIONS sdf sdfsf | microscopy-annotation annotations | 0 images, 1
        > annotated slide, by instances: 1 in SM series 1
    `,
    raw: `
      VL Whole Slide Microscopy Image, instance 2 | instance instances | 25 images, 1
      VL Whole Slide Microscopy Image, instance 2 | instance instances | 25 images, 1
      VL Whole Slide Microscopy Image, instance 2 | instance instances | 25 images, 1
      VL Whole Slide Microscopy Image, instance 2 | instance instances | 25 images, 1
      VL Whole Slide Microscopy Image, instance 2 | instance instances | 25 images, 1
      VL Whole Slide Microscopy Image, instance 2 | instance instances | 25 images, 1
      VL Whole Slide Microscopy Image, instance 2 | instance instances | 25 images, 1
      Microscopy Bulk Simple Annotations, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in VL Whole Slide Microscopy Image, instance 2
    `,
  },
};
