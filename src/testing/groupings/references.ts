import * as ct from '../series/ct.ts';
import * as objects from '../series/objects.ts';
import type { Grouping } from './grouping.ts';

/** Objects about images, in a study of these and without them. */
export const referencesGroupings: readonly Grouping[] = [
  {
    name: 'segmentation',
    rule: 'of the CT that is here',
    series: () => [ct.axialStack(), objects.segmentation(1)],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart
      Liver segments | seg segmentation | 0 images, 1
        > segmented images, by instances: 6 in Chest
    `,
    volume: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
      Liver segments | seg segmentation | 0 images, 1
        > segmented images, by instances: 6 in Chest
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2, 1 in CT Image, instance 3, and 3 more display sets
    `,
  },
  {
    name: 'segmentation of what never came',
    rule: 'named, and said to be missing',
    series: () => [objects.segmentation(9)],
    viewer: `
      Liver segments | seg segmentation | 0 images, 1
        > segmented images, by nothing: 6 not here
    `,
    raw: `
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 6 not here
    `,
  },
  {
    name: 'structure set',
    rule: 'of the CT that is here',
    series: () => [ct.axialStack(), objects.structureSet(1)],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart
      Plan 1 | rtstruct structures | 0 images, 1
        > contoured images, by instances: 6 in Chest
    `,
    volume: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
      Plan 1 | rtstruct structures | 0 images, 1
        > contoured images, by instances: 6 in Chest
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
      RT Structure Set, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2, 1 in CT Image, instance 3, and 3 more display sets
    `,
  },
  {
    name: 'structure set of what never came',
    rule: 'named, and said to be missing',
    series: () => [objects.structureSet(9)],
    viewer: `
      Plan 1 | rtstruct structures | 0 images, 1
        > contoured images, by nothing: 6 not here
    `,
    raw: `
      RT Structure Set, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 6 not here
    `,
  },
  {
    name: 'structure set whose images are not here',
    rule: 'images of its frame of reference are the fallback (C.7.4.1)',
    series: () => [ct.axialStack(), objects.structureSet(9)],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart
      Plan 1 | rtstruct structures | 0 images, 1
        > contoured images, by frame of reference: 6 in Chest, 6 not here
    `,
    volume: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
      Plan 1 | rtstruct structures | 0 images, 1
        > contoured images, by frame of reference: 6 in Chest, 6 not here
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
      RT Structure Set, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 6 not here
    `,
  },
  {
    name: 'report',
    rule: 'two images as evidence',
    series: () => [ct.axialStack(), objects.report(1)],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart
      Imaging Measurement Report | structured-report report | 0 images, 1
        > evidence, by instances: 2 in Chest
    `,
    volume: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
      Imaging Measurement Report | structured-report report | 0 images, 1
        > evidence, by instances: 2 in Chest
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
      Comprehensive SR, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2
    `,
  },
  {
    name: 'report on what never came',
    rule: 'named, and said to be missing',
    series: () => [objects.report(9)],
    viewer: `
      Imaging Measurement Report | structured-report report | 0 images, 1
        > evidence, by nothing: 2 not here
    `,
    raw: `
      Comprehensive SR, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 2 not here
    `,
  },
  {
    name: 'key images',
    rule: 'two of six',
    series: () => [ct.axialStack(), objects.keyImages(1)],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart
      Of Interest | key-objects selection | 0 images, 1
        > key images, by instances: 2 in Chest
    `,
    volume: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
      Of Interest | key-objects selection | 0 images, 1
        > key images, by instances: 2 in Chest
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
      Key Object Selection Document, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2
    `,
  },
  {
    name: 'key images that never came',
    rule: 'named, and said to be missing',
    series: () => [objects.keyImages(9)],
    viewer: `
      Of Interest | key-objects selection | 0 images, 1
        > key images, by nothing: 2 not here
    `,
    raw: `
      Key Object Selection Document, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 2 not here
    `,
  },
  {
    name: 'rejected images',
    rule: 'IHE IOCM: the images themselves say so',
    series: () => [ct.axialStack(), objects.rejection(1)],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart
        ! rejected-images: 2 of 6 images are rejected for patient safety reasons (series 2)
      Rejected for Patient Safety Reasons | key-objects selection | 0 images, 1
        > rejected images, by instances: 2 in Chest
    `,
    volume: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
        ! rejected-images: 2 of 6 images are rejected for patient safety reasons (series 2)
      Rejected for Patient Safety Reasons | key-objects selection | 0 images, 1
        > rejected images, by instances: 2 in Chest
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 | instance instances | 1
        ! rejected-images: The image is rejected for patient safety reasons (series 2)
      CT Image, instance 2 | instance instances | 1
        ! rejected-images: The image is rejected for patient safety reasons (series 2)
      CT Image, instance 3 to 6 | instance instances | 1
      Key Object Selection Document, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2
    `,
  },
  {
    name: 'presentation state',
    rule: 'two images of the CT that is here',
    series: () => [ct.axialStack(), objects.presentationState(1)],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart
      ARROWS | presentation-state state | 0 images, 1
        > presented images, by instances: 2 in Chest
    `,
    volume: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
      ARROWS | presentation-state state | 0 images, 1
        > presented images, by instances: 2 in Chest
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
      Grayscale Softcopy Presentation State, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2
    `,
  },
  {
    name: 'presentation state of what never came',
    rule: 'named, and said to be missing',
    series: () => [objects.presentationState(9)],
    viewer: `
      ARROWS | presentation-state state | 0 images, 1
        > presented images, by nothing: 2 not here
    `,
    raw: `
      Grayscale Softcopy Presentation State, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 2 not here
    `,
  },
  {
    name: 'parametric map',
    rule: 'two images of the CT that is here',
    series: () => [ct.axialStack(), objects.parametricMap(1)],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart
      T1 map | pmap map | 0 images, 1
        > mapped images, by instances: 2 in Chest
    `,
    volume: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
      T1 map | pmap map | 0 images, 1
        > mapped images, by instances: 2 in Chest
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
      Parametric Map, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2
    `,
  },
  {
    name: 'parametric map of what never came',
    rule: 'named, and said to be missing',
    series: () => [objects.parametricMap(9)],
    viewer: `
      T1 map | pmap map | 0 images, 1
        > mapped images, by nothing: 2 not here
    `,
    raw: `
      Parametric Map, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 2 not here
    `,
  },
];
