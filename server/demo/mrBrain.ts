import type { NaturalDataset } from '../dicomWriter/dataset.ts';
import { SOPClass } from '../dicomWriter/sopClass.ts';
import { writePart10 } from '../dicomWriter/writePart10.ts';
import { headAt, type Palette, type Tissue } from './headPhantom.ts';
import {
  bytesOf,
  commonModules,
  type DemoFile,
  type DemoSeries,
  type DemoStudy,
  filePath,
  frameOfReferenceUID,
} from './identity.ts';
import { gaussians, uniform } from './noise.ts';

const study: DemoStudy = {
  name: 'mr-brain',
  PatientName: 'Sørensen^Ida',
  PatientID: 'HGR-0003',
  PatientBirthDate: '19680505',
  PatientSex: 'F',
  PatientAge: '057Y',
  StudyDate: '20260218',
  StudyTime: '134512',
  AccessionNumber: 'HGR26020240',
  StudyDescription: 'MR Brain, suspected stroke',
  ReferringPhysicianName: 'Abernathy^Colm^^Dr.',
};
const scanner = { Modality: 'MR', ManufacturerModelName: 'Lumen 1.5T', BodyPartExamined: 'BRAIN' } as const;
const echoSeries: DemoSeries = {
  ...scanner,
  number: 4,
  SeriesDescription: 'T2 multi-echo tra',
  ProtocolName: 'se_mce',
  startSeconds: 120,
};
const diffusionSeries: DemoSeries = {
  ...scanner,
  number: 5,
  SeriesDescription: 'DWI tra b0 b1000 ADC',
  ProtocolName: 'ep2d_diff',
  startSeconds: 480,
};

/** Proton density, T2 in ms and diffusion in 0.001 mm2/s of each tissue; the lesion is a fresh infarct. */
const tissues: Readonly<Record<Tissue, readonly [density: number, t2: number, adc: number]>> = {
  air: [0, 1, 0],
  skin: [0.55, 45, 0.6],
  fat: [0.85, 75, 0.05],
  muscle: [0.7, 38, 1.2],
  bone: [0.04, 20, 0.2],
  diploe: [0.55, 60, 0.2],
  csf: [1, 1400, 3],
  grey: [0.84, 98, 0.83],
  white: [0.68, 76, 0.74],
  cerebellum: [0.8, 92, 0.76],
  dura: [0.35, 40, 0.5],
  calcium: [0.1, 25, 0.3],
  blood: [0.84, 122, 0.42],
  oedema: [0.76, 98, 0.66],
  vitreous: [1, 1100, 2.8],
  lens: [0.45, 30, 0.8],
};

function palette(signal: (density: number, t2: number, adc: number, tissue: Tissue) => number): Palette {
  const of = (tissue: Tissue): number => signal(...tissues[tissue], tissue);
  return {
    air: of('air'),
    skin: of('skin'),
    fat: of('fat'),
    muscle: of('muscle'),
    bone: of('bone'),
    diploe: of('diploe'),
    csf: of('csf'),
    grey: of('grey'),
    white: of('white'),
    cerebellum: of('cerebellum'),
    dura: of('dura'),
    calcium: of('calcium'),
    blood: of('blood'),
    oedema: of('oedema'),
    vitreous: of('vitreous'),
    lens: of('lens'),
  };
}

const fatSuppressed = (tissue: Tissue): number => (['fat', 'skin', 'diploe'].includes(tissue) ? 0.06 : 1);

interface Volume {
  readonly size: number;
  readonly pixelMm: number;
  readonly slices: number;
  readonly spacingMm: number;
  readonly lowestMm: number;
}
const echoVolume: Volume = { size: 192, pixelMm: 1.25, slices: 20, spacingMm: 5.5, lowestMm: -38 };
const diffusionVolume: Volume = { size: 128, pixelMm: 1.875, slices: 16, spacingMm: 6.5, lowestMm: -34 };

const noise = gaussians(41, 1 << 17);

/** One slice: the palette's signal, the coil's shading and Rician noise, 12 bits. */
function slice(
  volume: Volume,
  index: number,
  colours: Palette,
  scale: number,
  sigma: number,
  seed: number,
): Uint16Array {
  const { size, pixelMm } = volume;
  const z = volume.lowestMm + index * volume.spacingMm;
  const pixels = new Uint16Array(size * size);
  const offset = Math.floor(uniform(seed)() * noise.length);
  for (let pixel = 0; pixel < pixels.length; pixel += 1) {
    const x = ((pixel % size) - (size - 1) / 2) * pixelMm;
    const y = (Math.floor(pixel / size) - (size - 1) / 2) * pixelMm;
    const shading = 0.9 + 0.2 * ((x * x + y * y) / 12_000);
    const signal = headAt(x, y, z, colours) * shading * scale;
    const real = signal + (noise[(pixel * 2 + offset) & 131_071] ?? 0) * sigma;
    const imaginary = (noise[(pixel * 2 + 1 + offset) & 131_071] ?? 0) * sigma;
    pixels[pixel] = Math.min(4095, Math.round(Math.sqrt(real * real + imaginary * imaginary)));
  }
  return pixels;
}

