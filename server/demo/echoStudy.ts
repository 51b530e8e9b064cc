import type { NaturalDataset } from '../dicomWriter/dataset.ts';
import { SOPClass } from '../dicomWriter/sopClass.ts';
import { writePart10 } from '../dicomWriter/writePart10.ts';
import { type Canvas, type Colour, drawLine, drawText, makeCanvas, setPixel } from './canvas.ts';
import { depthMm, flowAt, halfAngle, heartFrame, type Sector } from './heartPhantom.ts';
import { commonModules, type DemoFile, type DemoSeries, type DemoStudy, filePath } from './identity.ts';
import { smoothStep } from './noise.ts';

const study: DemoStudy = {
  name: 'us-echo',
  PatientName: 'Brandvold^Henrik',
  PatientID: 'HGR-0002',
  PatientBirthDate: '19740822',
  PatientSex: 'M',
  PatientAge: '051Y',
  StudyDate: '20260209',
  StudyTime: '101508',
  AccessionNumber: 'HGR26020118',
  StudyDescription: 'Transthoracic echocardiography',
  ReferringPhysicianName: 'Lindqvist^Astrid^^Dr.',
};
const probe = {
  Modality: 'US',
  ManufacturerModelName: 'Sonolit C4',
  BodyPartExamined: 'HEART',
  ProtocolName: 'Adult echo',
} as const;
const series = {
  apical: { ...probe, number: 1, SeriesDescription: 'Apical four chamber', startSeconds: 60 },
  colour: {
    ...probe,
    number: 2,
    SeriesDescription: 'Apical four chamber, colour Doppler',
    startSeconds: 180,
  },
  still: { ...probe, number: 3, SeriesDescription: 'Measurement', startSeconds: 260 },
} satisfies Record<string, DemoSeries>;

const large: Sector = { width: 640, height: 480, apexX: 320, apexY: 18, pixelsPerMm: 2.56 };
const small: Sector = { width: 480, height: 360, apexX: 240, apexY: 14, pixelsPerMm: 1.93 };
const framesPerBeat = 30;

const white: Colour = [215, 215, 215];
const dim: Colour = [120, 120, 120];
const green: Colour = [90, 230, 120];
const amber: Colour = [245, 190, 60];

/** An electrocardiogram's height over one beat, -0.2 to 1. */
function cardiogram(beat: number): number {
  const wave = (centre: number, width: number): number => Math.exp(-(((beat - centre) / width) ** 2));
  return (
    0.13 * wave(0.9, 0.035) -
    0.12 * wave(0.985, 0.008) +
    wave(0.005, 0.011) +
    wave(1.005, 0.011) -
    0.22 * wave(0.03, 0.01) +
    0.24 * wave(0.3, 0.05)
  );
}

/** What a machine draws around the sector: depth scale, trace with the present moment, settings. */
function annotate(
  canvas: Canvas,
  sector: Sector,
  moment: number,
  beats: number,
  notes: readonly string[],
): void {
  for (let cm = 0; cm <= depthMm / 10; cm += 1) {
    const y = sector.apexY + cm * 10 * sector.pixelsPerMm;
    const length = cm % 5 === 0 ? 8 : 4;
    drawLine(canvas, [canvas.width - 14 - length, y], [canvas.width - 14, y], cm % 5 === 0 ? white : dim);
    if (cm % 5 === 0 && cm > 0) drawText(canvas, canvas.width - 40, Math.round(y) - 3, String(cm), dim);
  }
  notes.forEach((note, index) => drawText(canvas, 10, 12 + index * 12, note, index === 0 ? white : dim));
  drawText(canvas, 10, canvas.height - 14, '60 BPM', green);
  const base = canvas.height - 12;
  const width = canvas.width - 120;
  let previous: readonly [number, number] | undefined;
  for (let column = 0; column < width; column += 1) {
    const time = (column / width) * beats;
    const point = [60 + column, base - cardiogram(time % 1) * 26] as const;
    if (previous) drawLine(canvas, previous, point, time <= moment ? green : [60, 90, 66]);
    previous = point;
  }
  const now = 60 + Math.round((moment / beats) * width);
  drawLine(canvas, [now, base - 30], [now, base + 6], amber);
}

