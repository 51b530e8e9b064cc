import { dot, type Vector3 } from '../../../core/dicom/geometry.ts';
import type { Presentation } from '../../../core/viewport.ts';
import { add, scale, toIndex, toPatient } from '../../../core/volume/geometry.ts';
import {
  centreOf,
  onPlane,
  planeAt,
  sliceAt,
  slabReach,
  type PlaneStack,
  type PlaneView,
} from '../../../core/volume/planes.ts';
import type { Box, ImageShape } from '../presentation.ts';
import { middleOfView, panTo } from './screenCentre.ts';
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
    this.#stack = planes.find(({ name }) => name === given?.name) ?? acquired;
    const asked = image && content.sliceOf(image);
    let through = given?.through;
    if (!through || (asked !== undefined && asked !== sliceAt(geometry, through))) {
      const slice = asked ?? Math.floor((geometry.size[2] - 1) / 2);
      // On the slice that is asked for; within it, where it was before, else in its middle.
      const [i, j] = through
        ? toIndex(geometry, through)
        : [(geometry.size[0] - 1) / 2, (geometry.size[1] - 1) / 2];
      through = toPatient(geometry, [i, j, slice]);
    }
    this.#view = { slabMm: 0, blend: 'max', ...given, name: this.#stack.name, through };
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
    this.moveTo(onPlane(this.#stack, plane, this.#view.through));
  }

  moveTo(through: Vector3): void {
    this.#view = { ...this.#view, through };
  }

  /** @param through a point of the present plane: another plane goes through it, too. */
  change(change: Partial<Omit<PlaneView, 'through'>>, through: Vector3): void {
    const { planes } = this.#content;
    const stack = planes.find(({ name }) => name === change.name) ?? this.#stack;
    const isTurned = stack !== this.#stack;
    this.#stack = stack;
    this.#view = {
      name: stack.name,
      through: isTurned ? through : this.#view.through,
      slabMm: Math.max(0, change.slabMm ?? this.#view.slabMm),
      blend: change.blend ?? this.#view.blend,
    };
    if (isTurned) this.#direction = 1;
  }

  /** The point of the patient at the middle of the viewport. */
  middleOf(box: Box, view: Presentation): Vector3 {
    const [x, y] = middleOfView(box, this.#shape, view);
    const { right, down } = this.#stack;
    return add(add(centreOf(this.#stack, this.plane), scale(right, x)), scale(down, y));
  }

  /** The pan that brings a point of the patient to the middle of the viewport. */
  panTo(box: Box, zoom: number, point: Vector3): readonly [number, number] {
    const { right, down } = this.#stack;
    const centre = centreOf(this.#stack, this.plane);
    const offset = [dot(point, right) - dot(centre, right), dot(point, down) - dot(centre, down)] as const;
    return panTo(box, this.#shape, zoom, offset);
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

  get #shape(): ImageShape {
    const { rows, columns, spacing } = this.#stack;
    return { rows, columns, spacing };
  }
}