function file(
  series: DemoSeries,
  instance: number,
  volume: Volume,
  index: number,
  pixels: Uint16Array,
  attributes: NaturalDataset,
): DemoFile {
  const { size, pixelMm } = volume;
  const first = -((size - 1) / 2) * pixelMm;
  const z = volume.lowestMm + index * volume.spacingMm;
  return {
    path: filePath(study, series, instance),
    bytes: writePart10(
      {
        ...commonModules(study, series, instance, SOPClass.MRImage),
        FrameOfReferenceUID: frameOfReferenceUID(study),
        PositionReferenceIndicator: '',
        ImagePositionPatient: [first, first, z],
        ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
        PixelSpacing: [pixelMm, pixelMm],
        SliceThickness: volume.spacingMm - 0.5,
        SpacingBetweenSlices: volume.spacingMm,
        SliceLocation: z,
        PatientPosition: 'HFS',
        MagneticFieldStrength: 1.5,
        ImagingFrequency: 63.87,
        MRAcquisitionType: '2D',
        SequenceVariant: 'SK',
        ScanOptions: '',
        SamplesPerPixel: 1,
        PhotometricInterpretation: 'MONOCHROME2',
        Rows: size,
        Columns: size,
        BitsAllocated: 16,
        BitsStored: 12,
        HighBit: 11,
        PixelRepresentation: 0,
        ...attributes,
      },
      { pixelData: bytesOf(pixels) },
    ),
  };
}

/** Three echoes of each slice in one series, as the scanner sends them: position by position. */
function* echoes(): Generator<DemoFile> {
  const times = [14, 56, 112];
  const palettes = times.map((time) => palette((density, t2) => density * Math.exp(-time / t2)));
  for (let index = 0; index < echoVolume.slices; index += 1) {
    for (const [echo, EchoTime] of times.entries()) {
      const colours = palettes[echo];
      if (!colours) continue;
      const instance = index * times.length + echo + 1;
      const pixels = slice(echoVolume, index, colours, 2100, 26, 500 + instance);
      yield file(echoSeries, instance, echoVolume, index, pixels, {
        ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'SE'],
        ScanningSequence: 'SE',
        RepetitionTime: 3200,
        EchoTime,
        EchoNumbers: echo + 1,
        EchoTrainLength: times.length,
        FlipAngle: 90,
        AcquisitionNumber: 1,
        WindowCenter: [820, 700, 620][echo],
        WindowWidth: [1700, 1500, 1350][echo],
      });
    }
  }
}

/** Diffusion in one series: without weighting, with b = 1000, and the map of the coefficient. */
function* diffusion(): Generator<DemoFile> {
  const t2Weighted = (density: number, t2: number): number => density * Math.exp(-82 / t2);
  const kinds = [
    {
      colours: palette((density, t2, _adc, tissue) => t2Weighted(density, t2) * fatSuppressed(tissue)),
      scale: 2600,
      attributes: {
        ImageType: ['ORIGINAL', 'PRIMARY', 'DIFFUSION', 'NONE'],
        DiffusionBValue: 0,
        WindowCenter: 900,
        WindowWidth: 1800,
      },
    },
    {
      colours: palette(
        (density, t2, adc, tissue) => t2Weighted(density, t2) * Math.exp(-adc) * fatSuppressed(tissue),
      ),
      scale: 2600,
      attributes: {
        ImageType: ['ORIGINAL', 'PRIMARY', 'DIFFUSION', 'TRACEW'],
        DiffusionBValue: 1000,
        WindowCenter: 340,
        WindowWidth: 680,
      },
    },
    {
      colours: palette(
        (_density, _t2, adc, tissue) => (tissue === 'bone' ? 0.05 : adc) * fatSuppressed(tissue),
      ),
      scale: 1000,
      attributes: {
        ImageType: ['DERIVED', 'PRIMARY', 'DIFFUSION', 'ADC'],
        WindowCenter: 1150,
        WindowWidth: 2300,
      },
    },
  ];
  for (const [kind, { colours, scale, attributes }] of kinds.entries()) {
    for (let index = 0; index < diffusionVolume.slices; index += 1) {
      const instance = kind * diffusionVolume.slices + index + 1;
      const pixels = slice(diffusionVolume, index, colours, scale, kind === 2 ? 40 : 18, 900 + instance);
      yield file(diffusionSeries, instance, diffusionVolume, index, pixels, {
        ScanningSequence: 'EP',
        RepetitionTime: 4800,
        EchoTime: 82,
        EchoTrainLength: 1,
        FlipAngle: 90,
        AcquisitionNumber: 1,
        ...attributes,
      });
    }
  }
}

/** The MR study: three echoes in one series, and a diffusion series of three kinds of images. */
export function* mrBrainImages(): Generator<DemoFile> {
  yield* echoes();
  yield* diffusion();
}
