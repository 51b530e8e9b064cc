import { formatAge, formatDate, formatPersonName, formatTime } from '../../../core/dicom/format.ts';
import type { Instance } from '../../../core/dicom/instance.ts';
import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import { frameImage } from '../../../core/multiFrame/frameImage.ts';
import type { ViewportState } from '../../../core/viewport.ts';
import { unitOf } from '../../../core/suv/suvInputs.ts';
import { fusedWindows, suvWindow } from '../fusion/fusionWords.ts';
import { planeLine, slabLine } from '../planes.ts';
import { threeDLines } from '../three-d/threeDWords.ts';

/** What an item of the overlay may speak of: the image whose pixels are on the canvas, and how it is shown. */
export interface OverlayFacts {
  /** Of the image, with what its frame says for itself (PS3.3 C.7.6.16). */
  readonly image: Instance;
  readonly frame: number;
  /** Of the display set's images, from 0. */
  readonly index: number;
  readonly displaySet: DisplaySet;
  readonly live: Pick<ViewportState, 'presentation' | 'magnification' | 'imageCount' | 'plane' | 'image'> &
    Partial<Pick<ViewportState, 'fusion' | 'projection' | 'threeD' | 'valueScale'>>;
  /** For dates. */
  readonly locale: string | undefined;
}

/** The image's attributes where a frame of its own may say something else. */
export const imageOfFrame = (instance: Instance, frame: number): Instance =>
  instance.PerFrameFunctionalGroupsSequence || instance.SharedFunctionalGroupsSequence
    ? { ...instance, ...frameImage(instance, frame, instance.InstanceNumber ?? 1) }
    : instance;

interface OverlayItem {
  /** As the settings name it. */
  readonly label: string;
  /** What is written; undefined or '' where there is nothing to say. */
  readonly text: (facts: OverlayFacts) => string | undefined;
}

const item = (label: string, text: OverlayItem['text']): OverlayItem => ({ label, text });

/** A number with its unit, no longer than it helps. */
const measured = (label: string, value: number | undefined, unit: string): string | undefined =>
  value === undefined ? undefined : `${label} ${round(value)} ${unit}`;

