import type { DisplaySet, ViewportKind } from '../../../core/displaySet/displaySet.ts';
import type { ShowOptions, ValueScale, ViewportContext } from '../../../core/viewport.ts';
import type { Renderer } from '../engine.ts';
import { scheme, type StackImage } from '../imageStore.ts';
import type { ImageShape } from '../presentation.ts';
import { nextRun } from '../volume/openVolume.ts';
import { PlanePictures } from '../volume/planePictures.ts';
import { tooLarge, volumeContent, type VolumeContent } from '../volume/volumeContent.ts';
import { VolumeSlices, type SliceListener } from '../volume/volumeSlices.ts';
import { chooseBase, notFused } from './baseChoice.ts';
import { FusedScene } from './fusedScene.ts';
import { ProjectionScene } from './projectionScene.ts';
import type { Scene, Source } from './scene.ts';
import { petScaleOf } from './suv.ts';

interface SceneRequest {
  readonly displaySet: DisplaySet;
  readonly options: ShowOptions;
  readonly context: ViewportContext;
  readonly renderer: Renderer;
  /** What is on the canvas: where it is made of the same frames, it stays. */
  readonly former: OpenScene | undefined;
  readonly listener: {
    onSlice(open: OpenScene, source: Source, slice: number): void;
    onProgress: SliceListener['onProgress'];
  };
}

type SceneOrReason =
  | { readonly open: OpenScene }
  /** The same frames under another display set. */
  | { readonly same: true }
  | { readonly isAwaited: true }
  | { readonly what: string; readonly reason: string };

/** What one `show` put into a viewport: the volumes, what of them is here, and what is looked at. */
export class OpenScene {
  displaySet: DisplaySet;
  kind: ViewportKind;
  readonly scale: ValueScale;
  readonly scene: Scene;
  readonly #context: ViewportContext;
  readonly #renderer: Renderer;
  readonly #release: () => void;
  #pictures: { readonly size: string; readonly run: PlanePictures } | undefined;
  #former: PlanePictures[] = [];

  constructor(
    { displaySet, options, context, renderer, listener }: SceneRequest,
    pet: VolumeContent,
    base: VolumeContent | undefined,
    release: () => void,
  ) {
    this.displaySet = displaySet;
    this.kind = options.kind;
    this.scale = petScaleOf(displaySet);
    this.#context = context;
    this.#renderer = renderer;
    this.#release = release;
    const source = (content: VolumeContent): Source => {
      const made: Source = {
        content,
        slices: new VolumeSlices(renderer.images, content, {
          position: () => ({ index: this.#middleOf(made), direction: 1 }),
          onSlice: (slice) => listener.onSlice(this, made, slice),
          onProgress: listener.onProgress,
        }),
      };
      return made;
    };
    const ofPet = source(pet);
    const count = (bytes: number) => renderer.images.countMade(bytes);
    this.scene = base
      ? new FusedScene(ofPet, source(base), options)
      : new ProjectionScene(ofPet, options, count);
  }

  /** The slice that loading begins with. */
  #middleOf({ content, slices }: Source): number {
    const { scene } = this;
    if (scene instanceof FusedScene) return scene.nearestSlice(content);
    return Math.floor(slices.count / 2);
  }

  /** The CT first, at the place that is looked at; then the PET there, then the rest of both. */
  load(): void {
    const { scene } = this;
    if (scene instanceof FusedScene) scene.need();
    scene.base?.slices.loadAll();
    scene.pet.slices.loadAll();
  }

  /** The image of the base that its window is taken from. */
  get reference(): StackImage | undefined {
    return this.scene instanceof FusedScene ? this.scene.reference : undefined;
  }

  /** Where pictures of a size are offered to what draws them. */
  picturesOf({ columns, rows, spacing }: ImageShape): PlanePictures {
    const size = [columns, rows, spacing.column, spacing.row].join(' ');
    if (this.#pictures?.size === size) return this.#pictures.run;
    if (this.#pictures) this.#former.push(this.#pictures.run);
    const run = new PlanePictures(this.#renderer, scheme, `${this.#context.viewportId}:fusion:${nextRun()}`);
    this.#pictures = { size, run };
    return run;
  }

  /** A picture of the present size is on the canvas: those of others are not needed any more. */
  dropFormer(): void {
    for (const pictures of this.#former) pictures.dispose();
    this.#former = [];
  }

  /** Whether what the PET lies on is another by now. */
  isOutdated(): boolean {
    const { base, pet } = this.scene;
    if (!base) return false;
    const chosen = chooseBase(pet.content, this.#context);
    return 'base' in chosen && !sameFrames(chosen.base, base.content);
  }

  isMadeOf(pet: VolumeContent, base: VolumeContent | undefined): boolean {
    const here = this.scene;
    if (!sameFrames(pet, here.pet.content)) return false;
    return base && here.base ? sameFrames(base, here.base.content) : !base && !here.base;
  }

  dispose(): void {
    this.scene.dispose();
    this.#release();
    this.dropFormer();
    this.#pictures?.run.dispose();
  }
}

const sameFrames = (a: VolumeContent, b: VolumeContent): boolean =>
  a.imageIds.length === b.imageIds.length &&
  a.imageIds.every((imageId, slice) => imageId === b.imageIds[slice]);

/** Chooses what the PET lies on and sets memory aside for all of it, or says why there can be no picture. */
export function openScene(request: SceneRequest): SceneOrReason {
  const { displaySet, options, context, renderer, former } = request;
  const isProjection = options.kind === 'mip';
  const pet = volumeContent(displaySet, context.dataSource);
  if ('reason' in pet)
    return { what: isProjection ? 'no volume to project' : 'no volume to fuse', reason: pet.reason };
  const chosen = isProjection ? undefined : chooseBase(pet, context);
  if (chosen && 'isAwaited' in chosen) return chosen;
  if (chosen && 'reason' in chosen) return { what: notFused, reason: chosen.reason };
  const base = chosen?.base;
  if (options.keepPixels === true && former?.isMadeOf(pet, base)) {
    former.displaySet = displaySet;
    former.kind = options.kind;
    return { same: true };
  }

  const releases: (() => void)[] = [];
  const release = () => releases.forEach((each) => each());
  for (const content of [pet, base]) {
    if (!content) continue;
    // What frames one volume is made of, whichever viewport they are for.
    const bytes = content.bytes + (isProjection ? ProjectionScene.bytesOf(content) : 0);
    const key = `${content.imageIds[0]} ${content.imageIds.length}${isProjection ? ' projected' : ''}`;
    const reserved = renderer.images.reserve(key, bytes);
    if ('freeBytes' in reserved) {
      release();
      return { what: 'too large for memory', reason: tooLarge(content, reserved.freeBytes) };
    }
    releases.push(reserved);
  }
  return { open: new OpenScene(request, pet, base, release) };
}
