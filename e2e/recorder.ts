import type { Page } from '@playwright/test';
import { readCode, type Code } from './fixtures/objects.ts';

/** What a viewport said and showed at one moment. */
export interface Sighting {
  readonly viewportId: string;
  readonly displaySetUID: string;
  /** 0-based, as the hook says. */
  readonly index: number;
  readonly SOPInstanceUID: string;
  readonly frame: number;
  /** The words in the corners, as they were on the screen; empty where only the hooks had been written yet. */
  readonly overlay: string;
  /** The number in the pixels; undefined when the picture has none. */
  readonly code: Code | undefined;
}

interface RawSighting extends Omit<Sighting, 'code'> {
  readonly levels: readonly number[];
}

declare global {
  interface Window {
    hangarSightings?: RawSighting[];
  }
}

/**
 * Notes, from now on, what each viewport that is `rendered` says and shows: at
 * every change of its hooks and at every frame that is drawn. The image must
 * be square and fitted.
 * @returns what was seen so far, without repetitions
 */
export async function recordSightings(page: Page): Promise<() => Promise<readonly Sighting[]>> {
  await page.evaluate(() => {
    const seen: RawSighting[] = [];
    window.hangarSightings = seen;
    const last = new Map<string, string>();
    const copy = document.createElement('canvas');
    copy.width = 160;
    copy.height = 20;
    const context = copy.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no 2D context');

    // The means of the two strips of sixteen blocks at the top of the fitted image (barCode.ts).
    function levelsOf(canvas: HTMLCanvasElement): number[] {
      const side = Math.min(canvas.width, canvas.height);
      const [x, y] = [(canvas.width - side) / 2, (canvas.height - side) / 2];
      context!.clearRect(0, 0, 160, 20);
      context!.drawImage(canvas, x, y, side, side / 8, 0, 0, 160, 20);
      const { data } = context!.getImageData(0, 0, 160, 20);
      const levels: number[] = [];
      for (let strip = 0; strip < 2; strip += 1) {
        for (let block = 0; block < 16; block += 1) {
          levels.push(data[((strip * 10 + 5) * 160 + block * 10 + 5) * 4] ?? 0);
        }
      }
      return levels;
    }

    // Words follow the hooks in the same task: they are read with the frame that is drawn after it.
    function look(element: HTMLElement, withWords: boolean) {
      if (element.dataset['state'] !== 'rendered' || element.dataset['imageIndex'] === undefined) return;
      const canvas = [...element.querySelectorAll('canvas')].find(({ offsetWidth }) => offsetWidth > 0);
      if (!canvas) return;
      const sighting: RawSighting = {
        viewportId: element.dataset['viewportId'] ?? '',
        displaySetUID: element.dataset['displaySetUid'] ?? '',
        index: Number(element.dataset['imageIndex']),
        SOPInstanceUID: element.dataset['sopInstanceUid'] ?? '',
        frame: Number(element.dataset['frame']),
        overlay: withWords
          ? (element.querySelector<HTMLElement>('[data-testid="viewport-overlay"]')?.textContent ?? '')
          : '',
        levels: levelsOf(canvas),
      };
      const text = JSON.stringify(sighting);
      if (last.get(sighting.viewportId) === text) return;
      last.set(sighting.viewportId, text);
      seen.push(sighting);
    }
    const lookAtAll = (withWords: boolean) =>
      document
        .querySelectorAll<HTMLElement>('[data-viewport-id]')
        .forEach((element) => look(element, withWords));
    const grid = document.querySelector('[data-testid="viewport-grid"]');
    if (!grid) throw new Error('there is no viewport grid');
    new MutationObserver(() => lookAtAll(false)).observe(grid, {
      subtree: true,
      attributes: true,
      attributeFilter: ['data-state', 'data-image-index', 'data-display-set-uid', 'data-frame'],
    });
    const everyFrame = () => {
      lookAtAll(true);
      requestAnimationFrame(everyFrame);
    };
    everyFrame();
  });
  return async () => {
    const raw = await page.evaluate(() => window.hangarSightings ?? []);
    return raw.map(({ levels, ...rest }) => ({ ...rest, code: decode(levels) }));
  };
}

/** The levels as a picture of sixteen by two, a pixel a block. */
function decode(levels: readonly number[]): Code | undefined {
  const data = levels.flatMap((level) => [level, level, level, 255]);
  return readCode({ width: 16, height: 2, data }, { x: 0, y: 0, width: 16, height: 2 });
}
