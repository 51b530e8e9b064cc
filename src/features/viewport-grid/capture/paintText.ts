/**
 * Draws the words and lines that lie over a picture onto a canvas, where they are
 * on the screen. Done by hand, because the libraries for it write inline styles,
 * which the page's content security policy forbids.
 */

export interface PaintOptions {
  /** Where `within` begins on the canvas, and canvas pixels for one CSS pixel. */
  readonly within: DOMRect;
  readonly scale: number;
}

/** Every visible piece of text in an element, in its own font and colour, with a dark halo. */
export function paintText(context: CanvasRenderingContext2D, element: Element, options: PaintOptions): void {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || !node.textContent?.trim() || parent.closest('svg') || !parent.checkVisibility()) continue;
    paintLine(context, node, parent, options);
  }
}

function paintLine(
  context: CanvasRenderingContext2D,
  node: Node,
  parent: Element,
  { within, scale }: PaintOptions,
): void {
  const range = document.createRange();
  range.selectNodeContents(node);
  const box = range.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return;
  // What is cut on the screen is cut here.
  const cut = clippingBox(parent) ?? box;
  const { font, color, direction } = getComputedStyle(parent);
  const at = (x: number, y: number): [number, number] => [
    (x - within.left) * scale,
    (y - within.top) * scale,
  ];
  context.save();
  context.beginPath();
  context.rect(...at(cut.left - 2, cut.top - 2), (cut.width + 4) * scale, (cut.height + 4) * scale);
  context.clip();
  context.font = scaledFont(font, scale);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.direction = direction === 'rtl' ? 'rtl' : 'ltr';
  const [x, y] = at(box.left, box.top + box.height / 2);
  context.lineJoin = 'round';
  context.lineWidth = 3 * scale;
  context.strokeStyle = 'rgb(0 0 0 / 70%)';
  context.fillStyle = color;
  const words = node.textContent ?? '';
  context.strokeText(words, x, y);
  context.fillText(words, x, y);
  context.restore();
}

/** The nearest element that hides what leaves it. */
function clippingBox(element: Element): DOMRect | undefined {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { overflow, display } = getComputedStyle(at);
    if (overflow.includes('hidden') && display !== 'contents') return at.getBoundingClientRect();
  }
  return undefined;
}

/** A CSS font with its size multiplied: "600 12px/16px Inter" as "600 24px/32px Inter". */
const scaledFont = (font: string, scale: number): string =>
  font.replace(/([\d.]+)px/g, (_, size: string) => `${Number(size) * scale}px`);

/** Presentation attributes of SVG (SVG 2, 6.1) that lines over a picture use. */
const drawn = [
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-opacity',
  'fill',
  'fill-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'visibility',
  'display',
] as const;

/** Every drawing of lines in an element. */
export async function paintDrawings(
  context: CanvasRenderingContext2D,
  element: Element,
  { within, scale }: PaintOptions,
): Promise<void> {
  const drawings = [...element.querySelectorAll('svg')].filter(
    (svg) => svg.parentElement?.closest('svg') === null && svg.checkVisibility(),
  );
  for (const svg of drawings) {
    const { left, top, width, height } = svg.getBoundingClientRect();
    if (width === 0 || height === 0) continue;
    const url = URL.createObjectURL(new Blob([standalone(svg, width, height)], { type: 'image/svg+xml' }));
    try {
      const image = new Image();
      image.src = url;
      await image.decode();
      context.drawImage(
        image,
        (left - within.left) * scale,
        (top - within.top) * scale,
        width * scale,
        height * scale,
      );
    } finally {
      URL.revokeObjectURL(url);
    }
  }
}

/** A drawing as a document of its own, with what the style sheet says written as attributes. */
function standalone(svg: SVGSVGElement, width: number, height: number): string {
  const copy = svg.cloneNode(true) as SVGSVGElement; // a copy is of the same kind
  const copies = [copy, ...copy.querySelectorAll('*')];
  [svg, ...svg.querySelectorAll('*')].forEach((original, at) => {
    const target = copies[at];
    if (!target) return;
    const style = getComputedStyle(original);
    for (const name of drawn) target.setAttribute(name, style.getPropertyValue(name));
    target.removeAttribute('style');
    target.removeAttribute('class');
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  return new XMLSerializer().serializeToString(copy);
}
