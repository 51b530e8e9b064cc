import type { Box } from '../presentation.ts';
import { Timer } from '../volume/timer.ts';
import type { Band, RayPicture } from './rayCaster.ts';
import type { Stage } from './stage.ts';

/** A picture of a size: what the painter asks for. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
  /** Parts of the finest voxel distance from sample to sample. */
  readonly step: number;
}

interface PainterHost {
  readonly stage: () => Stage | undefined;
  /** Undefined while there is nothing to draw. */
  readonly picture: (size: PictureSize) => RayPicture | undefined;
  /** It is on the canvas: coarse while it is moved, or whole. */
  readonly onPainted: (isCoarse: boolean) => void;
  /** Slices are still to come. */
  readonly isLoading: () => boolean;
  readonly onFailed: (error: unknown) => void;
}

/** A coarse picture should take no longer, ms. */
const coarseMs = { hardware: 25, software: 90 };
/** Rows of a whole picture that are drawn at once should take no longer, ms. */
const bandMs = 40;
/** Nothing moved for so long: the whole picture is drawn, ms. */
const restMs = 160;
/** The same while slices arrive: a whole picture now would only hold them up. */
const loadingRestMs = 1500;
/** Pixels of a whole picture; more are enlarged. */
const mostPixels = { hardware: 6_000_000, software: 480_000 };

/**
 * Draws a volume onto the canvas of a viewport: at once with few rays while
 * something moves, and with all of them, a few rows at a time, when it rests.
 */
export class Painter {
  readonly canvas: HTMLCanvasElement;
  readonly #host: PainterHost;
  /** Rows of a whole picture on its way. */
  readonly #rows: HTMLCanvasElement;
  readonly #rest = new Timer(() => this.#paintWhole());
  #next: number | undefined;
  #band: ReturnType<typeof setTimeout> | undefined;
  /** Parts of the pixels on a side that a coarse picture has; follows what the card can do. */
  #coarseness: number | undefined;
  /** ms for a million samples-to-be of a whole picture. */
  #msPerMegapixel: number | undefined;

  constructor(parent: HTMLElement, host: PainterHost) {
    this.#host = host;
    this.canvas = parent.ownerDocument.createElement('canvas');
    Object.assign(this.canvas.style, { position: 'absolute', inset: '0', width: '100%', height: '100%' });
    parent.append(this.canvas);
    this.#rows = parent.ownerDocument.createElement('canvas');
  }

  /** CSS pixels. */
  get size(): Box {
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
  }

  /** Something is another: a coarse picture now, a whole one when nothing follows. */
  move(): void {
    this.#stopWhole();
    this.#rest.start(this.#host.isLoading() ? loadingRestMs : restMs);
    this.#next ??= requestAnimationFrame(() => {
      this.#next = undefined;
      this.#paintCoarse();
    });
  }

  blank(): void {
    this.stop();
    this.canvas.getContext('2d')?.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }

  stop(): void {
    if (this.#next !== undefined) cancelAnimationFrame(this.#next);
    this.#next = undefined;
    this.#rest.stop();
    this.#stopWhole();
  }

  dispose(): void {
    this.stop();
    this.canvas.remove();
  }

  #fitCanvas(): Box {
    const { devicePixelRatio = 1 } = this.canvas.ownerDocument.defaultView ?? {};
    const { width: cssWidth, height: cssHeight } = this.size;
    const width = Math.max(1, Math.round(cssWidth * devicePixelRatio));
    const height = Math.max(1, Math.round(cssHeight * devicePixelRatio));
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    return { width, height };
  }

  #paintCoarse(): void {
    const stage = this.#host.stage();
    if (!stage) return;
    const size = this.#fitCanvas();
    const { isHardware } = stage;
    const part = (this.#coarseness ??= isHardware ? 0.6 : 0.25);
    const small = scaled(size, part);
    const picture = this.#host.picture({ ...small, step: part < 0.5 ? 2 : 1 });
    if (!picture) return;
    const ms = this.#draw(stage, picture, { top: 0, rows: small.height }, this.canvas);
    if (ms === undefined) return;
    const target = isHardware ? coarseMs.hardware : coarseMs.software;
    const better = part * Math.sqrt(target / Math.max(ms, 1));
    this.#coarseness = Math.min(1, Math.max(0.12, (part + better) / 2));
    const perMegapixel = (ms / (small.width * small.height)) * 1e6 * (part < 0.5 ? 2 : 1);
    this.#msPerMegapixel = ((this.#msPerMegapixel ?? perMegapixel) + perMegapixel) / 2;
    this.#host.onPainted(true);
  }

  #paintWhole(): void {
    const stage = this.#host.stage();
    if (!stage) return;
    const size = this.#fitCanvas();
    const most = stage.isHardware ? mostPixels.hardware : mostPixels.software;
    const whole = scaled(size, Math.min(1, Math.sqrt(most / (size.width * size.height))));
    const picture = this.#host.picture({ ...whole, step: stage.isHardware ? 0.5 : 1 });
    if (!picture) return;
    this.#rows.width = whole.width;
    this.#rows.height = whole.height;
    let top = 0;
    const paintBand = () => {
      this.#band = undefined;
      const perRow = ((this.#msPerMegapixel ?? 1000) * whole.width) / 1e6;
      const rows = Math.min(whole.height - top, Math.max(8, Math.floor(bandMs / Math.max(perRow, 1e-3))));
      const ms = this.#draw(stage, picture, { top, rows }, this.#rows);
      if (ms === undefined) return;
      this.#msPerMegapixel = (ms / (rows * whole.width)) * 1e6;
      top += rows;
      if (top < whole.height) this.#band = setTimeout(paintBand, 0);
      else {
        this.canvas.getContext('2d')?.drawImage(this.#rows, 0, 0, size.width, size.height);
        this.#rows.width = 0;
        this.#host.onPainted(false);
      }
    };
    paintBand();
  }

  /** @returns how long it took, ms; undefined when it failed. */
  #draw(stage: Stage, picture: RayPicture, band: Band, onto: HTMLCanvasElement): number | undefined {
    const began = performance.now();
    try {
      const drawn = stage.caster.draw(picture, band);
      const { width, height } = picture;
      const [across, down] = [onto.width / width, onto.height / height];
      const { top, rows } = band;
      onto
        .getContext('2d')
        ?.drawImage(drawn, 0, top, width, rows, 0, top * down, width * across, rows * down);
    } catch (error) {
      this.#host.onFailed(error);
      return undefined;
    }
    return performance.now() - began;
  }

  #stopWhole(): void {
    clearTimeout(this.#band);
    this.#band = undefined;
  }
}

const scaled = ({ width, height }: Box, part: number): Box => ({
  width: Math.max(1, Math.round(width * part)),
  height: Math.max(1, Math.round(height * part)),
});