function regions(sector: Sector): NaturalDataset {
  const half = Math.sin(halfAngle) * depthMm * sector.pixelsPerMm;
  return {
    SequenceOfUltrasoundRegions: [
      {
        RegionSpatialFormat: 1,
        RegionDataType: 1,
        RegionFlags: 0,
        RegionLocationMinX0: Math.floor(sector.apexX - half),
        RegionLocationMinY0: Math.floor(sector.apexY),
        RegionLocationMaxX1: Math.ceil(sector.apexX + half),
        RegionLocationMaxY1: Math.min(
          sector.height - 1,
          Math.ceil(sector.apexY + depthMm * sector.pixelsPerMm),
        ),
        ReferencePixelX0: Math.round(half),
        ReferencePixelY0: 0,
        PhysicalUnitsXDirection: 3,
        PhysicalUnitsYDirection: 3,
        PhysicalDeltaX: 0.1 / sector.pixelsPerMm,
        PhysicalDeltaY: 0.1 / sector.pixelsPerMm,
        TransducerFrequency: 2500,
      },
    ],
  };
}

const pixelModule = (sector: Sector, channels: 1 | 3): NaturalDataset => ({
  SamplesPerPixel: channels,
  PhotometricInterpretation: channels === 3 ? 'RGB' : 'MONOCHROME2',
  ...(channels === 3 && { PlanarConfiguration: 0 }),
  Rows: sector.height,
  Columns: sector.width,
  BitsAllocated: 8,
  BitsStored: 8,
  HighBit: 7,
  PixelRepresentation: 0,
  ImageType: ['ORIGINAL', 'PRIMARY', 'TTE', '0011'],
  LossyImageCompression: '00',
  BurnedInAnnotation: 'YES',
  HeartRate: 60,
});

/** Sixty grey frames, two beats, at a constant rate. */
function apicalClip(beat: readonly Uint8Array[]): DemoFile {
  const frames = framesPerBeat * 2;
  const size = large.width * large.height;
  const pixels = new Uint8Array(frames * size);
  for (let frame = 0; frame < frames; frame += 1) {
    const canvas = makeCanvas(large.width, large.height, 1);
    canvas.pixels.set(beat[frame % framesPerBeat] ?? canvas.pixels);
    annotate(canvas, large, frame / framesPerBeat, 2, [
      'C4 2.5 MHZ',
      'DEPTH 16 CM',
      'GAIN 54%',
      'MI 1.1 TIS 0.8',
    ]);
    pixels.set(canvas.pixels, frame * size);
  }
  return {
    path: filePath(study, series.apical, 1),
    bytes: writePart10(
      {
        ...commonModules(study, series.apical, 1, SOPClass.UltrasoundMultiFrameImage),
        ...pixelModule(large, 1),
        ...regions(large),
        WindowCenter: 128,
        WindowWidth: 256,
        NumberOfFrames: frames,
        FrameIncrementPointer: '00181063',
        FrameTime: 33.33,
        CineRate: 30,
        EffectiveDuration: 2,
      },
      { pixelData: pixels },
    ),
  };
}

/** Red towards the probe, blue away from it, brighter when faster. */
function flowColour(velocity: number): Colour {
  const speed = Math.min(1, Math.abs(velocity));
  const bright = Math.round(110 + 145 * speed);
  const warm = Math.round(230 * smoothStep(0.35, 1, speed));
  return velocity > 0 ? [bright, warm, 0] : [0, warm, bright];
}

