import { dot, type Vector3 } from '../../../core/dicom/geometry.ts';
import type { Presentation } from '../../../core/viewport.ts';
import { add, scale, toIndex, toPatient } from '../../../core/volume/geometry.ts';
import { isSame, normalised, obliqueStack } from '../../../core/volume/oblique.ts';
import {
  centreOf,
  onPlane,
  planeAt,
  sliceAt,
  slabReach,
  type PlaneChange,
  type PlaneOrientation,
  type PlaneStack,
  type PlaneView,
} from '../../../core/volume/planes.ts';
import type { Box, ImageShape } from '../presentation.ts';
import { middleOfView } from './screenCentre.ts';
import type { VolumeContent } from './volumeContent.ts';

/** Which plane of a volume is looked at, and through which point. */
export class PlaneChoice {
  readonly #content: VolumeContent;
  #stack: PlaneStack;
  #view: PlaneView;
  #direction: 1 | -1 = 1;

  /**
   * @param given kept from before.
   * @param image the acquired image to open on; without both, the middle slice of the scanner.
   */
  constructor(
    content: VolumeContent,
    given: PlaneView | undefined,
    image: { readonly SOPInstanceUID: string; readonly frame: number } | undefined,
  ) {
    this.#content = content;
    const { geometry, planes } = content;
    const acquired = planes.find(({ isAcquired }) => isAcquired) ?? planes[0];
    const base = planes.find(({ name }) => name === given?.name) ?? acquired;
    const turned = base.name === given?.name ? ownOrientation(base, given.orientation) : undefined;
    const asked = image && content.sliceOf(image);
    let through = given?.through;
    // A turned plane is no acquired image: where it was is all there is to go by.
    const isElsewhere = !turned && asked !== undefined && through && asked !== sliceAt(geometry, through);
    if (!through || isElsewhere) {
      const slice = asked ?? Math.floor((geometry.size[2] - 1) / 2);
      // On the slice that is asked for; within it, where it was before, else in its middle.
      const [i, j] = through
        ? toIndex(geometry, through)
        : [(geometry.size[0] - 1) / 2, (geometry.size[1] - 1) / 2];
      through = toPatient(geometry, [i, j, slice]);
    }
    const { orientation: _former, ...kept } = { slabMm: 0, blend: 'max' as const, ...given };
    this.#view = { ...kept, name: base.name, through, ...(turned && { orientation: turned }) };
    this.#stack = this.#stackOf(this.#view);
  }

  get stack(): PlaneStack {
    return this.#stack;
  }

  get view(): PlaneView {
    return this.#view;
  }

  /** From 0. */
  get plane(): number {
    return planeAt(this.#stack, this.#view.through);
  }

  /** The way the reader last went. */
  get direction(): 1 | -1 {
    return this.#direction;
  }

  /** The slice of the scanner nearest to the chosen point. */
  get slice(): number {
    return sliceAt(this.#content.geometry, this.#view.through);
  }

  /** The slice that a plane is; undefined where planes cut across slices. */
  acquiredSlice(plane: number): number | undefined {
    return this.#stack.isAcquired ? sliceAt(this.#content.geometry, centreOf(this.#stack, plane)) : undefined;
  }

  goTo(to: number): void {
    const plane = Math.min(this.#stack.count - 1, Math.max(0, Math.round(to)));
    if (plane !== this.plane) this.#direction = plane > this.plane ? 1 : -1;
    this.#view = { ...this.#view, through: onPlane(this.#stack, plane, this.#view.through) };
  }

  /**
   * @param middle a point of the present plane: another plane goes through it, too,
   * unless the change names a point itself.
   */
  change(change: PlaneChange, middle: Vector3): void {
    const { planes } = this.#content;
    const { name: former, slabMm, blend, through, orientation } = this.#view;
    const base = planes.find(({ name }) => name === (change.name ?? former)) ?? this.#base;
    const keeps = change.name === undefined && !('orientation' in change);
    const turned = keeps ? orientation : ownOrientation(base, change.orientation);
    const isOther = base.name !== former;
    this.#view = {
      name: base.name,
      through: change.through ?? (isOther ? middle : through),
      slabMm: Math.max(0, change.slabMm ?? slabMm),
      blend: change.blend ?? blend,
      ...(turned && { orientation: turned }),
    };
    const before = this.#stack;
    this.#stack = this.#stackOf(this.#view);
    if (isOther) this.#direction = 1;
    else if (change.through && this.#stack === before)
      this.#direction = dot(change.through, before.forward) < dot(through, before.forward) ? -1 : 1;
  }

  /** The point of the patient at the middle of the viewport. */
  middleOf(box: Box, view: Presentation): Vector3 {
    const { rows, columns, spacing, right, down } = this.#stack;
    const shape: ImageShape = { rows, columns, spacing };
    const [x, y] = middleOfView(box, shape, view);
    return add(add(centreOf(this.#stack, this.plane), scale(right, x)), scale(down, y));
  }

  /** Which planes can be drawn whole, for the scroll bar; undefined while every plane lacks something. */
  loaded(slices: readonly unknown[], here: number): Uint8Array | undefined {
    const { count, isAcquired } = this.#stack;
    if (isAcquired)
      return Uint8Array.from({ length: count }, (_, plane) =>
        slices[this.acquiredSlice(plane) ?? -1] === undefined ? 0 : 1,
      );
    return here === slices.length ? new Uint8Array(count).fill(1) : undefined;
  }

  /** Whether the chosen plane or slab is made of a slice. */
  uses(slice: number): boolean {
    const middle = this.acquiredSlice(this.plane);
    return middle === undefined || Math.abs(slice - middle) <= slabReach(this.#stack, this.#view.slabMm);
  }

  get #base(): PlaneStack {
    const { planes } = this.#content;
    return planes.find(({ name }) => name === this.#view.name) ?? planes[0];
  }

  #stackOf({ orientation, through }: PlaneView): PlaneStack {
    return orientation ? obliqueStack(this.#content.geometry, this.#base, orientation, through) : this.#base;
  }
}

/** As a plane has it; undefined where it is none, or that of the plane itself. */
function ownOrientation(
  base: PlaneStack,
  orientation: PlaneOrientation | undefined,
): PlaneOrientation | undefined {
  const turned = orientation && normalised(orientation);
  return turned && !isSame(turned, base) ? turned : undefined;
}
