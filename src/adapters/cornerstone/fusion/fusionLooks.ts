import { dot, type Vector3 } from '../../../core/dicom/geometry.ts';
import {
  changedLook,
  defaultLook,
  projectionLook,
  type FusionChange,
  type FusionLook,
  type PetWindow,
} from '../../../core/fusion/look.ts';
import type { Presentation, ShowOptions } from '../../../core/viewport.ts';
import { centreOf, planeAt, type PlaneStack } from '../../../core/volume/planes.ts';
import { Appearance, type DrawnAs } from '../appearance.ts';
import type { StackImage } from '../imageStore.ts';
import type { Box, Window } from '../presentation.ts';
import { keptPlace, panTo } from '../volume/screenCentre.ts';
import type { OpenScene } from './openScene.ts';
import { defaultPetWindow, paint } from './paint.ts';
import type { Layers } from './scene.ts';

/** How the pictures of one viewport are shown: blend, colours, both windows, and how they are turned, zoomed and moved. */
export class FusionLooks {
  readonly #appearance = new Appearance();
  #look: FusionLook = defaultLook;
  #open: OpenScene | undefined;

  get look(): FusionLook {
    return this.#look;
  }

  get view(): Presentation {
    return this.#appearance.view;
  }

  /** For new content; what was kept of another kind of viewport counts as far as it means the same here. */
  take(open: OpenScene, { presentation }: ShowOptions): void {
    this.#open = open;
    const isProjection = !open.scene.base;
    const kept = presentation?.fusion;
    // What was chosen for planes says little of projections, and the other way round.
    const isSame = kept !== undefined && (kept.degrees !== undefined) === isProjection;
    const shared = { petWindow: kept?.petWindow };
    this.#look = changedLook(isProjection ? projectionLook : defaultLook, isSame ? kept : shared);
    const isPlaced = isSame || (kept === undefined && !isProjection);
    this.#appearance.reset();
    if (presentation && isPlaced) {
      const { windowCenter: _c, windowWidth: _w, voiLut: _l, ...view } = presentation;
      this.#appearance.take(view, false);
    }
    if (!isSame) this.#appearance.change({ invert: isProjection });
    this.#appearance.setWindow(this.#look.baseWindow);
  }

  reset(): void {
    this.#appearance.reset();
    const { windowOf } = this.#look;
    const isProjection = this.#open !== undefined && !this.#open.scene.base;
    this.#look = { ...(isProjection ? projectionLook : defaultLook), windowOf };
    this.#appearance.change({ invert: isProjection });
  }

  change(change: FusionChange): void {
    this.#look = changedLook(this.#look, change);
    this.#appearance.setWindow(this.#look.baseWindow);
  }

  changeView(change: Partial<Presentation>): void {
    const { windowCenter, windowWidth, voiLut: _, ...view } = change;
    this.#appearance.change(view);
    if (windowCenter !== undefined && windowWidth !== undefined)
      this.#setPetWindow({ center: windowCenter, width: windowWidth });
  }

  /** In modality units: of the part whose window is changed. */
  setWindow(window: Window | undefined): void {
    if (this.#dragsBase) this.change({ baseWindow: window });
    else if (window) this.#setPetWindow(window);
    else this.change({ petWindow: undefined });
  }

  #setPetWindow({ center, width }: Window): void {
    const { factor } = this.#open?.scale ?? { factor: 1 };
    const lower = (center - width / 2) * factor;
    this.change({ petWindow: { lower, upper: lower + width * factor } });
  }

  /** The window that dragging changes; of the PET in SUV, where there are SUVs. */
  draggedWindow(): Window | undefined {
    if (this.#dragsBase) return this.baseWindow;
    const { lower, upper } = this.petWindow;
    return { center: (lower + upper) / 2, width: upper - lower };
  }

  windowSpan(): number {
    if (!this.#dragsBase) return 2 * (this.petWindow.upper - this.petWindow.lower);
    const pixels = this.#open?.reference?.pixels;
    return pixels ? Math.abs((pixels.high - pixels.low) * pixels.slope) || 1 : 1;
  }

  /** Of the PET dragging moves the upper end alone: nothing is nothing. */
  drag({ center, width }: Window): void {
    if (this.#dragsBase) return this.change({ baseWindow: { center, width } });
    const { lower } = this.petWindow;
    const upper = Math.max(center + width / 2, lower + 0.01 * (this.petWindow.upper - lower));
    this.change({ petWindow: { lower, upper } });
  }

  get #dragsBase(): boolean {
    return this.#look.windowOf === 'base' && this.#open?.scene.base !== undefined;
  }

  get petWindow(): PetWindow {
    const open = this.#open;
    if (this.#look.petWindow || !open) return this.#look.petWindow ?? { lower: 0, upper: 1 };
    return defaultPetWindow(open.scale, open.scene.pet);
  }

  get baseWindow(): Window | undefined {
    const reference = this.#open?.reference;
    return reference && this.#appearance.windowOf(reference);
  }

  paint({ scale }: OpenScene, layers: Layers, imageId: string): StackImage {
    return paint(
      layers,
      {
        look: this.#look,
        scale,
        petWindow: this.petWindow,
        baseWindow: this.baseWindow,
        invert: this.view.invert,
      },
      imageId,
    );
  }

  /** The picture has its colours already: it is only turned, zoomed and moved. */
  drawnAs(image: StackImage): DrawnAs {
    const as = this.#appearance.drawnAs(image);
    const { colourMap: _, ...presentation } = as.presentation;
    return { ...as, presentation: { ...presentation, invert: false } };
  }

  /** A plane in another direction keeps the point that it is turned about; one that is seen whole stays whole. */
  turnTo(
    box: Box,
    { from, to, through, isAll }: { from: PlaneStack; to: PlaneStack; through: Vector3; isAll: boolean },
  ): void {
    if (from.name === to.name) {
      this.#appearance.change(keptPlace(box, this.view, from, to, through));
      return;
    }
    const upright = { rotation: 0, flipHorizontal: false, flipVertical: false } as const;
    if (isAll) return this.#appearance.change({ ...upright, zoom: 1, pan: [0, 0] });
    const { right, down } = to;
    const centre = centreOf(to, planeAt(to, through));
    const offset = [
      dot(through, right) - dot(centre, right),
      dot(through, down) - dot(centre, down),
    ] as const;
    this.#appearance.change({ ...upright, pan: panTo(box, to, this.view.zoom, offset) });
  }

  /** What links and the way to another viewport keep; the window is that of the PET, whose display set it is. */
  presentation(part: Pick<Presentation, 'plane'> & { readonly degrees?: number }): Presentation {
    const { degrees, plane } = part;
    const { lower, upper } = this.petWindow;
    const { factor } = this.#open?.scale ?? { factor: 1 };
    return {
      ...this.view,
      ...(plane ? { plane } : {}),
      fusion: { ...this.#look, ...(degrees === undefined ? {} : { degrees }) },
      windowCenter: (lower + upper) / 2 / factor,
      windowWidth: (upper - lower) / factor,
    };
  }
}
