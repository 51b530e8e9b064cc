import * as ct from '../series/ct.ts';
import type { Grouping } from './grouping.ts';

/** What never shares a stack, and the order of one (PS3.3 C.7.6.1, C.7.6.2). */
export const stacksGroupings: readonly Grouping[] = [
  {
    name: 'a plain stack',
    rule: 'six even positions are a volume',
    series: () => [ct.axialStack()],
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
    name: 'a localizer before the slices',
    rule: 'ImageType value 3 LOCALIZER stands apart (C.7.6.1.1.2)',
    series: () => [ct.withLocalizer()],
    viewer: `
      Chest, localizer | localizer localizers | 1 | a single image
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart
    `,
    volume: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
      Chest, localizer | localizer localizers | 1 | a single image
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 7 | instance instances | 1
    `,
  },
  {
    name: 'a localizer in three planes',
    rule: 'one plane is one stack',
    series: () => [ct.threePlaneLocalizer()],
    viewer: `
      Scout, axial | localizer localizers | 3 | 3 positions, 20 mm apart
      Scout, coronal | localizer localizers | 3 | 3 positions, 20 mm apart
      Scout, sagittal | localizer localizers | 3 | 3 positions, 20 mm apart
    `,
    raw: `
      CT Image, instance 1 to 9 | instance instances | 1
    `,
  },
  {
    name: 'two matrices',
    rule: 'images of two sizes are no volume',
    series: () => [ct.mixedMatrices()],
    viewer: `
      Chest, 256 x 256 | image-stack stack | 4 | 4 positions, 5 mm apart
      Chest, 512 x 512 | image-stack stack | 3 | 3 positions, 5 mm apart
    `,
    volume: `
      Chest, 256 x 256 | volume volume | 4 | 4 positions, 5 mm apart
      Chest, 512 x 512 | volume volume | 3 | 3 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 7 | instance instances | 1
    `,
  },
  {
    name: 'cosines that differ by rounding',
    rule: 'planes within a few degrees are one orientation',
    series: () => [ct.nearlyOneOrientation()],
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
    name: 'two frames of reference',
    rule: 'they share no coordinates (C.7.4.1)',
    series: () => [ct.twoFramesOfReference()],
    viewer: `
      Chest, frame of reference 1 | image-stack stack | 4 | 4 positions, 5 mm apart
      Chest, frame of reference 2 | image-stack stack | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      Chest, frame of reference 1 | volume volume | 4 | 4 positions, 5 mm apart
      Chest, frame of reference 2 | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 8 | instance instances | 1
    `,
  },
  {
    name: 'originals and reformatted images',
    rule: 'ImageType tells them apart by its words (C.7.6.1.1.2)',
    series: () => [ct.originalAndReformatted()],
    viewer: `
      Chest | image-stack stack | 5 | 5 positions, 5 mm apart
      Chest, MPR | image-stack stack | 4 | 4 positions, 5 mm apart
      Chest, MIP | image-stack stack | 3 | 3 positions, 5 mm apart
    `,
    volume: `
      Chest | volume volume | 5 | 5 positions, 5 mm apart
      Chest, MPR | volume volume | 4 | 4 positions, 5 mm apart
      Chest, MIP | volume volume | 3 | 3 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 12 | instance instances | 1
    `,
  },
  {
    name: 'numbered from the head down',
    rule: 'position decides, feet to head, not InstanceNumber',
    series: () => [ct.numberedBackwards()],
    viewer: `
      Chest | image-stack stack | 5 | 5 positions, 5 mm apart
        = 5 4 3 2 1
    `,
    volume: `
      Chest | volume volume | 5 | 5 positions, 5 mm apart
        = 5 4 3 2 1
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 5 | instance instances | 1
    `,
  },
  {
    name: 'two patients in one series',
    rule: 'every display set of it says so',
    series: () => [ct.twoPatients()],
    viewer: `
      Chest, DOE, JANE (ID 4711) | image-stack stack | 3 | 3 positions, 5 mm apart
        x mixed-patients: This series holds images of 2 patients: DOE, JANE (ID 4711); DOE, JANE (ID 4712)
      Chest, DOE, JANE (ID 4712) | image-stack stack | 1 | a single image
        x mixed-patients: This series holds images of 2 patients: DOE, JANE (ID 4711); DOE, JANE (ID 4712)
    `,
    volume: `
      Chest, DOE, JANE (ID 4711) | volume volume | 3 | 3 positions, 5 mm apart
        x mixed-patients: This series holds images of 2 patients: DOE, JANE (ID 4711); DOE, JANE (ID 4712)
      Chest, DOE, JANE (ID 4712) | image-stack stack | 1 | a single image
        x mixed-patients: This series holds images of 2 patients: DOE, JANE (ID 4711); DOE, JANE (ID 4712)
    `,
    fusion: 'as volume',
    raw: `
      CT Image, DOE, JANE (ID 4711), instance 1 | instance instances | 1
        x mixed-patients: This series holds images of 2 patients: DOE, JANE (ID 4711); DOE, JANE (ID 4712)
      CT Image, DOE, JANE (ID 4711), instance 2 | instance instances | 1
        x mixed-patients: This series holds images of 2 patients: DOE, JANE (ID 4711); DOE, JANE (ID 4712)
      CT Image, DOE, JANE (ID 4711), instance 3 | instance instances | 1
        x mixed-patients: This series holds images of 2 patients: DOE, JANE (ID 4711); DOE, JANE (ID 4712)
      CT Image, DOE, JANE (ID 4712), instance 4 | instance instances | 1
        x mixed-patients: This series holds images of 2 patients: DOE, JANE (ID 4711); DOE, JANE (ID 4712)
    `,
  },
  {
    name: 'one object sent twice',
    rule: 'shown once, and told',
    series: () => [ct.sentTwice()],
    viewer: `
      Chest | image-stack stack | 4 | 4 positions, 5 mm apart
        ! duplicate-instances: 1 instance came more than once under the same UID; each is shown once
    `,
    volume: `
      Chest | volume volume | 4 | 4 positions, 5 mm apart
        ! duplicate-instances: 1 instance came more than once under the same UID; each is shown once
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 | instance instances | 1
        ! duplicate-instances: 1 instance came more than once under the same UID; each is shown once
      CT Image, instance 2 | instance instances | 1
        ! duplicate-instances: 1 instance came more than once under the same UID; each is shown once
      CT Image, instance 3 | instance instances | 1
        ! duplicate-instances: 1 instance came more than once under the same UID; each is shown once
      CT Image, instance 4 | instance instances | 1
        ! duplicate-instances: 1 instance came more than once under the same UID; each is shown once
    `,
  },
];
