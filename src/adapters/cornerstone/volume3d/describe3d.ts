import type { DisplaySet, ViewportKind } from '../../../core/displaySet/displaySet.ts';
import { cameraLetters, fromWords } from '../../../core/threeD/camera.ts';
import { extentOf } from '../../../core/threeD/cropOnScreen.ts';
import { coarsenWords } from '../../../core/threeD/coarsen.ts';
import type { ThreeDLook } from '../../../core/threeD/look.ts';
import { presetNamed } from '../../../core/threeD/presets.ts';
import {
  emptyViewportState,
  type Presentation,
  type ViewportFailure,
  type ViewportState,
} from '../../../core/viewport.ts';
import { valueScaleOf } from '../fusion/suv.ts';
import { marksOf } from '../marks.ts';
import type { OpenScene } from './openScene.ts';

/** What is said of a picture in 3D. */
export interface SceneFacts {
  readonly open: OpenScene;
  readonly look: ThreeDLook;
  readonly presentation: Presentation;
  readonly isCoarse: boolean;
  readonly isCropping: boolean;
  readonly isHardware: boolean;
  /** The card was lost, and the picture is that of before. */
  readonly isLost: boolean;
}

/** All that is said of the picture on the canvas. */
export function describe3d(facts: SceneFacts): Partial<ViewportState> {
  const { open, look, presentation, isCoarse } = facts;
  const { content, slices } = open;
  return {
    displaySetInstanceUID: content.displaySet.displaySetInstanceUID,
    kind: open.kind,
    imageCount: 0,
    threeD: {
      look,
      modality: content.displaySet.Modality,
      isProjection: presetNamed(look.preset)?.projection !== undefined,
      isByWindow: presetNamed(look.preset)?.group === 'any',
      extent: extentOf(content.geometry),
      isCropping: facts.isCropping,
      from: fromWords(look.camera),
      slices: slices.count,
      // Where some are left out on the card, a part of them stands for all.
      slicesHere: open.isSettled
        ? slices.here
        : Math.min(slices.here, Math.floor((open.sent / open.needed) * slices.count)),
      isPreview: isCoarse,
      nearest: content.position(Math.floor(slices.count / 2)),
    },
    presentation: { ...presentation, threeD: look },
    orientation: cameraLetters(look.camera),
    valueScale: valueScaleOf(content.displaySet),
    marks: marksFor(facts),
  };
}

function marksFor(facts: SceneFacts): readonly string[] {
  const { open, isHardware, isLost } = facts;
  const { content, slices, reference, every } = open;
  const [source] = content.sources;
  const failed = slices.failed.size;
  const count = (n: number) => n.toLocaleString('en');
  const coarser = coarsenWords(every);
  return [
    ...(source && reference ? marksOf(source.instance, source.frame, reference.transferSyntaxUID) : []),
    ...(coarser === undefined ? [] : [coarser]),
    ...hounsfieldMark(facts),
    ...(open.isSettled
      ? []
      : [`${count(Math.min(open.sent, slices.here))} of ${count(open.needed)} slices so far`]),
    ...(failed > 0
      ? [`${count(failed)} ${failed === 1 ? 'slice' : 'slices'} could not be loaded: empty here`]
      : []),
    ...(isHardware ? [] : ['Drawn without a graphics card: slow']),
    ...(isLost ? ['The graphics card was lost; it is being asked for again'] : []),
  ];
}

/** Presets of CT count on air at -1000; without any air nobody can tell, so it is only said. */
function hounsfieldMark({ open: { content, reference }, look }: SceneFacts): readonly string[] {
  if (!reference || content.displaySet.Modality !== 'CT' || presetNamed(look.preset)?.group !== 'CT')
    return [];
  const { low, high, slope, intercept } = reference.pixels;
  const least = Math.min(low * slope, high * slope) + intercept;
  return least > -200 ? ['No air here: CT presets may not fit'] : [];
}

/** How another time or phase is looked at in the place of one: as that was, unless it is said in 3D. */
export const viewInPlace = (given: Presentation | undefined, own: Presentation): Presentation =>
  given?.threeD ? given : own;

/** Nothing is drawn yet. */
export const loading3d = ({ displaySetInstanceUID }: DisplaySet, kind: ViewportKind): ViewportState => ({
  ...emptyViewportState,
  status: 'loading',
  displaySetInstanceUID,
  kind,
});

/** It cannot be shown in 3D; the planes of a volume are offered instead, for they need no graphics card. */
export function failed3d(
  displaySet: DisplaySet,
  kind: ViewportKind,
  failure: Pick<ViewportFailure, 'reason' | 'canRetry'> & { readonly isVolume: boolean },
): ViewportState {
  const { reason, canRetry, isVolume } = failure;
  return {
    ...emptyViewportState,
    displaySetInstanceUID: displaySet.displaySetInstanceUID,
    kind,
    status: 'error',
    failure: {
      title: `${displaySet.label} cannot be shown in 3D`,
      reason,
      canRetry,
      ...(isVolume ? { instead: { kind: 'volume', label: 'Show its planes' } } : {}),
    },
  };
}

export const words = {
  noGraphics:
    'A volume in 3D is drawn by the graphics card (WebGL 2), and this browser offers none. Its planes need none.',
  lost: 'The graphics card was lost and did not come back. The planes are drawn without it.',
  noRoom:
    'The graphics card has no room for it, not even with every fourth voxel. The planes are drawn without it.',
  noSlice: 'None of its slices could be loaded.',
} as const;
