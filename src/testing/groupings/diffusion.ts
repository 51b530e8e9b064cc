import * as mr from '../series/mr.ts';
import type { Grouping } from './grouping.ts';

/** b-values, standard and private, and the maps computed from them. */
export const diffusionGroupings: readonly Grouping[] = [
  {
    name: 'b-values',
    rule: 'DiffusionBValue; directions stay with their b-value (C.8.13.5.9)',
    series: () => [mr.diffusionStandard()],
    viewer: `
      DWI, b = 0 | diffusion bValues | 4 | 4 positions, 5 mm apart
      DWI, b = 1000 | diffusion bValues | 12 | 4 positions, 5 mm apart; not a volume: each of the 4 positions has 3 images
        = 5 9 13 6 10 14 7 11 15 8 12 16
        i repeated-positions: Each of the 4 positions has 3 images
    `,
    volume: `
      DWI, b = 0 | volume volume | 4 | 4 positions, 5 mm apart
      DWI, b = 1000 | image-stack stack | 12 | 4 positions, 5 mm apart; not a volume: each of the 4 positions has 3 images
        = 5 9 13 6 10 14 7 11 15 8 12 16
        i repeated-positions: Each of the 4 positions has 3 images
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 16 | instance instances | 1
    `,
  },
  {
    name: 'b-values of GE',
    rule: '(0043,xx39) of GEMS_PARM_01, less a thousand million',
    series: () => [mr.diffusionGe()],
    viewer: `
      DWI, b = 0 | diffusion bValues | 4 | 4 positions, 5 mm apart
      DWI, b = 800 | diffusion bValues | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      DWI, b = 0 | volume volume | 4 | 4 positions, 5 mm apart
      DWI, b = 800 | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 8 | instance instances | 1
    `,
  },
  {
    name: 'b-values of Siemens',
    rule: '(0019,xx0C) of SIEMENS MR HEADER',
    series: () => [mr.diffusionSiemens()],
    viewer: `
      DWI, b = 0 | diffusion bValues | 4 | 4 positions, 5 mm apart
      DWI, b = 800 | diffusion bValues | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      DWI, b = 0 | volume volume | 4 | 4 positions, 5 mm apart
      DWI, b = 800 | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 8 | instance instances | 1
    `,
  },
  {
    name: 'b-values of Philips',
    rule: '(2001,xx03) of Philips Imaging DD 001',
    series: () => [mr.diffusionPhilips()],
    viewer: `
      DWI, b = 0 | diffusion bValues | 4 | 4 positions, 5 mm apart
      DWI, b = 800 | diffusion bValues | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      DWI, b = 0 | volume volume | 4 | 4 positions, 5 mm apart
      DWI, b = 800 | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 8 | instance instances | 1
    `,
  },
  {
    name: "a b-value's element under another creator",
    rule: 'a private element means nothing without its creator (PS3.5 7.8.1)',
    series: () => [mr.diffusionSiemens('NOBODY 1.0')],
    viewer: `
      DWI, repetition 1 | temporal positions | 4 | 4 positions, 5 mm apart
      DWI, repetition 2 | temporal positions | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      DWI, repetition 1 | volume volume | 4 | 4 positions, 5 mm apart
      DWI, repetition 2 | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 8 | instance instances | 1
    `,
  },
  {
    name: 'trace and ADC',
    rule: 'maps apart by ImageType',
    series: () => [mr.traceAndAdc()],
    viewer: `
      DWI maps, trace | diffusion bValues | 4 | 4 positions, 5 mm apart
      DWI maps, ADC | diffusion bValues | 4 | 4 positions, 5 mm apart
    `,
    volume: `
      DWI maps, trace | volume volume | 4 | 4 positions, 5 mm apart
      DWI maps, ADC | volume volume | 4 | 4 positions, 5 mm apart
    `,
    fusion: 'as volume',
    raw: `
      MR Image, instance 1 to 8 | instance instances | 1
    `,
  },
];
