import type { DisplaySet, ViewportKind } from '../../../core/displaySet/displaySet.ts';
import { unitOfValues } from '../../../core/linking/windowLayers.ts';
import type { Box } from '../presentation.ts';
import {
  emptyViewportState,
  type PixelReading,
  type PixelValue,
  type Presentation,
  type ViewportState,
} from '../../../core/viewport.ts';
import { marksOf } from '../marks.ts';
import { edgeLetters } from '../orientation.ts';
import { pictureOf } from '../picture.ts';
import { fitScale } from '../presentation.ts';
import { notFused } from './baseChoice.ts';
import type { FusionLooks } from './fusionLooks.ts';
import type { OpenScene } from './openScene.ts';
import type { Layers, Source } from './scene.ts';

/** Pure steps of the viewport for fusions: its states, and what is said of a picture. */

export const loadingState = (displaySet: DisplaySet, kind: ViewportKind): ViewportState => ({
  ...emptyViewportState,
  status: 'loading',
  displaySetInstanceUID: displaySet.displaySetInstanceUID,
  kind,
});

/** It cannot be shown so at all; a PET that is a volume is offered alone. */
export const refusedState = (
  displaySet: DisplaySet,
  kind: ViewportKind,
  what: string,
  reason: string,
): ViewportState => ({
  ...emptyViewportState,
  displaySetInstanceUID: displaySet.displaySetInstanceUID,
  kind,
  status: 'error',
  failure: {
    title: `${displaySet.label} is ${what}`,
    reason,
    canRetry: false,
    ...(what === notFused && displaySet.viewportKinds.includes('volume')
      ? { instead: { kind: 'volume', label: 'Show the PET alone' } }
      : {}),
  },
});

interface DrawnWith {
  readonly looks: FusionLooks;
  readonly size: Box;
  readonly lostGraphics: boolean;
  readonly plane?: NonNullable<Presentation['plane']>;
  readonly degrees?: number;
}

/** All that is said of the picture on the canvas, but for which plane or projection it is. */
export function describeFusion(
  open: OpenScene,
  layers: Layers,
  { looks, size, lostGraphics, plane, degrees }: DrawnWith,
): Partial<ViewportState> {
  const { template, base } = layers;
  const { scale, scene } = open;
  const { view } = looks;
  const picture = pictureOf(template);
  return {
    // A projection lies nowhere: points of it are no places in the patient.
    picture: base ? picture : { ...picture, plane: undefined },
    presentation: looks.presentation({
      ...(plane ? { plane } : {}),
      ...(degrees === undefined ? {} : { degrees }),
    }),
    magnification: view.zoom * fitScale(size, template, view.rotation),
    orientation: edgeLetters(template.instance, template.frame, view),
    fusion: {
      look: looks.look,
      label: scale.label,
      unit: scale.unit,
      noSuv: scale.reason,
      petWindow: looks.petWindow,
      baseWindow: scene.base && looks.baseWindow,
      base: scene.base && (base?.instance.Modality ?? 'the other series'),
      baseUnit: base && unitOfValues(base.instance),
    },
    marks: marks(open, layers, lostGraphics),
  };
}

function marks({ scene, scale }: OpenScene, layers: Layers, lostGraphics: boolean): readonly string[] {
  const { slices, slicesHere, isPreview } = layers;
  const count = (n: number) => n.toLocaleString('en');
  const sources = [scene.base, scene.pet].flatMap((source) => source ?? []);
  return [
    ...new Set(sources.flatMap(markedSource)),
    ...(scale.reason === undefined ? [] : [scale.reason]),
    ...(slicesHere < slices ? [`${count(slicesHere)} of ${count(slices)} slices so far`] : []),
    ...(isPreview && slicesHere === slices ? ['Rough picture'] : []),
    ...sources.flatMap(failures),
    ...(lostGraphics ? ['Drawn without the graphics card'] : []),
  ];
}

/** Of what was acquired: a computed picture has a spacing of its own. */
function markedSource({ content, slices }: Source): readonly string[] {
  const [source] = content.sources;
  const image = slices.slices.find(Boolean);
  return source ? marksOf(source.instance, source.frame, image?.transferSyntaxUID) : [];
}

function failures({ content, slices }: Source): readonly string[] {
  const { size } = slices.failed;
  if (size === 0) return [];
  const { Modality = '' } = content.displaySet;
  return [`${size.toLocaleString('en')} ${Modality} ${size === 1 ? 'slice' : 'slices'} could not be loaded`];
}

/** What lies at a pixel: of the CT, and of the PET as SUV where there are SUVs. */
export function valueOf(
  { scene, scale }: OpenScene,
  layers: Layers,
  column: number,
  row: number,
): PixelValue | undefined {
  const { rows, columns } = layers.template;
  if (!(column >= 0 && row >= 0 && column < columns && row < rows)) return undefined;
  const at = Math.floor(row) * columns + Math.floor(column);
  const value = layers.pet[at] ?? NaN;
  const base = scene.readBase(layers, at);
  const pet: PixelReading | undefined = Number.isNaN(value)
    ? undefined
    : {
        label: scene.base ? scale.label : `${scale.label} maximum`,
        value: value * scale.factor,
        ...(scale.unit === undefined ? {} : { unit: scale.unit }),
      };
  return { stored: [], readings: [base, pet].flatMap((one) => one ?? []) };
}