/** Everything that a corner can say, by the name under which a choice of it is kept. */
export const overlayItems = {
  patientName: item('Patient’s name', ({ image }) => formatPersonName(image.PatientName) || 'No name'),
  patient: item('ID, sex and age', ({ image }) =>
    joined([image.PatientID, [image.PatientSex, formatAge(image.PatientAge)].filter(Boolean).join(' ')]),
  ),
  birthDate: item('Birth date', ({ image, locale }) =>
    image.PatientBirthDate ? `* ${formatDate(image.PatientBirthDate, locale)}` : undefined,
  ),
  study: item('Study description', ({ image }) => image.StudyDescription),
  studyDate: item('Study date', ({ image, locale }) => formatDate(image.StudyDate, locale)),
  accession: item('Accession number', ({ image }) => image.AccessionNumber && `Acc ${image.AccessionNumber}`),
  institution: item('Institution', ({ image }) => image.InstitutionName),
  device: item('Device', ({ image }) =>
    joined([image.Manufacturer, image.ManufacturerModelName, image.StationName]),
  ),

  series: item('Modality and series number', ({ displaySet }) =>
    `${displaySet.Modality} ${displaySet.SeriesNumber ?? ''}`.trim(),
  ),
  description: item(
    'Series description',
    ({ image, displaySet }) => image.SeriesDescription ?? displaySet.label,
  ),
  part: item('Part of the series', ({ displaySet }) => displaySet.splitLabel),
  view: item('Side and view', ({ image }) =>
    [image.ImageLaterality ?? image.Laterality, image.ViewPosition].filter(Boolean).join(' '),
  ),
  bodyPart: item('Body part', ({ image }) => image.BodyPartExamined),
  protocol: item('Protocol', ({ image }) => image.ProtocolName),
  acquired: item('Time of acquisition', ({ image }) =>
    formatTime(image.AcquisitionTime ?? image.AcquisitionDateTime?.slice(8, 14)),
  ),

  window: item('Window', ({ live: { presentation: as, fusion, valueScale } }) => {
    if (fusion) return fusedWindows(fusion);
    if (as?.windowWidth === undefined || as.windowCenter === undefined) return undefined;
    return (
      suvWindow(valueScale, as.windowCenter, as.windowWidth) ??
      // Under a LUT, the window counts in its output.
      `${as.voiLut === undefined ? '' : `LUT ${as.voiLut + 1} `}W ${round(as.windowWidth)} L ${round(as.windowCenter)}`
    );
  }),
  zoom: item('Zoom', ({ live: { magnification } }) =>
    magnification === undefined ? undefined : `${magnification.toFixed(magnification < 10 ? 2 : 1)}x`,
  ),
  turned: item('Turned, flipped, inverted', ({ live: { presentation: as } }) =>
    [
      as?.rotation ? `${as.rotation}°` : undefined,
      as?.flipHorizontal || as?.flipVertical ? 'flipped' : undefined,
      as?.invert ? 'inverted' : undefined,
      as?.interpolation === 'nearest' ? 'pixels as blocks' : undefined,
    ]
      .filter(Boolean)
      .join('  ·  '),
  ),

  echoTime: item('Echo time', ({ image }) => measured('TE', image.EchoTime ?? image.EffectiveEchoTime, 'ms')),
  repetitionTime: item('Repetition time', ({ image }) => measured('TR', image.RepetitionTime, 'ms')),
  inversionTime: item('Inversion time', ({ image }) => measured('TI', image.InversionTime, 'ms')),
  flipAngle: item('Flip angle', ({ image }) => measured('FA', image.FlipAngle, '°')),
  bValue: item('b-value', ({ image }) => {
    const b = image.DiffusionBValue ?? image.privateBValue?.value;
    return b === undefined ? undefined : `b ${round(b)} s/mm²`;
  }),
  kernel: item('Kernel', ({ image }) => image.ConvolutionKernel?.join(' ')),
  contrast: item('Contrast agent', ({ image }) => image.ContrastBolusAgent),
  phase: item('Phase of the heart', ({ image }) => {
    const percent = image.NominalPercentageOfCardiacPhase;
    return percent === undefined ? measured('Trigger', image.TriggerTime, 'ms') : `Phase ${round(percent)} %`;
  }),
  units: item('Unit of the values', ({ image, live }) =>
    // In SUV the window says so.
    (live.fusion ?? live.valueScale)
      ? live.valueScale?.reason && unitOf(image)
      : (unitOf(image) ?? image.RescaleType),
  ),

  thickness: item('Slice thickness', ({ image }) => measured('Th', image.SliceThickness, 'mm')),
  location: item('Slice location', ({ image }) => measured('Loc', image.SliceLocation, 'mm')),
  number: item('Instance number', ({ image, displaySet }) =>
    image.InstanceNumber !== undefined && !displaySet.isMultiFrame
      ? `No. ${image.InstanceNumber}`
      : undefined,
  ),
  image: item('Image and how many there are', ({ displaySet, frame, index, live: { imageCount } }) =>
    displaySet.isMultiFrame && displaySet.instances.length === 1
      ? `fr ${frame}/${imageCount}`
      : `im ${index + 1}/${imageCount}`,
  ),
} as const satisfies Readonly<Record<string, OverlayItem>>;

export type OverlayItemId = keyof typeof overlayItems;

export const overlayItemIds = Object.keys(overlayItems) as readonly OverlayItemId[]; // the keys are just these

/** Items that share a line, so that a choice of them reads as one: "W 400 L 40  ·  1.20x". */
export const onOneLine: readonly OverlayItemId[] = ['window', 'zoom', 'turned'];

/** Items that say nothing true of a plane between the images. */
export const ofAcquiredImages: ReadonlySet<OverlayItemId> = new Set([
  'thickness',
  'location',
  'number',
  'image',
  'acquired',
]);

/** One line of a corner, under the id of its (first) item. */
export interface OverlayLine {
  readonly id: string;
  readonly text: string;
}

/**
 * The plane of a volume, where it lies and how thick it is; of an acquired image
 * its number, too. What is drawn (`slab`, `plane`) is said in a small viewport as well.
 */
export function planeLines({ live }: OverlayFacts): readonly OverlayLine[] {
  const { plane, projection, threeD, image, imageCount } = live;
  if (threeD) return threeDLines(threeD).map((text, at) => ({ id: `threeD${at}`, text }));
  if (projection)
    return [
      { id: 'slab', text: 'MIP' },
      { id: 'plane', text: projection.from },
      { id: 'planeIndex', text: `${projection.index + 1}/${imageCount}` },
    ];
  if (!plane) return [];
  const slab = slabLine(plane);
  return [
    ...(image ? [{ id: 'planeImage', text: `im ${image.index + 1}` }] : []),
    ...(slab === undefined ? [] : [{ id: 'slab', text: slab }]),
    { id: 'plane', text: planeLine(plane) },
    { id: 'planeIndex', text: `${plane.index + 1}/${imageCount}` },
  ];
}

const joined = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' · ');

const round = (value: number) =>
  Number(value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0));
