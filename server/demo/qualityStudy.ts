import { SOPClass } from '../dicomWriter/sopClass.ts';
import { uidFromName } from '../dicomWriter/uid.ts';
import { writePart10 } from '../dicomWriter/writePart10.ts';
import { type Colour, drawLine, drawText, fillRectangle, makeCanvas } from './canvas.ts';
import {
  bytesOf,
  commonModules,
  type DemoFile,
  type DemoSeries,
  type DemoStudy,
  filePath,
  frameOfReferenceUID,
} from './identity.ts';
import { grainTile, mix, smoothStep, uniform } from './noise.ts';

const study: DemoStudy = {
  name: 'ct-quality',
  PatientName: 'Phantom^Constancy Test',
  PatientID: 'QA-TORUS64',
  PatientBirthDate: '',
  PatientSex: 'O',
  PatientAge: '',
  StudyDate: '20260301',
  StudyTime: '063000',
  AccessionNumber: 'HGRQA260301',
  StudyDescription: 'CT constancy test, monthly',
  ReferringPhysicianName: 'Physics^Medical',
};
const series: DemoSeries = {
  number: 2,
  Modality: 'CT',
  ManufacturerModelName: 'Torus 64',
  BodyPartExamined: 'PHANTOM',
  ProtocolName: 'QA monthly',
  SeriesDescription: 'Inserts, result sheet and raw data',
  startSeconds: 60,
};

const slices = 12;
const size = 320;
const pixelMm = 0.7;
const grain = grainTile(61, 256, 1);

interface Insert {
  readonly name: string;
  readonly hu: number;
}
const inserts: readonly Insert[] = [
  { name: 'AIR', hu: -998 },
  { name: 'PMP', hu: -196 },
  { name: 'LDPE', hu: -104 },
  { name: 'POLYSTYRENE', hu: -47 },
  { name: 'ACRYLIC', hu: 115 },
  { name: 'DELRIN', hu: 365 },
  { name: 'BONE 50%', hu: 720 },
  { name: 'TEFLON', hu: 990 },
];

const disc = (x: number, y: number, radius: number): number =>
  smoothStep(0.6, -0.6, Math.sqrt(x * x + y * y) - radius);

/** The phantom: a body with inserts, then line pairs, then low contrast discs, then water alone. */
function phantomHu(x: number, y: number, index: number): number {
  if (x * x + y * y > 10_000) return -1000;
  let hu = mix(-1000, 115, disc(x, y, 98));
  hu = mix(hu, 92, disc(x, y, 92));
  if (index < 4) {
    inserts.forEach((insert, place) => {
      const angle = (place / inserts.length) * 2 * Math.PI - Math.PI / 2;
      hu = mix(hu, insert.hu, disc(x - 58 * Math.cos(angle), y - 58 * Math.sin(angle), 6.5));
    });
    for (const corner of [-1, 1])
      hu = mix(hu, -990, disc(x - 25 * corner, y + 25, 1.5) + disc(x - 25 * corner, y - 25, 1.5));
  } else if (index < 8) {
    for (let group = 0; group < 12; group += 1) {
      const angle = (group / 12) * 2 * Math.PI;
      const along = x * Math.cos(angle) + y * Math.sin(angle) - 56;
      const across = -x * Math.sin(angle) + y * Math.cos(angle);
      const period = 6 / (1 + group * 0.45);
      if (Math.abs(along) > 9 || Math.abs(across) > period * 2.3) continue;
      hu = mix(hu, 900, smoothStep(-0.35, 0.35, Math.cos((across / period) * 2 * Math.PI)));
    }
  } else if (index < 10) {
    for (let place = 0; place < 18; place += 1) {
      const angle = (place / 18) * 2 * Math.PI;
      hu +=
        (place < 6 ? 20 : place < 12 ? 10 : 6) *
        disc(x - 52 * Math.cos(angle), y - 52 * Math.sin(angle), 7.5 - (place % 6) * 1.1);
    }
  } else {
    hu = mix(hu, 0, disc(x, y, 92));
  }
  return hu;
}

function image(index: number): DemoFile {
  const origin = -((size - 1) / 2) * pixelMm;
  const pixels = new Int16Array(size * size);
  const offset = Math.floor(uniform(700 + index)() * 65_536);
  for (let pixel = 0; pixel < pixels.length; pixel += 1) {
    const [column, row] = [pixel % size, Math.floor(pixel / size)];
    const [x, y] = [origin + column * pixelMm, origin + row * pixelMm];
    const noise =
      (grain[((row & 255) * 256 + (column & 255) + offset) & 65_535] ?? 0) * (x * x + y * y < 9604 ? 4.5 : 2);
    const hu = phantomHu(x, y, index) + noise;
    pixels[pixel] = Math.round(Math.min(3071, Math.max(-1024, hu)));
  }
  const instance = index + 1;
  const z = index * 10;
  return {
    path: filePath(study, series, instance),
    bytes: writePart10(
      {
        ...commonModules(study, series, instance, SOPClass.CTImage),
        ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
        FrameOfReferenceUID: frameOfReferenceUID(study),
        PositionReferenceIndicator: '',
        ImagePositionPatient: [origin, origin, z],
        ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
        PixelSpacing: [pixelMm, pixelMm],
        SliceThickness: 10,
        AcquisitionNumber: 1,
        KVP: 120,
        XRayTubeCurrent: 200,
        ConvolutionKernel: 'H30',
        PatientPosition: 'HFS',
        SamplesPerPixel: 1,
        PhotometricInterpretation: 'MONOCHROME2',
        Rows: size,
        Columns: size,
        BitsAllocated: 16,
        BitsStored: 16,
        HighBit: 15,
        PixelRepresentation: 1,
        RescaleSlope: 1,
        RescaleIntercept: 0,
        RescaleType: 'HU',
        WindowCenter: index < 10 ? 90 : 0,
        WindowWidth: index < 8 ? 500 : 140,
      },
      { pixelData: bytesOf(pixels) },
    ),
  };
}

