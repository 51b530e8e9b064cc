/** Numbers that look random and are the same on every machine. No clock, no Math.random. */

/** A generator of uniform numbers in [0, 1) (mulberry32). */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `count` numbers of a normal distribution with mean 0 and deviation 1 (Box and Muller). */
export function gaussians(seed: number, count: number): Float32Array {
  const next = uniform(seed);
  const values = new Float32Array(count);
  for (let index = 0; index < count; index += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    values[index] = radius * Math.cos(angle);
    if (index + 1 < count) values[index + 1] = radius * Math.sin(angle);
  }
  return values;
}

/** Smooth noise in three dimensions, about -1 to 1, repeating after 32 units. */
export function smoothNoise(seed: number): (x: number, y: number, z: number) => number {
  const size = 32;
  const mask = size - 1;
  const next = uniform(seed);
  const grid = Float32Array.from({ length: size ** 3 }, () => next() * 2 - 1);
  // No closures inside: this runs some ten million times.
  return (x, y, z) => {
    const fx = Math.floor(x);
    const fy = Math.floor(y);
    const fz = Math.floor(z);
    const u = ease(x - fx);
    const v = ease(y - fy);
    const x0 = fx & mask;
    const x1 = (fx + 1) & mask;
    const y0 = (fy & mask) * size;
    const y1 = ((fy + 1) & mask) * size;
    const z0 = (fz & mask) * size * size;
    const z1 = ((fz + 1) & mask) * size * size;
    const a = mix(grid[z0 + y0 + x0] ?? 0, grid[z0 + y0 + x1] ?? 0, u);
    const b = mix(grid[z0 + y1 + x0] ?? 0, grid[z0 + y1 + x1] ?? 0, u);
    const c = mix(grid[z1 + y0 + x0] ?? 0, grid[z1 + y0 + x1] ?? 0, u);
    const d = mix(grid[z1 + y1 + x0] ?? 0, grid[z1 + y1 + x1] ?? 0, u);
    return mix(mix(a, b, v), mix(c, d, v), ease(z - fz));
  };
}

const ease = (t: number): number => t * t * (3 - 2 * t);

/** A square tile of correlated noise (deviation 1) as an imaging chain leaves it: blurred over `radius` pixels. */
export function grainTile(seed: number, size: number, radius: number): Float32Array {
  let tile = gaussians(seed, size * size);
  const weights = Array.from({ length: 2 * radius + 1 }, (_, index) =>
    Math.exp(-(((index - radius) / Math.max(0.5, radius * 0.6)) ** 2)),
  );
  for (const step of [1, size]) {
    const blurred = new Float32Array(size * size);
    for (let index = 0; index < blurred.length; index += 1) {
      let sum = 0;
      for (let tap = -radius; tap <= radius; tap += 1) {
        const from = (index + tap * step + tile.length) % tile.length;
        sum += (tile[from] ?? 0) * (weights[tap + radius] ?? 0);
      }
      blurred[index] = sum;
    }
    tile = blurred;
  }
  let squares = 0;
  for (const value of tile) squares += value * value;
  const scale = 1 / Math.sqrt(squares / tile.length);
  return tile.map((value) => value * scale);
}

/** 0 below `from`, 1 above `to`, smooth between: the partial volume of an edge. */
export function smoothStep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
