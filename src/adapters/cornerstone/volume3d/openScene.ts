import type { Vector3 } from '../../../core/dicom/geometry.ts';
import type { ViewportKind } from '../../../core/displaySet/displaySet.ts';
import { keptOf } from '../../../core/threeD/coarsen.ts';
import type { ImageStore, StackImage } from '../imageStore.ts';
import type { VolumeContent } from '../volume/volumeContent.ts';
import { VolumeSlices } from '../volume/volumeSlices.ts';
import { enterCard, leaveCard, type CardUser, type CardVolume } from './cardVolume.ts';
import type { VolumeTexture } from './rayCaster.ts';
import type { Stage } from './stage.ts';

interface SceneRequest {
  readonly content: VolumeContent;
  readonly kind: ViewportKind;
  readonly images: ImageStore;
  /** Gives back the memory that was set aside. */
  readonly release: () => void;
  /** Slices came to the card, or could not be had. */
  readonly onChange: () => void;
  readonly onFailed: (error: unknown) => void;
  readonly onProgress: (bytes: number) => void;
}

/** What one viewport in 3D shows: the decoded slices of a volume, and the volume on the card, which others may share. */
export class OpenScene implements CardUser {
  content: VolumeContent;
  kind: ViewportKind;
  readonly slices: VolumeSlices;
  readonly #images: ImageStore;
  readonly #release: () => void;
  readonly #onChange: () => void;
  readonly #onFailed: (error: unknown) => void;
  #card: { readonly stage: Stage; readonly volume: CardVolume } | undefined;
  #reference: StackImage | undefined;
  #isDisposed = false;

  constructor({ content, kind, images, release, onChange, onFailed, onProgress }: SceneRequest) {
    this.content = content;
    this.kind = kind;
    this.#images = images;
    this.#release = release;
    this.#onChange = onChange;
    this.#onFailed = onFailed;
    const middle = Math.floor(content.sources.length / 2);
    this.slices = new VolumeSlices(images, content, {
      position: () => ({ index: middle, direction: 1 }),
      onSlice: () => this.#send(),
      onProgress,
    });
  }

  /** Begins: the middle first, then the others. */
  load(): void {
    this.slices.need(Math.floor(this.slices.count / 2));
    this.slices.loadAll();
    this.#send();
  }

  /** The image that gives window and words: the middle one, or the first that came. */
  get reference(): StackImage | undefined {
    const { slices } = this.slices;
    this.#reference ??= slices[Math.floor(slices.length / 2)] ?? slices.find(Boolean);
    return this.#reference;
  }

  get texture(): VolumeTexture | undefined {
    return this.#card?.volume.texture;
  }

  /** One voxel of so many is on the card. */
  get every(): Vector3 {
    return this.#card?.volume.every ?? [1, 1, 1];
  }

  /** Slices that the card needs, and those that are there. */
  get needed(): number {
    return keptOf(this.content.geometry.size[2], this.every[2]);
  }

  get sent(): number {
    return this.#card?.volume.sent ?? 0;
  }

  /** Nothing more is coming: all are on the card, or could not be had. */
  get isSettled(): boolean {
    if (this.slices.here + this.slices.failed.size < this.slices.count) return false;
    return this.#card?.volume.isBehind !== true;
  }

  slice(at: number): StackImage | undefined {
    return this.slices.slices[at];
  }

  onSent(): void {
    if (!this.#isDisposed) this.#onChange();
  }

  onFailed(error: unknown): void {
    if (!this.#isDisposed) this.#onFailed(error);
  }

  /**
   * Sends the volume to a card, all of it anew after another was lost; what another
   * viewport has sent there is there.
   * @returns false when it has no room even for a coarse one
   */
  sendTo(stage: Stage): boolean {
    this.loseCard();
    const volume = enterCard(stage, this.content, this, (bytes) => this.#images.countOnCard(bytes));
    if (!volume) return false;
    this.#card = { stage, volume };
    this.#send();
    return true;
  }

  /** The card is gone, and what was on it; or it is not needed any more. */
  loseCard(): void {
    const card = this.#card;
    this.#card = undefined;
    if (card) leaveCard(card.stage, card.volume, this);
  }

  isMadeOf({ imageIds }: VolumeContent): boolean {
    const here = this.content.imageIds;
    return here.length === imageIds.length && imageIds.every((imageId, slice) => imageId === here[slice]);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.loseCard();
    this.slices.dispose();
    this.#release();
  }

  #send(): void {
    if (this.#isDisposed) return;
    if (this.#card) this.#card.volume.send();
    else this.#onChange();
  }
}
