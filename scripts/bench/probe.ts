import { codeRows, fittedRectangle, readCode, type Code } from '../../e2e/fixtures/barCode.ts';

/**
 * Runs in the page, before its own scripts: reads once a frame, from the pixels of
 * the canvases that are on the screen, which image of which series is shown. What
 * is measured is thereby what a reader sees, not what the viewer says.
 */
export interface Probe {
  /** What came on the screen, ms on the page's clock. */
  readonly seen: (Code & { readonly at: number })[];
  /** When a thing last happened: `dblclick`, `click`, `drop`, `pointerup`. */
  readonly events: Record<string, number>;
  /** Tasks of the main thread over 50 ms: start and length. */
  readonly longTasks: (readonly [number, number])[];
  /** Called with each change of what is on the screen. */
  onCode: ((code: Code) => void) | undefined;
  /** What is on the screen is looked at anew, and written to an emptied `seen`. */
  again(): number;
}

declare global {
  interface Window {
    hangarBench: Probe;
    /** Size of the images of the workload, set before this runs. */
    hangarBenchImage: { readonly rows: number; readonly columns: number };
  }
}

const blocks = 16;
const width = blocks * 4;
const strip = document.createElement('canvas');
strip.width = width;
strip.height = 8;
const context = strip.getContext('2d', { willReadFrequently: true });
let last = new WeakMap<HTMLCanvasElement, string>();

const probe: Probe = {
  seen: [],
  events: {},
  longTasks: [],
  onCode: undefined,
  again() {
    probe.seen.length = 0;
    last = new WeakMap();
    return performance.now();
  },
};
window.hangarBench = probe;

for (const type of ['dblclick', 'click', 'drop', 'pointerup', 'keydown'])
  window.addEventListener(type, () => (probe.events[type] = performance.now()), true);
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) probe.longTasks.push([startTime, duration]);
}).observe({ type: 'longtask', buffered: true });

function codeOn(canvas: HTMLCanvasElement): Code | undefined {
  const image = window.hangarBenchImage;
  const { x, y, width: wide } = fittedRectangle(canvas, image);
  const high = (codeRows(image.columns) / image.columns) * wide;
  if (!context || wide < width) return undefined;
  context.imageSmoothingEnabled = false;
  context.clearRect(0, 0, width, strip.height);
  context.drawImage(canvas, x, y, wide, high, 0, 0, width, strip.height);
  const pixels = context.getImageData(0, 0, width, strip.height);
  return readCode(pixels, { x: 0, y: 0, width, height: strip.height });
}

function look(): void {
  for (const canvas of document.querySelectorAll<HTMLCanvasElement>('[data-viewport-id] canvas')) {
    const box = canvas.getBoundingClientRect();
    if (box.width < 100 || box.height < 100 || canvas.width === 0) continue;
    const code = codeOn(canvas);
    if (!code) continue;
    const text = `${code.series}/${code.number}`;
    if (last.get(canvas) === text) continue;
    last.set(canvas, text);
    probe.seen.push({ ...code, at: performance.now() });
    probe.onCode?.(code);
  }
  requestAnimationFrame(look);
}
requestAnimationFrame(look);
