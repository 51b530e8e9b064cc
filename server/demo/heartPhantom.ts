import { grainTile, mix, smoothNoise, smoothStep } from './noise.ts';

/**
 * A beating heart as a phased array sees it in the apical four-chamber view.
 * Depth and lateral position are in millimetres from the probe; `beat` runs
 * from 0 to 1 over one heart beat.
 */
export const depthMm = 160;
export const halfAngle = (39 * Math.PI) / 180;

const lines = 144;
const samples = 320;
const texture = smoothNoise(31);
const speckleA = grainTile(32, 512, 2);
const speckleB = grainTile(33, 512, 2);

/** 0 at the end of diastole, 1 at the end of systole. */
export function contraction(beat: number): number {
  if (beat < 0.38) return Math.sin((beat / 0.38) * (Math.PI / 2)) ** 2;
  return (1 - smoothStep(0.38, 0.62, beat)) * 0.92 + 0.08 * (1 - smoothStep(0.62, 0.95, beat));
}

function chamber(x: number, d: number, cx: number, cd: number, a: number, b: number): number {
  const q = Math.sqrt(((x - cx) / a) ** 2 + ((d - cd) / b) ** 2);
  return (q - 1) * Math.min(a, b) * 1.1;
}

interface Shape {
  readonly squeeze: number;
  readonly valves: number;
  readonly opening: number;
}

function shapeAt(beat: number): Shape {
  const squeeze = contraction(beat);
  const early = smoothStep(0.42, 0.5, beat) * (1 - smoothStep(0.58, 0.72, beat));
  const late = smoothStep(0.82, 0.88, beat) * (1 - smoothStep(0.94, 1, beat));
  return { squeeze, valves: 103 - 13 * squeeze, opening: Math.max(early, late * 0.7) };
}

const segment = (x: number, d: number, ax: number, ad: number, bx: number, bd: number): number => {
  const lx = bx - ax;
  const ld = bd - ad;
  const t = Math.min(1, Math.max(0, ((x - ax) * lx + (d - ad) * ld) / (lx * lx + ld * ld)));
  return Math.sqrt((x - ax - t * lx) ** 2 + (d - ad - t * ld) ** 2);
};

/** How strongly a point echoes, about 0 to 1. */
function echo(x: number, d: number, shape: Shape): number {
  const { squeeze, valves, opening } = shape;
  const left = chamber(x, d, 19, valves - 36 + 4 * squeeze, 20.5 - 6.5 * squeeze, 40 - 4 * squeeze);
  const right = chamber(x, d, -21, valves - 30, 14 - 4 * squeeze, 33 - 3 * squeeze);
  const leftAtrium = chamber(x, d, 19, valves + 21, 21 + 2 * squeeze, 21 + 3 * squeeze);
  const rightAtrium = chamber(x, d, -21, valves + 19, 19 + 2 * squeeze, 20 + 3 * squeeze);
  const ventricles = Math.min(left, right);
  const atria = Math.min(leftAtrium, rightAtrium);

  const wall = 8.5 + 3.5 * squeeze;
  const lung = 0.13 + 0.09 * texture(x / 14, d / 9, 0);
  let value = lung;
  const muscle = 0.36 + 0.12 * texture(x / 5 + 7, (d + squeeze * 9) / 4, 1);
  const heart = Math.min(left - wall, right - 5, atria - 3.2, chamber(x, d, -1, valves - 30, 9, 44));
  value = mix(value, muscle, smoothStep(1, -1, heart));
  // The pericardium shines behind the lateral wall.
  value = mix(
    value,
    0.95,
    smoothStep(1.8, 0.2, Math.abs(heart - 1)) * smoothStep(-0.2, 0.5, Math.abs(x) / 60),
  );
  const blood = 0.02;
  value = mix(value, blood, smoothStep(0.8, -0.8, Math.min(ventricles, atria)));
  // The membrane at the ventricles' inner border.
  value = mix(value, 0.6, smoothStep(1.2, 0.2, Math.abs(ventricles + 0.4)) * 0.5);
  // Atrioventricular valves: two leaflets each, that swing towards the apex.
  const swing = 17 * opening;
  const leaflets = Math.min(
    segment(x, d, 35, valves, mix(20.5, 33, opening), valves - 3 - swing),
    segment(x, d, 3, valves, mix(19.5, 6, opening), valves - 3 - swing),
    segment(x, d, -35, valves, mix(-20.5, -32, opening), valves - 2 - swing),
    segment(x, d, -5, valves - 3, mix(-19.5, -8, opening), valves - 4 - swing),
  );
  value = mix(value, 0.85, smoothStep(1.8, 0.5, leaflets));
  // A moderator band, and the fat at the probe.
  value = mix(value, 0.5, smoothStep(2, 0.8, segment(x, d, -30, valves - 42, -13, valves - 54)) * 0.8);
  value = mix(0.7 + 0.25 * texture(x / 8, d / 1.6, 3), value, smoothStep(3, 16, d));
  return value;
}

