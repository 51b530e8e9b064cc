import type { Blocks } from './grouping.ts';

/** Collections of the test data: character sets, colours, transfer syntaxes, segmentations. */
export const realCollections: Readonly<Record<string, Blocks>> = {
  'colour-test-patterns': {
    viewer: `
      OT series 1, colour | image-stack stack | 6 | 1 position; not a volume: all 6 images are at one position
        i repeated-positions: All 6 images are at one position
      OT series 1, palette colour | image-stack stack | 2 | 1 position; not a volume: all 2 images are at one position
        i repeated-positions: All 2 images are at one position
    `,
    raw: `
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
    `,
  },
  'transfer-syntaxes-ct': {
    viewer: `
      CT series 3 | enhanced frames | 2 images, 1 | 2 positions, 10 mm apart; not a volume: fewer than 3 positions
        = 2 1
      CT series 1 | image-stack stack | 1 | a single image
      CT series 1 | image-stack stack | 1 | a single image
      HELICAL CHEST, derived | image-stack stack | 6 | 1 position; not a volume: all 6 images are at one position
        i repeated-positions: All 6 images are at one position
      HELICAL CHEST | image-stack stack | 1 | a single image
    `,
    raw: `
      Enhanced CT Image, instance 1 | instance instances | 2 images, 1
      CT Image, instance 2 | instance instances | 1
      CT Image, instance 2 | instance instances | 1
      CT Image, instance 1 | instance instances | 1
      CT Image, instance 1 | instance instances | 1
      CT Image, instance 1 | instance instances | 1
      CT Image, instance 1 | instance instances | 1
      CT Image, instance 1 | instance instances | 1
      CT Image, instance 1 | instance instances | 1
      CT Image, instance 1 | instance instances | 1
    `,
  },
  charsets: {
    viewer: `
      Chest PA PA | projection views | 1
      Chest PA PA | projection views | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
    `,
    mammography: `
      Chest PA PA | mammography view | 1
      Chest PA PA | mammography view | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
      OT series 1 | image-stack stack | 1
    `,
    raw: `
      Computed Radiography Image, instance 1 | instance instances | 1
      Computed Radiography Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
    `,
  },
  seg: {
    viewer: `
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      SM_SEG | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      Segmentation 24x38x3 | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in Image 24x38x3
      Segmentation | seg segmentation | 0 images, 1
        > segmented images, by instances: 2 in Image 24x38x3
      Image 24x38x3 | image-stack stack | 3 | 3 positions, 2.5 mm apart
      Multiframe image 24x38x3 | enhanced frames | 3 images, 1 | 3 positions, 2.5 mm apart
        = 3 2 1
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      Liver Segmentation, object …665796 | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in 6.9 Colonoscopy
      Liver Segmentation, object …131927 | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in 6.9 Colonoscopy
      Liver Segmentation | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in 6.9 Colonoscopy
      Liver Segmentation | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in 6.9 Colonoscopy
      Liver Segmentation | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in 6.9 Colonoscopy
      Liver Segmentation | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in 6.9 Colonoscopy
      6.9 Colonoscopy | image-stack stack | 3 | 3 positions, 1 mm apart
        = 3 2 1
      Segmentation | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in 6.9 Colonoscopy
      CR_SEG | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 4 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 4 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 4 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 4 not here
    `,
    volume: `
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      SM_SEG | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      Segmentation 24x38x3 | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in Image 24x38x3
      Segmentation | seg segmentation | 0 images, 1
        > segmented images, by instances: 2 in Image 24x38x3
      Image 24x38x3 | volume volume | 3 | 3 positions, 2.5 mm apart
      Multiframe image 24x38x3 | volume volume | 3 images, 1 | 3 positions, 2.5 mm apart
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      Liver Segmentation, object …665796 | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in 6.9 Colonoscopy
      Liver Segmentation, object …131927 | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in 6.9 Colonoscopy
      Liver Segmentation | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in 6.9 Colonoscopy
      Liver Segmentation | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in 6.9 Colonoscopy
      Liver Segmentation | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in 6.9 Colonoscopy
      Liver Segmentation | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in 6.9 Colonoscopy
      6.9 Colonoscopy | volume volume | 3 | 3 positions, 1 mm apart
        = 3 2 1
      Segmentation | seg segmentation | 0 images, 1
        > segmented images, by instances: 3 in 6.9 Colonoscopy
      CR_SEG | seg segmentation | 0 images, 1
        > segmented images, by nothing: 1 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 4 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 4 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 4 not here
      ISO_IR 192 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 4 not here
    `,
    fusion: 'as volume',
    raw: `
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 1 not here
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 1 not here
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 1 not here
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 1 not here
      Label Map Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 1 not here
      Label Map Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 1 not here
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2, 1 in CT Image, instance 3
      Label Map Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 3
      CT Image, instance 1 to 3 | instance instances | 1
      Legacy Converted Enhanced CT Image, instance 1 | instance instances | 3 images, 1
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 1 not here
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2, 1 in CT Image, instance 3
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2, 1 in CT Image, instance 3
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2, 1 in CT Image, instance 3
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2, 1 in CT Image, instance 3
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2, 1 in CT Image, instance 3
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2, 1 in CT Image, instance 3
      CT Image, instance 1 to 3 | instance instances | 1
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2, 1 in CT Image, instance 3
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 1 not here
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 4 not here
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 4 not here
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 4 not here
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 4 not here
    `,
  },
};
