import type { DisplaySet, DisplaySetMessage } from '../../core/displaySet/displaySet.ts';
import { imageDistances } from '../../core/displaySet/imageDistances.ts';

/** What the scroll bar marks: a gap between two images, or images that a message is about. */
export interface ScrollMark {
  /** `gap`: something is wrong between `from` and `to`. `images`: with `from` to `to` themselves. */
  readonly kind: 'gap' | 'images';
  readonly severity: DisplaySetMessage['severity'];
  readonly code: string;
  /** 0-based image indices, from <= to. */
  readonly from: number;
  readonly to: number;
  /** What the message says; of several places, what it says of this one. */
  readonly text: string;
}

/** Messages whose image indices come in pairs: the two images beside each gap. */
const BETWEEN_IMAGES: ReadonlySet<string> = new Set(['missing-slices', 'irregular-spacing']);

/** More marks than this are a colour, not a help. */
const MOST_MARKS = 200;

/** The marks along the scroll bar, in the order of the messages. */
export function scrollMarks(displaySet: DisplaySet): readonly ScrollMark[] {
  return displaySet.messages
    .flatMap((message) =>
      BETWEEN_IMAGES.has(message.code) ? gapMarks(displaySet, message) : imageMarks(message),
    )
    .slice(0, MOST_MARKS);
}

function gapMarks(
  displaySet: DisplaySet,
  { imageIndices = [], ...message }: DisplaySetMessage,
): ScrollMark[] {
  const marks: ScrollMark[] = [];
  for (let i = 0; i + 1 < imageIndices.length; i += 2) {
    const [a = 0, b = 0] = imageIndices.slice(i, i + 2);
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    const one = imageIndices.length <= 2;
    const text = one ? message.text : gapText(displaySet, from, to);
    marks.push({ kind: 'gap', severity: message.severity, code: message.code, from, to, text });
  }
  return marks;
}

/** One gap among several, with its own values: "2 slices are missing between images 14 and 15: 7.5 mm instead of 2.5". */
function gapText(displaySet: DisplaySet, from: number, to: number): string {
  const { distances } = imageDistances(displaySet) ?? {};
  const gapMm = Math.abs((distances?.[to] ?? NaN) - (distances?.[from] ?? NaN));
  const images = `between images ${from + 1} and ${to + 1}`;
  const usualMm = displaySet.geometry?.spacingMm;
  if (Number.isNaN(gapMm) || usualMm === undefined) return `Gap ${images}`;
  const slices = Math.round(gapMm / usualMm) - 1;
  const what = slices < 1 ? 'Uneven spacing' : `${slices} slice${slices === 1 ? ' is' : 's are'} missing`;
  return `${what} ${images}: ${Math.round(gapMm * 100) / 100} mm instead of ${usualMm}`;
}

/** Images beside each other are one mark. */
function imageMarks({ imageIndices = [], ...message }: DisplaySetMessage): ScrollMark[] {
  const runs: [from: number, to: number][] = [];
  for (const index of [...imageIndices].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && index <= run[1] + 1) run[1] = index;
    else runs.push([index, index]);
  }
  return runs.map(([from, to]) => ({
    kind: 'images',
    severity: message.severity,
    code: message.code,
    from,
    to,
    text: runs.length === 1 ? message.text : `${runText(from, to)}. ${message.text}`,
  }));
}

const runText = (from: number, to: number): string =>
  from === to ? `Image ${from + 1}` : `Images ${from + 1} to ${to + 1}`;

/** Pixels from each end of the bar to the middle of the first and the last image's place: both are seen whole. */
export const BAR_INSET = 3;

/** Where the middle of an image's place is, as a CSS length from the top of the bar. */
export const barPlace = (index: number, count: number): string =>
  `calc((100% - ${2 * BAR_INSET}px) * ${index / Math.max(1, count - 1)} + ${BAR_INSET}px)`;

/** Pixels that a pointer may be off a mark. */
const REACH = 5;

/** The mark under a pointer `y` pixels below the top of a bar of this height. */
export function markAt(
  marks: readonly ScrollMark[],
  y: number,
  { height, count }: { readonly height: number; readonly count: number },
): ScrollMark | undefined {
  const placeOf = (index: number) => ((height - 2 * BAR_INSET) * index) / Math.max(1, count - 1) + BAR_INSET;
  let nearest: ScrollMark | undefined;
  let least = REACH;
  for (const mark of marks) {
    const distance = Math.max(0, placeOf(mark.from) - y, y - placeOf(mark.to));
    if (distance >= least) continue;
    nearest = mark;
    least = distance;
  }
  return nearest;
}