/** Colour Doppler over the valve: RGB, slower while the colour is dense (variable frame times). */
function colourClip(): DemoFile {
  const frames = 24;
  const size = small.width * small.height * 3;
  const pixels = new Uint8Array(frames * size);
  const times = Array.from({ length: frames }, (_, frame): number =>
    frame === 0 ? 0 : frame % 8 < 4 ? 36 : 52,
  );
  const total = times.reduce((sum, time) => sum + time, 0) + 44;
  let elapsed = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    elapsed += times[frame] ?? 0;
    const beat = elapsed / total;
    const grey = heartFrame(small, beat);
    const canvas = makeCanvas(small.width, small.height, 3);
    for (let index = 0; index < grey.length; index += 1) {
      const value = grey[index] ?? 0;
      canvas.pixels.fill(value, index * 3, index * 3 + 3);
      const x = ((index % small.width) - small.apexX) / small.pixelsPerMm;
      const d = (Math.floor(index / small.width) - small.apexY) / small.pixelsPerMm;
      const inBox = Math.abs(Math.atan2(x, d) - 0.14) < 0.24 && d > 45 && d < 138;
      if (!inBox || value > 95) continue;
      const velocity = flowAt(x, d, beat);
      if (Math.abs(velocity) > 0.16) {
        setPixel(canvas, index % small.width, Math.floor(index / small.width), flowColour(velocity));
      }
    }
    for (const side of [-0.1, 0.38]) {
      const edge = (range: number): readonly [number, number] => [
        small.apexX + Math.sin(side) * range * small.pixelsPerMm,
        small.apexY + Math.cos(side) * range * small.pixelsPerMm,
      ];
      drawLine(canvas, edge(46), edge(140), [190, 190, 190]);
    }
    for (let step = 0; step < 72; step += 1) {
      const velocity = 1 - step / 35.5;
      for (let column = 0; column < 9; column += 1) {
        setPixel(
          canvas,
          12 + column,
          74 + step,
          Math.abs(velocity) < 0.05 ? [0, 0, 0] : flowColour(velocity),
        );
      }
    }
    drawText(canvas, 10, 62, '+62', white);
    drawText(canvas, 10, 150, '-62 CM/S', white);
    annotate(canvas, small, beat, 1, ['C4 2.5 MHZ', 'COLOUR 2.0 MHZ', 'GAIN 48%']);
    pixels.set(canvas.pixels, frame * size);
  }
  return {
    path: filePath(study, series.colour, 1),
    bytes: writePart10(
      {
        ...commonModules(study, series.colour, 1, SOPClass.UltrasoundMultiFrameImage),
        ...pixelModule(small, 3),
        ...regions(small),
        UltrasoundColorDataPresent: 1,
        NumberOfFrames: frames,
        FrameIncrementPointer: '00181065',
        FrameTimeVector: times,
      },
      { pixelData: pixels },
    ),
  };
}

/** A still with a measurement drawn into it. */
function still(grey: Uint8Array): DemoFile {
  const canvas = makeCanvas(large.width, large.height, 3);
  grey.forEach((value, index) => canvas.pixels.fill(value, index * 3, index * 3 + 3));
  annotate(canvas, large, 0, 2, ['C4 2.5 MHZ', 'DEPTH 16 CM', 'FROZEN']);
  const place = (x: number, d: number): readonly [number, number] => [
    large.apexX + x * large.pixelsPerMm,
    large.apexY + d * large.pixelsPerMm,
  ];
  const [from, to] = [place(-1.5, 66), place(39.5, 66)];
  for (let step = 0; step <= 24; step += 2) {
    const at = (t: number): readonly [number, number] => [from[0] + ((to[0] - from[0]) * t) / 25, from[1]];
    drawLine(canvas, at(step), at(step + 1), amber);
  }
  for (const [x, y] of [from, to]) {
    drawLine(canvas, [x - 5, y], [x + 5, y], amber);
    drawLine(canvas, [x, y - 5], [x, y + 5], amber);
  }
  drawText(canvas, 10, 60, 'LVIDD 4.1 CM', amber, 2);
  return {
    path: filePath(study, series.still, 1),
    bytes: writePart10(
      {
        ...commonModules(study, series.still, 1, SOPClass.UltrasoundImage),
        ...pixelModule(large, 3),
        ...regions(large),
      },
      { pixelData: canvas.pixels },
    ),
  };
}

/** The echocardiogram: a clip at a constant rate, one at a variable rate, and a still. */
export function* echoImages(): Generator<DemoFile> {
  const beat = Array.from({ length: framesPerBeat }, (_, frame) => heartFrame(large, frame / framesPerBeat));
  yield apicalClip(beat);
  yield colourClip();
  yield still(beat[0] ?? new Uint8Array());
}
