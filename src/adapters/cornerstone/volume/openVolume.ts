import type { ViewportKind } from '../../../core/displaySet/displaySet.ts';
import type { ShowOptions } from '../../../core/viewport.ts';
import type { Renderer } from '../engine.ts';
import { scheme, type StackImage } from '../imageStore.ts';
import { PlaneChoice } from './planeChoice.ts';
import { PlanePictures } from './planePictures.ts';
import type { ImageShape } from '../presentation.ts';
import type { VolumeContent } from './volumeContent.ts';
import { VolumeSlices, type SliceListener } from './volumeSlices.ts';

interface OpenRequest {
  readonly content: VolumeContent;
  readonly options: ShowOptions;
  readonly renderer: Renderer;
  readonly viewportId: string;
  /** Gives back the memory that was set aside. */
  readonly release: () => void;
  readonly listener: Omit<SliceListener, 'position'>;
}

let runs = 0;

/** One for each run of pictures, for the life of the page. */
export const nextRun = (): number => ++runs;

/** What one `show` put into a viewport: a volume, its slices, and the plane that is looked at. */
export class OpenVolume {
  content: VolumeContent;
  kind: ViewportKind;
  readonly slices: VolumeSlices;
  readonly choice: PlaneChoice;
  /** Resolved when the first picture is drawn, or cannot be. */
  readonly settled: Promise<void>;
  readonly settle: () => void;
  readonly #renderer: Renderer;
  readonly #viewportId: string;
  readonly #release: () => void;
  #reference: StackImage | undefined;
  #pictures: { readonly size: string; readonly run: PlanePictures } | undefined;
  #former: PlanePictures[] = [];

  constructor({ content, options, renderer, viewportId, release, listener }: OpenRequest) {
    this.content = content;
    this.kind = options.kind;
    this.#renderer = renderer;
    this.#viewportId = viewportId;
    this.#release = release;
    const choice = new PlaneChoice(content, options.presentation?.plane, options.image);
    this.choice = choice;
    this.slices = new VolumeSlices(renderer.images, content, {
      ...listener,
      position: () => ({ index: choice.slice, direction: choice.direction }),
    });
    let settle = () => {};
    this.settled = new Promise<void>((done) => {
      settle = done;
    });
    this.settle = settle;
  }

  /** The image that gives window and patient to every picture: the first that came. */
  get reference(): StackImage | undefined {
    const { slices } = this.slices;
    this.#reference ??= slices[this.choice.slice] ?? slices.find(Boolean);
    return this.#reference;
  }

  /** Where pictures of a size are offered to what draws them. */
  picturesOf({ columns, rows, spacing }: ImageShape): PlanePictures {
    const size = [columns, rows, spacing.column, spacing.row].join(' ');
    if (this.#pictures?.size === size) return this.#pictures.run;
    if (this.#pictures) this.#former.push(this.#pictures.run);
    const run = new PlanePictures(this.#renderer, scheme, `${this.#viewportId}:plane:${nextRun()}`);
    this.#pictures = { size, run };
    return run;
  }

  /** A picture of the present size is on the canvas: those of others are not needed any more. */
  dropFormer(): void {
    for (const pictures of this.#former) pictures.dispose();
    this.#former = [];
  }

  /** Whether other content is made of the same frames. */
  isMadeOf({ imageIds }: VolumeContent): boolean {
    const here = this.content.imageIds;
    return here.length === imageIds.length && imageIds.every((imageId, slice) => imageId === here[slice]);
  }

  /** Only its picture is still needed: nothing more is loaded for it, and its memory is another's. */
  retire(): void {
    this.slices.dispose();
    this.#release();
    this.settle();
  }

  dispose(): void {
    this.retire();
    this.dropFormer();
    this.#pictures?.run.dispose();
  }
}
