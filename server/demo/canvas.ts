/**
 * Drawing into 8-bit pixels: lines, rectangles and capital letters of our own
 * five-by-seven font, for what ultrasound machines and screenshots write into
 * an image. One channel (grey) or three (RGB, interleaved).
 */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
}
export type Colour = readonly [number, number, number];

/** Seven rows of five bits a letter, each row a base-32 digit. */
const glyphs: Readonly<Record<string, string>> = {
  A: 'ehhvhhh',
  B: 'uhhuhhu',
  C: 'ehggghe',
  D: 'uhhhhhu',
  E: 'vgguggv',
  F: 'vgguggg',
  G: 'ehgnhhf',
  H: 'hhhvhhh',
  I: 'e44444e',
  J: '72222ic',
  K: 'hikokih',
  L: 'ggggggv',
  M: 'hrllhhh',
  N: 'hpljhhh',
  O: 'ehhhhhe',
  P: 'uhhuggg',
  Q: 'ehhhlid',
  R: 'uhhukih',
  S: 'fgge11u',
  T: 'v444444',
  U: 'hhhhhhe',
  V: 'hhhhha4',
  W: 'hhhllla',
  X: 'hha4ahh',
  Y: 'hha4444',
  Z: 'v1248gv',
  '0': 'ehjlphe',
  '1': '4c4444e',
  '2': 'eh1248v',
  '3': 'v2421he',
  '4': '26aiv22',
  '5': 'vgu11he',
  '6': '68guhhe',
  '7': 'v124888',
  '8': 'ehhehhe',
  '9': 'ehhf12c',
  '.': '00000cc',
  ',': '000cc48',
  ':': '0cc0cc0',
  '-': '000v000',
  '/': '01248g0',
  '(': '2488842',
  ')': '8422248',
  '%': 'op248j3',
  '=': '00v0v00',
  '+': '044v440',
  '°': 'ciic000',
  "'": '4400000',
  '#': 'aavavaa',
};

export function makeCanvas(width: number, height: number, channels: 1 | 3): Canvas {
  return { width, height, channels, pixels: new Uint8Array(width * height * channels) };
}

/** Sets a pixel; a grey canvas takes the first of the three. Outside the canvas nothing happens. */
export function setPixel(canvas: Canvas, x: number, y: number, colour: Colour): void {
  const { width, height, channels, pixels } = canvas;
  const [column, row] = [Math.round(x), Math.round(y)];
  if (column < 0 || row < 0 || column >= width || row >= height) return;
  const at = (row * width + column) * channels;
  for (let channel = 0; channel < channels; channel += 1) pixels[at + channel] = colour[channel] ?? 0;
}

export function fillRectangle(
  canvas: Canvas,
  [left, top, width, height]: readonly [number, number, number, number],
  colour: Colour,
): void {
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) setPixel(canvas, x, y, colour);
  }
}

export function drawLine(
  canvas: Canvas,
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  colour: Colour,
): void {
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0))));
  for (let step = 0; step <= steps; step += 1) {
    setPixel(canvas, x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps, colour);
  }
}

/** Writes in capitals, `scale` pixels a dot; letters the font lacks are blank. Answers the x after it. */
export function drawText(
  canvas: Canvas,
  x: number,
  y: number,
  text: string,
  colour: Colour,
  scale = 1,
): number {
  let left = x;
  for (const character of text.toUpperCase()) {
    const rows = glyphs[character] ?? '0000000';
    for (let row = 0; row < 7; row += 1) {
      const bits = Number.parseInt(rows.charAt(row), 32);
      for (let column = 0; column < 5; column += 1) {
        if ((bits & (16 >> column)) === 0) continue;
        fillRectangle(canvas, [left + column * scale, y + row * scale, scale, scale], colour);
      }
    }
    left += 6 * scale;
  }
  return left;
}
