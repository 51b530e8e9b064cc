import type { NaturalDataset } from '../dicomWriter/dataset.ts';
import { SOPClass } from '../dicomWriter/sopClass.ts';
import { writePart10 } from '../dicomWriter/writePart10.ts';
import { headAt, headRestAt, type Palette } from './headPhantom.ts';
import {
  bytesOf,
  commonModules,
  type DemoFile,
  type DemoSeries,
  type DemoStudy,
  filePath,
  frameOfReferenceUID,
} from './identity.ts';
import { grainTile, uniform } from './noise.ts';

export const ctHeadStudy: DemoStudy = {
  name: 'ct-head',
  PatientName: 'Marchetti^Lena',
  PatientID: 'HGR-0001',
  PatientBirthDate: '19610314',
  PatientSex: 'F',
  PatientAge: '064Y',
  StudyDate: '20260112',
  StudyTime: '071420',
  AccessionNumber: 'HGR26010031',
  StudyDescription: 'CT Head without contrast',
  ReferringPhysicianName: 'Okonkwo^Daniel^^Dr.',
};

const scanner = {
  Modality: 'CT',
  Manufacturer: 'Hangar Phantom Works',
  ManufacturerModelName: 'Torus 64',
  BodyPartExamined: 'HEAD',
  ProtocolName: 'Head routine',
} as const;
export const ctHeadSeries = {
  axial: { ...scanner, number: 2, SeriesDescription: 'Head 2.5 mm H30', startSeconds: 95 },
  coronal: { ...scanner, number: 3, SeriesDescription: 'Head coronal 5 mm H60 bone', startSeconds: 140 },
} satisfies Record<string, DemoSeries>;

export const hounsfield: Palette = {
  air: -1000,
  skin: 35,
  fat: -92,
  muscle: 55,
  bone: 1250,
  diploe: 520,
  csf: 6,
  grey: 39,
  white: 28,
  cerebellum: 36,
  dura: 62,
  calcium: 240,
  blood: 70,
  oedema: 18,
  vitreous: 9,
  lens: 95,
};

const slopeAndIntercept = { RescaleSlope: 1, RescaleIntercept: -1024, RescaleType: 'HU' };
export const axialSlices = 60;
export const axialSpacingMm = 2.5;
const axialPixelMm = 0.46875;
const lowestMm = -62.5;

const windows: NaturalDataset = {
  WindowCenter: [40, 500],
  WindowWidth: [80, 2000],
  WindowCenterWidthExplanation: ['BRAIN', 'BONE'],
};

const scanParameters: NaturalDataset = {
  KVP: 120,
  XRayTubeCurrent: 260,
  ExposureTime: 1000,
  Exposure: 260,
  FilterType: 'HEAD',
  DataCollectionDiameter: 500,
  GantryDetectorTilt: 0,
  TableHeight: 142.5,
  PatientPosition: 'HFS',
};

function imagePixel(rows: number, columns: number): NaturalDataset {
  return {
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: rows,
    Columns: columns,
    BitsAllocated: 16,
    BitsStored: 16,
    HighBit: 15,
    PixelRepresentation: 1,
    ...slopeAndIntercept,
  };
}

/** Hounsfield units to stored values; a CT cannot tell less than -1024 or more than 3071 apart. */
const stored = (hu: number): number => Math.round(Math.min(3071, Math.max(-1024, hu))) + 1024;

interface Plane {
  readonly rows: number;
  readonly columns: number;
  /** Patient coordinates of a pixel. */
  readonly at: (row: number, column: number) => readonly [number, number, number];
  readonly noiseHu: number;
  readonly seed: number;
}

const grain = grainTile(21, 256, 2);

/**
 * One axial or reformatted image of the head, with the noise of a CT (more in
 * the middle of the head). The anatomy is sampled at every second pixel: a
 * scanner resolves no more, and it takes a quarter of the time.
 */
