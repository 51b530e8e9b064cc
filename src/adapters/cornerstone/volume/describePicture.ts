import type { Presentation, ViewportState } from '../../../core/viewport.ts';
import {
  centreOf,
  placeOf,
  sliceAt,
  slabReach,
  type PlaneStack,
  type PlaneView,
} from '../../../core/volume/planes.ts';
import type { StackImage } from '../imageStore.ts';
import { marksOf } from '../marks.ts';
import { valueScaleOf } from '../fusion/suv.ts';
import { edgeLetters } from '../orientation.ts';
import { pictureOf } from '../picture.ts';
import { fitScale, type Box } from '../presentation.ts';
import type { OpenVolume } from './openVolume.ts';
import { reasonOf } from './volumeSlices.ts';

/** What a picture shows, kept with it until it is on the canvas. */
export interface MadeOf {
  readonly owner: OpenVolume;
  readonly view: PlaneView;
  readonly plane: number;
  /** The planes that it is one of. */
  readonly stack: PlaneStack;
  /** Made of fewer pixels than the plane has. */
  readonly isPreview: boolean;
  /** Zoom and pan were given with the plane. */
  readonly isGiven: boolean;
  /** Slices that it is made of, and those that were here. */
  readonly slices: number;
  readonly slicesHere: number;
}

export interface PictureFacts {
  readonly image: StackImage;
  readonly madeOf: MadeOf;
  readonly presentation: Presentation;
  readonly size: Box;
  readonly lostGraphics: boolean;
}

/** All that is said of the picture on the canvas: of this one, and of no other. */
export function describePicture(facts: PictureFacts): Partial<ViewportState> {
  const { image, madeOf, presentation, size } = facts;
  const { content } = madeOf.owner;
  const { rows, columns, spacing } = image;
  const { view, plane, stack, isPreview, slices, slicesHere } = madeOf;
  const { mm, text } = placeOf(stack, plane);
  const layers = 2 * slabReach(stack, view.slabMm) + 1;
  const nearest = content.position(
    sliceAt(content.geometry, stack.isAcquired ? centreOf(stack, plane) : view.through),
  );
  const { choice, slices: held } = madeOf.owner;
  return {
    displaySetInstanceUID: content.displaySet.displaySetInstanceUID,
    kind: madeOf.owner.kind,
    loaded: choice.loaded(held.slices, held.here),
    // A single acquired slice is an image of the display set; every other plane is none.
    image: stack.isAcquired && layers === 1 ? nearest : undefined,
    plane: {
      view,
      names: content.planes.map(({ name }) => name),
      index: plane,
      place: text,
      mm,
      stepMm: stack.stepMm,
      slabMm: layers === 1 ? 0 : layers * stack.stepMm,
      slices,
      slicesHere,
      ...(isPreview && { isPreview }),
      nearest,
    },
    picture: pictureOf(image),
    valueScale: valueScaleOf(content.displaySet),
    imageCount: stack.count,
    presentation: { ...presentation, plane: view },
    magnification: presentation.zoom * fitScale(size, { rows, columns, spacing }, presentation.rotation),
    orientation: edgeLetters(image.instance, image.frame, presentation),
    marks: marksFor(facts),
  };
}

function marksFor({ image, madeOf, lostGraphics }: PictureFacts): readonly string[] {
  const { slices, slicesHere, owner } = madeOf;
  const { content } = owner;
  const failed = owner.slices.failed.size;
  const [source] = content.sources;
  const tilted = content.displaySet.geometry?.findings.some(({ code }) => code === 'tilted');
  const count = (n: number) => n.toLocaleString('en');
  return [
    // Of what was acquired: a computed picture has a spacing of its own.
    ...(source ? marksOf(source.instance, source.frame, image.transferSyntaxUID) : []),
    ...(tilted ? ['Resampled from tilted slices'] : []),
    ...(slicesHere < slices ? [`${count(slicesHere)} of ${count(slices)} slices so far`] : []),
    ...(failed > 0 ? [`${count(failed)} ${failed === 1 ? 'slice' : 'slices'} could not be loaded`] : []),
    ...(lostGraphics ? ['Drawn without the graphics card'] : []),
  ];
}

/** Title and reason where a slice could not be had; undefined where the plane is none. */
export const sliceFailure = (
  slice: number | undefined,
  count: number,
  failure: unknown,
): [title: string, reason: string] => [
  slice === undefined
    ? 'No slice of this volume could be loaded'
    : `Slice ${slice + 1} of ${count} cannot be displayed`,
  reasonOf(failure),
];
