import * as ct from '../series/ct.ts';
import * as objects from '../series/objects.ts';
import * as other from '../series/otherImages.ts';
import type { Grouping } from './grouping.ts';

/** Radiotherapy, registration and fusion by frame of reference; documents, waveforms, and what nobody shows. */
export const objectsGroupings: readonly Grouping[] = [
  {
    name: 'PDF',
    rule: 'a document',
    series: () => [objects.pdf()],
    viewer: `
      Referral | encapsulated-document pdf | 0 images, 1
    `,
    raw: `
      Encapsulated PDF, instance 1 | instance instances | 0 images, 1
    `,
  },
  {
    name: 'ECG',
    rule: 'a waveform: no pictures',
    series: () => [objects.ecg()],
    viewer: `
      Resting | ecg waveform | 0 images, 1
    `,
    raw: `
      12-lead ECG Waveform, instance 1 | instance instances | 0 images, 1
    `,
  },
  {
    name: 'raw data',
    rule: 'knowingly unclaimed',
    series: () => [objects.rawData()],
    viewer: `
      - 1.2.3.1.1: no handler of this mode reads Raw Data: it is in a form that only its maker can read
    `,
    raw: `
      Raw Data, instance 1 | instance instances | 0 images, 1
    `,
  },
  {
    name: 'an object of a private class',
    rule: 'unclaimed, and named',
    series: () => [objects.privateObject()],
    viewer: `
      - 1.2.3.1.1: no handler of this mode reads private object (UID 1.3.46.670589.11.0.0.12.2)
    `,
    raw: `
      private object (UID 1.3.46.670589.11.0.0.12.2), instance 1 | instance instances | 0 images, 1
    `,
  },
  {
    name: 'an object that does not say its class',
    rule: 'unclaimed in every mode',
    series: () => [objects.withoutClass()],
    viewer: `
      - 1.2.3.1.1: it does not say what kind of object it is (SOP Class UID missing)
    `,
  },
  {
    name: 'plan',
    rule: 'a card',
    series: () => [objects.plan()],
    viewer: `
      Lung 3D | radiotherapy plan | 0 images, 1
    `,
    raw: `
      RT Plan, instance 1 | instance instances | 0 images, 1
    `,
  },
  {
    name: 'PET and CT of one frame of reference',
    rule: 'fused by reference in the mode for it',
    series: () => [ct.axialStack(), other.petStatic()],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart
      PET | image-stack stack | 6 | 6 positions, 5 mm apart
    `,
    volume: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
      PET | volume volume | 6 | 6 positions, 5 mm apart
    `,
    fusion: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
      PET | fusion pet | 6 | 6 positions, 5 mm apart
        i fused: Fused on series 1 Chest
        > fused on, by frame of reference: 6 in Chest
    `,
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
      Positron Emission Tomography Image, instance 1 to 6 | instance instances | 1
    `,
  },
  {
    name: 'PET and CT of two frames of reference',
    rule: 'nothing to lie on',
    series: () => [ct.axialStack(), other.petStatic('1.2.3.99')],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart
      PET | image-stack stack | 6 | 6 positions, 5 mm apart
    `,
    volume: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
      PET | volume volume | 6 | 6 positions, 5 mm apart
    `,
    fusion: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
      PET | fusion pet | 6 | 6 positions, 5 mm apart
        ! nothing-to-fuse-on: No CT or MR of its frame of reference is here
        > fused on, by nothing: nothing here
    `,
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
      Positron Emission Tomography Image, instance 1 to 6 | instance instances | 1
    `,
  },
  {
    name: 'registration',
    rule: 'two frames of reference, of which one is here',
    series: () => [ct.axialStack(), objects.registration()],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart
      CT to MR | registration registration | 0 images, 1
        > registered images, by frame of reference: 6 in Chest
        > registered images, by nothing: nothing here
    `,
    volume: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
      CT to MR | registration registration | 0 images, 1
        > registered images, by frame of reference: 6 in Chest
        > registered images, by nothing: nothing here
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
      Spatial Registration, instance 1 | instance instances | 0 images, 1
    `,
  },
  {
    name: 'registration of what never came',
    rule: 'two frames of reference, neither of them here',
    series: () => [objects.registration()],
    viewer: `
      CT to MR | registration registration | 0 images, 1
        > registered images, by nothing: nothing here
        > registered images, by nothing: nothing here
    `,
    raw: `
      Spatial Registration, instance 1 | instance instances | 0 images, 1
    `,
  },
  {
    name: 'dose',
    rule: 'its plan is not here; the CT shares its frame of reference',
    series: () => [ct.axialStack(), objects.dose()],
    viewer: `
      Chest | image-stack stack | 6 | 6 positions, 5 mm apart
      Dose | rtdose dose | 0 images, 1
        > plan, by nothing: 1 not here
        > images under the dose, by frame of reference: 6 in Chest
    `,
    volume: `
      Chest | volume volume | 6 | 6 positions, 5 mm apart
      Dose | rtdose dose | 0 images, 1
        > plan, by nothing: 1 not here
        > images under the dose, by frame of reference: 6 in Chest
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 6 | instance instances | 1
      RT Dose, instance 1 | instance instances | 0 images, 1
        > plan, by nothing: 1 not here
    `,
  },
  {
    name: 'dose alone',
    rule: 'neither plan nor images',
    series: () => [objects.dose()],
    viewer: `
      Dose | rtdose dose | 0 images, 1
        > plan, by nothing: 1 not here
        > images under the dose, by nothing: nothing here
    `,
    raw: `
      RT Dose, instance 1 | instance instances | 0 images, 1
        > plan, by nothing: 1 not here
    `,
  },
];
