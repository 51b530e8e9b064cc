import type { Vector3 } from '../../../core/dicom/geometry.ts';
import { unitOfValues } from '../../../core/linking/windowLayers.ts';
import type { PixelReading, ShowOptions, ViewportState } from '../../../core/viewport.ts';
import { toPatient } from '../../../core/volume/geometry.ts';
import { centreOf, placeOf, sliceAt, slabReach, type PlaneChange } from '../../../core/volume/planes.ts';
import { reslice, sampleGrid, slicesOf } from '../../../core/volume/reslice.ts';
import type { StackImage } from '../imageStore.ts';
import { sliceFailure } from '../volume/describePicture.ts';
import { PlaneChoice } from '../volume/planeChoice.ts';
import { makePicture, samplesOf, type PlaneRequest } from '../volume/planePicture.ts';
import { countHere, voxelsOf, type Layers, type Next, type Scene, type Source } from './scene.ts';

interface PlaneLayers extends Layers {
  readonly request: PlaneRequest;
  readonly view: PlaneChoice['view'];
}

/** Planes of CT or MR with the PET of the same places: cut by the base, wherever its voxels are. */
export class FusedScene implements Scene {
  readonly pet: Source;
  readonly base: Source;
  readonly choice: PlaneChoice;
  #reference: StackImage | undefined;

  constructor(pet: Source, base: Source, options: ShowOptions) {
    this.pet = pet;
    this.base = base;
    this.choice = new PlaneChoice(base.content, options.presentation?.plane, undefined);
    // The image that is asked for is one of the PET.
    const slice = options.image && pet.content.sliceOf(options.image);
    const isThere = slice === undefined || slice === sliceAt(pet.content.geometry, this.choice.view.through);
    if (!options.presentation?.plane || !isThere) {
      const through = middleOf(pet, slice);
      this.choice.change({ through }, through);
    }
  }

  get count(): number {
    return this.choice.stack.count;
  }

  get index(): number {
    return this.choice.plane;
  }

  goTo(index: number): void {
    this.choice.goTo(index);
    this.need();
  }

  /** Loads what the chosen plane shows before all the rest. */
  need(): void {
    this.base.slices.need(this.choice.slice);
    this.pet.slices.need(sliceAt(this.pet.content.geometry, this.choice.view.through));
  }

  /** The slice of a volume nearest to the chosen point. */
  nearestSlice({ geometry }: Source['content']): number {
    return sliceAt(geometry, this.choice.view.through);
  }

  change(change: PlaneChange, middle: Vector3): void {
    this.choice.change(change, middle);
    this.need();
  }

  next(): Next {
    const { choice, base } = this;
    const slice = choice.acquiredSlice(choice.plane);
    const failed =
      slice === undefined && base.slices.here > 0 ? undefined : base.slices.failed.get(slice ?? choice.slice);
    if (failed !== undefined) return { failure: sliceFailure(slice, base.slices.count, failed) };
    const reference = this.reference;
    const isHere = slice === undefined ? base.slices.here > 0 : base.slices.has(slice);
    if (!isHere || !reference) return undefined;
    const { stack, plane, view } = choice;
    const request = { content: base.content, stack, plane, slabMm: view.slabMm, blend: view.blend };
    return { run: this.#make(request, view, reference), isPatient: false };
  }

  isCurrent(layers: Layers): boolean {
    return isPlane(layers) && layers.view.name === this.choice.view.name;
  }

  uses(source: Source, slice: number): boolean {
    if (source === this.base) return this.choice.uses(slice);
    const grid = sampleGrid(
      this.pet.content.geometry,
      this.choice.stack,
      this.choice.plane,
      this.choice.view.slabMm,
    );
    const { from, to } = slicesOf(this.pet.content.geometry, grid);
    return slice >= from && slice <= to;
  }

  canShow(index: number): boolean {
    const slice = this.choice.acquiredSlice(index);
    const { slices } = this.base;
    return slice === undefined || slices.has(slice) || slices.failed.has(slice);
  }

  loaded(): Uint8Array | undefined {
    const { slices } = this.base;
    return this.choice.loaded(slices.slices, slices.here);
  }

  describe(layers: Layers): Partial<ViewportState> {
    if (!isPlane(layers)) return {};
    const { request, view, slices, slicesHere } = layers;
    const { stack, plane } = request;
    const { mm, text } = placeOf(stack, plane);
    const reach = 2 * slabReach(stack, view.slabMm) + 1;
    const { geometry } = this.pet.content;
    return {
      image: undefined,
      projection: undefined,
      imageCount: stack.count,
      plane: {
        view,
        names: this.base.content.planes.map(({ name }) => name),
        index: plane,
        place: text,
        mm,
        stepMm: stack.stepMm,
        slabMm: reach === 1 ? 0 : reach * stack.stepMm,
        slices,
        slicesHere,
        nearest: this.pet.content.position(
          sliceAt(geometry, stack.isAcquired ? centreOf(stack, plane) : view.through),
        ),
      },
    };
  }

  readBase({ base }: Layers, at: number): PixelReading | undefined {
    const stored = base?.pixels.data[at];
    if (!base || stored === undefined) return undefined;
    const { Modality = 'Base' } = base.instance;
    const unit = unitOfValues(base.instance);
    return {
      label: Modality,
      value: stored * base.pixels.slope + base.pixels.intercept,
      ...(unit === undefined ? {} : { unit }),
    };
  }

  dispose(): void {
    this.base.slices.dispose();
    this.pet.slices.dispose();
  }

  /** The image of the base that gives window and patient to every picture: the first that came. */
  get reference(): StackImage | undefined {
    const { slices } = this.base.slices;
    this.#reference ??= slices[this.choice.slice] ?? slices.find(Boolean);
    return this.#reference;
  }

  *#make(
    request: PlaneRequest,
    view: PlaneChoice['view'],
    reference: StackImage,
  ): Generator<void, PlaneLayers> {
    const { base, pet } = this;
    const samples = samplesOf(request);
    const picture = yield* makePicture(request, samples, base.slices.slices, reference, '');
    const { geometry } = pet.content;
    const grid = sampleGrid(geometry, request.stack, request.plane, request.slabMm);
    const values = yield* reslice(geometry, voxelsOf(pet.slices), grid, request.blend);
    const ofPet = slicesOf(geometry, grid);
    const [a, b] = [
      countHere(base.slices, samples.from, samples.to),
      countHere(pet.slices, ofPet.from, ofPet.to),
    ];
    return {
      request,
      view,
      template: picture,
      base: picture,
      pet: values,
      index: request.plane,
      slices: a.slices + b.slices,
      slicesHere: a.slicesHere + b.slicesHere,
      isPreview: false,
    };
  }
}

const isPlane = (layers: Layers): layers is PlaneLayers => 'request' in layers;

/** The middle of a slice of the PET; without one, of all of it. */
function middleOf({ content: { geometry } }: Source, slice: number | undefined): Vector3 {
  const [i, j, k] = geometry.size;
  return toPatient(geometry, [(i - 1) / 2, (j - 1) / 2, slice ?? (k - 1) / 2]);
}