export interface Sector {
  readonly width: number;
  readonly height: number;
  /** The pixel of the probe's centre. */
  readonly apexX: number;
  readonly apexY: number;
  readonly pixelsPerMm: number;
}

/** The brightness (0 to 255) of one moment, scan converted; 0 outside the sector. */
export function heartFrame(sector: Sector, beat: number): Uint8Array {
  const shape = shapeAt(beat);
  const polar = new Float32Array(samples * lines);
  const drift = Math.round(contraction(beat) * 14);
  for (let line = 0; line < lines; line += 1) {
    const angle = ((line / (lines - 1)) * 2 - 1) * halfAngle;
    for (let sample = 0; sample < samples; sample += 1) {
      const range = (sample / (samples - 1)) * depthMm;
      const amplitude = echo(Math.sin(angle) * range, Math.cos(angle) * range, shape);
      const at = ((sample + drift) & 511) + (((line * 2) & 511) << 9);
      const a = speckleA[at] ?? 0;
      const b = speckleB[at] ?? 0;
      const rayleigh = Math.sqrt(a * a + b * b) * 0.8;
      // Attenuation, and a shadow at the sector's edges where the ribs are.
      const gain = 1.15 - 0.35 * (range / depthMm) - 0.4 * smoothStep(0.82, 1, Math.abs(angle) / halfAngle);
      const received = Math.max(1e-3, amplitude * rayleigh * gain);
      polar[sample * lines + line] = Math.min(255, Math.max(0, 226 + 138 * Math.log10(received)));
    }
  }
  const { width, height, apexX, apexY, pixelsPerMm } = sector;
  const pixels = new Uint8Array(width * height);
  for (let y = Math.max(0, Math.floor(apexY)); y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const dx = (x - apexX) / pixelsPerMm;
      const dy = (y - apexY) / pixelsPerMm;
      const range = Math.sqrt(dx * dx + dy * dy);
      if (range >= depthMm - 0.5 || range < 3) continue;
      const angle = Math.atan2(dx, dy);
      if (Math.abs(angle) >= halfAngle) continue;
      const sample = (range / depthMm) * (samples - 1);
      const line = ((angle / halfAngle + 1) / 2) * (lines - 1);
      const at = Math.floor(sample) * lines + Math.floor(line);
      const u = line - Math.floor(line);
      const v = sample - Math.floor(sample);
      const near = mix(polar[at] ?? 0, polar[at + 1] ?? 0, u);
      const far = mix(polar[at + lines] ?? 0, polar[at + lines + 1] ?? 0, u);
      pixels[y * width + x] = Math.round(mix(near, far, v));
    }
  }
  return pixels;
}

/** Blood velocity towards the probe (1) or away from it (-1) at a point, 0 where none flows. */
export function flowAt(x: number, d: number, beat: number): number {
  const { valves, opening, squeeze } = shapeAt(beat);
  const ripple = 0.75 + 0.5 * texture(x / 6 + beat * 9, d / 7 - beat * 13, 5);
  const inflow =
    Math.exp(-(((x - 20) / 9) ** 2)) *
    smoothStep(valves + 18, valves, d) *
    smoothStep(valves - 52, valves - 20, d);
  const ejecting = smoothStep(0.04, 0.12, beat) * (1 - smoothStep(0.28, 0.4, beat));
  const outflow =
    Math.exp(-(((x - 8) / 5) ** 2)) *
    smoothStep(valves - 48, valves - 18, d) *
    smoothStep(valves + 4, valves - 4, d);
  const leak =
    Math.exp(-(((x - 20 - (d - valves) * 0.15) / 4) ** 2)) *
    smoothStep(valves - 1, valves + 3, d) *
    smoothStep(valves + 24, valves + 8, d);
  return (inflow * opening - (outflow + leak * 0.9) * ejecting * Math.min(1, squeeze + 0.6)) * ripple;
}