function slice(plane: Plane): Int16Array {
  const { rows, columns } = plane;
  const width = columns / 2 + 1;
  const coarse = new Float32Array(width * (rows / 2 + 1));
  const centre = new Float32Array(coarse.length);
  for (let index = 0; index < coarse.length; index += 1) {
    const [x, y, z] = plane.at(Math.floor(index / width) * 2, (index % width) * 2);
    const hu = headAt(x, y, z, hounsfield);
    coarse[index] = hu < -990 ? (headRestAt(x, y, z) ?? hu) : hu;
    centre[index] = Math.max(0.35, 1 - (x * x + y * y) / 14000) * plane.noiseHu;
  }
  const pixels = new Int16Array(rows * columns);
  const offset = Math.floor(uniform(plane.seed)() * 65536);
  for (let row = 0; row < rows; row += 1) {
    const down = (row & 1) * width;
    for (let column = 0; column < columns; column += 1) {
      const at = (row >> 1) * width + (column >> 1);
      const right = column & 1;
      const hu =
        ((coarse[at] ?? 0) +
          (coarse[at + right] ?? 0) +
          (coarse[at + down] ?? 0) +
          (coarse[at + down + right] ?? 0)) /
        4;
      const noise = grain[((row & 255) * 256 + (column & 255) + offset) & 65535] ?? 0;
      pixels[row * columns + column] = stored(hu + noise * (centre[at] ?? 0));
    }
  }
  return pixels;
}

const first = (count: number, pixelMm: number): number => -((count - 1) / 2) * pixelMm;

function axialFile(index: number): DemoFile {
  const z = lowestMm + index * axialSpacingMm;
  const size = 512;
  const origin = first(size, axialPixelMm);
  const pixels = slice({
    rows: size,
    columns: size,
    at: (row, column) => [origin + column * axialPixelMm, origin + row * axialPixelMm, z],
    noiseHu: 4.2,
    seed: 100 + index,
  });
  const instance = index + 2;
  const series = ctHeadSeries.axial;
  return {
    path: filePath(ctHeadStudy, series, instance),
    bytes: writePart10(
      {
        ...commonModules(ctHeadStudy, series, instance, SOPClass.CTImage),
        ...scanParameters,
        ...imagePixel(size, size),
        ...windows,
        ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
        FrameOfReferenceUID: frameOfReferenceUID(ctHeadStudy),
        PositionReferenceIndicator: 'OM',
        ImagePositionPatient: [origin, origin, z],
        ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
        PixelSpacing: [axialPixelMm, axialPixelMm],
        SliceThickness: axialSpacingMm,
        SpacingBetweenSlices: axialSpacingMm,
        SliceLocation: z,
        AcquisitionNumber: 2,
        ConvolutionKernel: 'H30',
        ReconstructionDiameter: size * axialPixelMm,
      },
      { pixelData: bytesOf(pixels) },
    ),
  };
}

/** The scout: attenuation summed from left to right, as the tube sees it from the side. */
function localizerFile(): DemoFile {
  const rows = 402;
  const columns = 441;
  const pixelMm = 0.6;
  const top = 110;
  const front = first(columns, pixelMm);
  // Sums on a coarse grid, interpolated: the projection blurs anyway.
  const step = 3;

  const coarseRows = rows / step + 1;
  const coarseColumns = columns / step + 1;
  const sums = new Float32Array(coarseRows * coarseColumns);
  const next = uniform(7);
  for (let row = 0; row < coarseRows; row += 1) {
    const z = top - row * step * pixelMm;
    if (z < -74 || z > 93) continue;
    for (let column = 0; column < coarseColumns; column += 1) {
      const y = front + column * step * pixelMm;
      let sum = 0;
      // The head is nearly symmetric: one half, counted twice.
      // Begun at another place for each ray, or the sampling would show as rings.
      for (let x = next() * 3; x < 88; x += 3) {
        const hu = headAt(x, y, z, hounsfield);
        if (hu > -990) sum += (hu + 1000) * 6;
      }
      sums[row * coarseColumns + column] = sum;
    }
  }
  const pixels = new Int16Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const r = row / step;
      const c = column / step;
      const at = Math.floor(r) * coarseColumns + Math.floor(c);
      const fr = r - Math.floor(r);
      const fc = c - Math.floor(c);
      const upper = (sums[at] ?? 0) * (1 - fc) + (sums[at + 1] ?? 0) * fc;
      const lower = (sums[at + coarseColumns] ?? 0) * (1 - fc) + (sums[at + coarseColumns + 1] ?? 0) * fc;
      const sum = upper * (1 - fr) + lower * fr;
      const noise = (grain[((row & 255) * 256 + (column & 255)) & 65535] ?? 0) * 5;
      pixels[row * columns + column] = stored(-1000 + sum / 160 + noise);
    }
  }
  const series = ctHeadSeries.axial;
  return {
    path: filePath(ctHeadStudy, series, 1),
    bytes: writePart10(
      {
        ...commonModules(ctHeadStudy, series, 1, SOPClass.CTImage),
        ...scanParameters,
        ...imagePixel(rows, columns),
        WindowCenter: 0,
        WindowWidth: 1900,
        ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'],
        FrameOfReferenceUID: frameOfReferenceUID(ctHeadStudy),
        PositionReferenceIndicator: 'OM',
        ImagePositionPatient: [0, front, top],
        ImageOrientationPatient: [0, 1, 0, 0, 0, -1],
        PixelSpacing: [pixelMm, pixelMm],
        SliceThickness: 200,
        AcquisitionNumber: 1,
        KVP: 120,
        XRayTubeCurrent: 35,
        ConvolutionKernel: 'T20',
      },
      { pixelData: bytesOf(pixels) },
    ),
  };
}

