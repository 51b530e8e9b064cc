import * as ct from '../series/ct.ts';
import * as mr from '../series/mr.ts';
import * as other from '../series/otherImages.ts';
import type { Grouping } from './grouping.ts';

/** What splits a series of single-frame images, each with its value in the label. */
export const splitsGroupings: readonly Grouping[] = [
  {
    name: 'three acquisitions',
    rule: 'AcquisitionNumber, where every position has each',
    series: () => [ct.threeAcquisitions()],
    viewer: `
      Chest, acquisition 1 | acquisition acquisitions | 5 | 5 positions, 5 mm apart
      Chest, acquisition 2 | acquisition acquisitions | 5 | 5 positions, 5 mm apart
      Chest, acquisition 3 | acquisition acquisitions | 5 | 5 positions, 5 mm apart
    `,
    volume: `
      Chest, acquisition 1 | volume volume | 5 | 5 positions, 5 mm apart
      Chest, acquisition 2 | volume volume | 5 | 5 positions, 5 mm apart
      Chest, acquisition 3 | volume volume | 5 | 5 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 15 | instance instances | 1
    `,
  },
  {
    name: 'two kernels',
    rule: 'ConvolutionKernel, where a position has both',
    series: () => [ct.twoKernels()],
    viewer: `
      Chest, kernel B30f | image-stack stack | 4 | 4 positions, 5 mm apart
      Chest, kernel B70f | image-stack stack | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      Chest, kernel B30f | volume volume | 4 | 4 positions, 5 mm apart
      Chest, kernel B70f | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 1 to 8 | instance instances | 1
    `,
  },
  {
    name: 'three echoes',
    rule: 'Echo Time (C.8.3.1)',
    series: () => [mr.multiEcho()],
    viewer: `
      Brain, TE 20 ms | multi-echo echoes | 4 | 4 positions, 5 mm apart
      Brain, TE 60 ms | multi-echo echoes | 4 | 4 positions, 5 mm apart
      Brain, TE 100 ms | multi-echo echoes | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      Brain, TE 20 ms | volume volume | 4 | 4 positions, 5 mm apart
      Brain, TE 60 ms | volume volume | 4 | 4 positions, 5 mm apart
      Brain, TE 100 ms | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 12 | instance instances | 1
    `,
  },
  {
    name: 'echo times that differ by rounding',
    rule: 'within 2 % it is one echo',
    series: () => [mr.roundedEchoTimes()],
    viewer: `
      Brain, TE 20 ms | multi-echo echoes | 4 | 4 positions, 5 mm apart
      Brain, TE 80 ms | multi-echo echoes | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      Brain, TE 20 ms | volume volume | 4 | 4 positions, 5 mm apart
      Brain, TE 80 ms | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 8 | instance instances | 1
    `,
  },
  {
    name: 'an echo time that only some have',
    rule: 'absent on some is a value, which cannot be named',
    series: () => [mr.echoTimeAbsentOnSome()],
    viewer: `
      Brain, TE 20 ms | multi-echo echoes | 4 | 4 positions, 5 mm apart
      Brain | multi-echo echoes | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      Brain, TE 20 ms | volume volume | 4 | 4 positions, 5 mm apart
      Brain | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 8 | instance instances | 1
    `,
  },
  {
    name: 'temporal positions',
    rule: 'each time has every position',
    series: () => [mr.temporal()],
    viewer: `
      Perfusion, time 1 of 3 | temporal positions | 4 | 4 positions, 5 mm apart
      Perfusion, time 2 of 3 | temporal positions | 4 | 4 positions, 5 mm apart
      Perfusion, time 3 of 3 | temporal positions | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      Perfusion, time 1 of 3 | volume volume | 4 | 4 positions, 5 mm apart
      Perfusion, time 2 of 3 | volume volume | 4 | 4 positions, 5 mm apart
      Perfusion, time 3 of 3 | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 12 | instance instances | 1
    `,
  },
  {
    name: 'times of other positions',
    rule: 'two slabs are no series in time: declined',
    series: () => [mr.temporalOfOtherPositions()],
    viewer: `
      Two slabs | image-stack stack | 6 | 6 positions, 5 mm apart
    `,
    volume: `
      Two slabs | volume volume | 6 | 6 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 6 | instance instances | 1
    `,
  },
  {
    name: 'cardiac phases',
    rule: 'TriggerTime, each with every position',
    series: () => [mr.cardiacPhases()],
    viewer: `
      Cine SA, phase 1 of 5 | cardiac phases | 4 | 4 positions, 8 mm apart
      Cine SA, phase 2 of 5 | cardiac phases | 4 | 4 positions, 8 mm apart
      Cine SA, phase 3 of 5 | cardiac phases | 4 | 4 positions, 8 mm apart
      Cine SA, phase 4 of 5 | cardiac phases | 4 | 4 positions, 8 mm apart
      Cine SA, phase 5 of 5 | cardiac phases | 4 | 4 positions, 8 mm apart
    `,
    volume: `
      Cine SA, phase 1 of 5 | volume volume | 4 | 4 positions, 8 mm apart
      Cine SA, phase 2 of 5 | volume volume | 4 | 4 positions, 8 mm apart
      Cine SA, phase 3 of 5 | volume volume | 4 | 4 positions, 8 mm apart
      Cine SA, phase 4 of 5 | volume volume | 4 | 4 positions, 8 mm apart
      Cine SA, phase 5 of 5 | volume volume | 4 | 4 positions, 8 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 20 | instance instances | 1
    `,
  },
  {
    name: 'magnitude and phase',
    rule: 'ComplexImageComponent (C.8.13.3.1.1)',
    series: () => [mr.complexComponents()],
    viewer: `
      Brain, magnitude | complex components | 4 | 4 positions, 5 mm apart
      Brain, phase | complex components | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      Brain, magnitude | volume volume | 4 | 4 positions, 5 mm apart
      Brain, phase | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 8 | instance instances | 1
    `,
  },
  {
    name: 'components by ImageType',
    rule: 'M, P, R, I',
    series: () => [mr.componentsByImageType()],
    viewer: `
      Brain, magnitude | complex components | 4 | 4 positions, 5 mm apart
      Brain, phase | complex components | 4 | 4 positions, 5 mm apart
      Brain, real | complex components | 4 | 4 positions, 5 mm apart
      Brain, imaginary | complex components | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      Brain, magnitude | volume volume | 4 | 4 positions, 5 mm apart
      Brain, phase | volume volume | 4 | 4 positions, 5 mm apart
      Brain, real | volume volume | 4 | 4 positions, 5 mm apart
      Brain, imaginary | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 16 | instance instances | 1
    `,
  },
  {
    name: 'PET in time',
    rule: 'FrameReferenceTime (C.8.9.4.1.9)',
    series: () => [other.petDynamic()],
    viewer: `
      PET, at 0 s (1 of 3) | pet seriesTypes | 4 | 4 positions, 5 mm apart
      PET, at 30 s (2 of 3) | pet seriesTypes | 4 | 4 positions, 5 mm apart
      PET, at 60 s (3 of 3) | pet seriesTypes | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      PET, at 0 s (1 of 3) | volume volume | 4 | 4 positions, 5 mm apart
      PET, at 30 s (2 of 3) | volume volume | 4 | 4 positions, 5 mm apart
      PET, at 60 s (3 of 3) | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: `
      PET, at 0 s (1 of 3) | fusion pet | 4 | 4 positions, 5 mm apart
        ! nothing-to-fuse-on: No CT or MR of its frame of reference is here
        > fused on, by nothing: nothing here
      PET, at 30 s (2 of 3) | fusion pet | 4 | 4 positions, 5 mm apart
        ! nothing-to-fuse-on: No CT or MR of its frame of reference is here
        > fused on, by nothing: nothing here
      PET, at 60 s (3 of 3) | fusion pet | 4 | 4 positions, 5 mm apart
        ! nothing-to-fuse-on: No CT or MR of its frame of reference is here
        > fused on, by nothing: nothing here
    `,
    raw: `
      Positron Emission Tomography Image, instance 1 to 12 | instance instances | 1
    `,
  },
  {
    name: 'static and gated PET',
    rule: 'SeriesType (C.8.9.1.1.1)',
    series: () => [other.petSeriesTypes()],
    viewer: `
      PET, static | pet seriesTypes | 4 | 4 positions, 5 mm apart
      PET, gated | pet seriesTypes | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      PET, static | volume volume | 4 | 4 positions, 5 mm apart
      PET, gated | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: `
      PET, static | fusion pet | 4 | 4 positions, 5 mm apart
        ! nothing-to-fuse-on: No CT or MR of its frame of reference is here
        > fused on, by nothing: nothing here
      PET, gated | fusion pet | 4 | 4 positions, 5 mm apart
        ! nothing-to-fuse-on: No CT or MR of its frame of reference is here
        > fused on, by nothing: nothing here
    `,
    raw: `
      Positron Emission Tomography Image, instance 1 to 8 | instance instances | 1
    `,
  },
];