const paper: Colour = [244, 246, 248];
const ink: Colour = [28, 36, 46];
const pale: Colour = [150, 160, 170];
const blue: Colour = [24, 78, 140];
const good: Colour = [22, 130, 70];

/** The result sheet: a table and a chart as a Secondary Capture image. */
function resultSheet(): DemoFile {
  const canvas = makeCanvas(800, 600, 3);
  fillRectangle(canvas, [0, 0, 800, 600], paper);
  fillRectangle(canvas, [0, 0, 800, 54], blue);
  drawText(canvas, 24, 20, 'CONSTANCY TEST  TORUS 64', [255, 255, 255], 2);
  drawText(canvas, 560, 24, '2026-03-01  06:31', [200, 215, 235], 1);
  ['INSERT', 'NOMINAL HU', 'MEASURED HU', 'LIMIT', 'RESULT'].forEach((title, column) =>
    drawText(canvas, 24 + ([0, 150, 270, 400, 480][column] ?? 0), 80, title, pale),
  );
  const next = uniform(62);
  inserts.forEach((insert, row) => {
    const y = 102 + row * 22;
    drawLine(canvas, [24, y - 6], [560, y - 6], [216, 221, 226]);
    drawText(canvas, 24, y, insert.name, ink);
    drawText(canvas, 174, y, String(insert.hu), ink);
    drawText(canvas, 294, y, (insert.hu + next() * 5 - 2.5).toFixed(1), ink);
    drawText(canvas, 424, y, insert.hu < -500 ? '+- 20' : '+- 8', ink);
    drawText(canvas, 504, y, 'PASS', good);
  });
  drawText(canvas, 24, 308, 'NOISE IN WATER, LAST 12 MONTHS (HU)', ink);
  for (let line = 0; line <= 4; line += 1) {
    const y = 340 + line * 50;
    drawLine(canvas, [60, y], [760, y], [214, 220, 226]);
    drawText(canvas, 24, y - 3, (6 - line * 0.5).toFixed(1), pale);
  }
  let previous: readonly [number, number] | undefined;
  for (let month = 0; month < 12; month += 1) {
    const point = [80 + month * 60, 440 + Math.sin(month * 1.3) * 22 - month * 2 + next() * 16] as const;
    if (previous) drawLine(canvas, previous, point, blue);
    fillRectangle(canvas, [Math.round(point[0]) - 3, Math.round(point[1]) - 3, 7, 7], blue);
    drawText(canvas, point[0] - 6, 556, String(((month + 3) % 12) + 1).padStart(2, '0'), pale);
    previous = point;
  }
  drawText(canvas, 590, 110, 'PASSED', good, 4);
  drawText(canvas, 590, 152, 'CTDI VOL 58.2 MGY', ink);
  drawText(canvas, 590, 170, 'DLP 698 MGY CM', ink);
  const instance = slices + 1;
  return {
    path: filePath(study, series, instance),
    bytes: writePart10(
      {
        ...commonModules(study, series, instance, SOPClass.SecondaryCaptureImage),
        ConversionType: 'WSD',
        ImageType: ['DERIVED', 'SECONDARY', 'RESULT'],
        BurnedInAnnotation: 'YES',
        SamplesPerPixel: 3,
        PhotometricInterpretation: 'RGB',
        PlanarConfiguration: 0,
        Rows: 600,
        Columns: 800,
        BitsAllocated: 8,
        BitsStored: 8,
        HighBit: 7,
        PixelRepresentation: 0,
      },
      { pixelData: canvas.pixels },
    ),
  };
}

/** A storage class of the (invented) manufacturer's own: raw detector data that no viewer can show. */
function rawData(): DemoFile {
  const instance = slices + 2;
  const next = uniform(63);
  const samples = Uint8Array.from({ length: 4096 }, () => Math.floor(next() * 256));
  return {
    path: filePath(study, series, instance),
    bytes: writePart10(commonModules(study, series, instance, uidFromName('demo/private storage class')), {
      privateElements: [
        {
          group: 0x0199,
          creator: 'HANGAR PHANTOM WORKS RAW',
          element: 0x01,
          vr: 'LO',
          value: 'DETECTOR CALIBRATION',
        },
        { group: 0x0199, creator: 'HANGAR PHANTOM WORKS RAW', element: 0x02, vr: 'US', value: [64, 64] },
        { group: 0x0199, creator: 'HANGAR PHANTOM WORKS RAW', element: 0x10, vr: 'OB', value: samples },
      ],
    }),
  };
}

/** One series of three SOP classes: CT images of a test phantom, a screenshot, and raw data. */
export function* qualityObjects(): Generator<DemoFile> {
  for (let index = 0; index < slices; index += 1) yield image(index);
  yield resultSheet();
  yield rawData();
}