function coronalFile(index: number): DemoFile {
  const rows = 320;
  const columns = 384;
  const pixelMm = 0.5;
  const spacingMm = 5;
  const y = -80 + index * spacingMm;
  const left = first(columns, pixelMm);
  const top = 96;
  const series = ctHeadSeries.coronal;
  const instance = index + 1;
  const pixels = slice({
    rows,
    columns,
    at: (row, column) => [left + column * pixelMm, y, top - row * pixelMm],
    noiseHu: 16,
    seed: 300 + index,
  });
  return {
    path: filePath(ctHeadStudy, series, instance),
    bytes: writePart10(
      {
        ...commonModules(ctHeadStudy, series, instance, SOPClass.CTImage),
        ...scanParameters,
        ...imagePixel(rows, columns),
        WindowCenter: [500, 40],
        WindowWidth: [2000, 80],
        WindowCenterWidthExplanation: ['BONE', 'BRAIN'],
        ImageType: ['DERIVED', 'SECONDARY', 'MPR', 'CORONAL'],
        FrameOfReferenceUID: frameOfReferenceUID(ctHeadStudy),
        PositionReferenceIndicator: 'OM',
        ImagePositionPatient: [left, y, top],
        ImageOrientationPatient: [1, 0, 0, 0, 0, -1],
        PixelSpacing: [pixelMm, pixelMm],
        SliceThickness: spacingMm,
        SpacingBetweenSlices: spacingMm,
        AcquisitionNumber: 2,
        ConvolutionKernel: 'H60',
        DerivationDescription: 'Coronal reformat',
      },
      { pixelData: bytesOf(pixels) },
    ),
  };
}

/** The CT study's images: a localizer and the axial slices in one series, and a coronal reformat. */
export function* ctHeadImages(): Generator<DemoFile> {
  yield localizerFile();
  for (let index = 0; index < axialSlices; index += 1) yield axialFile(index);
  for (let index = 0; index < 30; index += 1) yield coronalFile(index);
}

/** The axial slice through the middle of the haemorrhage, by its InstanceNumber. */
export const haematomaInstance = Math.round((5 - lowestMm) / axialSpacingMm) + 2;

/** The pixels of that slice under the brain window, 8 bit, one value for 2x2 of its pixels (256x256). */
export function haematomaPicture(): Uint8Array {
  const size = 256;
  const picture = new Uint8Array(size * size);
  for (let index = 0; index < picture.length; index += 1) {
    const x = ((index % size) - 127.5) * axialPixelMm * 2;
    const y = (Math.floor(index / size) - 127.5) * axialPixelMm * 2;
    const hu = headAt(x, y, 5, hounsfield);
    picture[index] = Math.round(Math.min(1, Math.max(0, hu / 80)) * 255);
  }
  return picture;
}
