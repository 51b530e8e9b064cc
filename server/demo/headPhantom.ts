import { mix, smoothNoise, smoothStep } from './noise.ts';

/**
 * A head of ellipsoids and noise, in millimetres of the patient's coordinates
 * (PS3.3 C.7.6.2.1.1: x to the left, y to the back, z to the top; the origin
 * lies just below the lateral ventricles). What it is made of is a `Palette`:
 * Hounsfield units give a CT, signal intensities an MR of the same anatomy, and
 * edges blend as partial volumes do.
 */
export type Tissue =
  | 'air'
  | 'skin'
  | 'fat'
  | 'muscle'
  | 'bone'
  | 'diploe'
  | 'csf'
  | 'grey'
  | 'white'
  | 'cerebellum'
  | 'dura'
  | 'calcium'
  | 'blood'
  | 'oedema'
  | 'vitreous'
  | 'lens';
export type Palette = Readonly<Record<Tissue, number>>;

const sulci = smoothNoise(11);
const warp = smoothNoise(12);
const fine = smoothNoise(13);

/** Approximate signed distance to an ellipsoid's surface in mm; negative inside. */
function ellipsoid(dx: number, dy: number, dz: number, a: number, b: number, c: number): number {
  const u = dx / a;
  const v = dy / b;
  const w = dz / c;
  const q = Math.sqrt(u * u + v * v + w * w);
  if (q < 1e-6) return -Math.min(a, b, c);
  return ((q - 1) * q) / Math.sqrt((u / a) ** 2 + (v / b) ** 2 + (w / c) ** 2);
}

/** Signed distance to a rod from one point to another, of a radius in mm. */
function rod(
  [x, y, z]: readonly [number, number, number],
  [ax, ay, az]: readonly [number, number, number],
  [bx, by, bz]: readonly [number, number, number],
  radius: number,
): number {
  const lx = bx - ax;
  const ly = by - ay;
  const lz = bz - az;
  const along = ((x - ax) * lx + (y - ay) * ly + (z - az) * lz) / (lx * lx + ly * ly + lz * lz);
  const t = Math.min(1, Math.max(0, along));
  return Math.sqrt((x - ax - t * lx) ** 2 + (y - ay - t * ly) ** 2 + (z - az - t * lz) ** 2) - radius;
}

/** How much of a voxel at this signed distance lies inside, over an edge of `width` mm. */
const inside = (distance: number, width = 0.9): number => smoothStep(width / 2, -width / 2, distance);

/** Signed distance to the outline that lies `inset` mm under the skin; negative inside. */
function outline(x: number, y: number, z: number, inset: number): number {
  const top = 92 - inset;
  if (z >= top) return z - top + 0.5;
  const t = Math.max(0, z / top);
  const s = z > 0 ? Math.sqrt(1 - t * t * Math.sqrt(Math.sqrt(t))) : 1 - 0.06 * (z / 60) ** 2;
  const taper = 1 - 0.11 * smoothStep(10, -95, y) - 0.04 * smoothStep(55, 95, y);
  const a = (77 * taper - inset) * s;
  const b = (97 - inset) * s;
  const q = Math.sqrt((x / a) ** 2 + (y / b) ** 2);
  const reach = q < 1e-6 ? Math.min(a, b) : Math.sqrt(x * x + y * y) / q;
  // Under the dome the surface is slanted: distance within the plane overstates the true one.
  const slant = z > 0 ? Math.sqrt(Math.max(0.08, 1 - t * t * Math.sqrt(t))) : 1;
  return (q - 1) * reach * slant;
}

/** How far behind the ridge of the petrous bones a point lies: there begins the posterior fossa. */
const behindRidge = (s: number, y: number): number => y + 5 - Math.max(0, s - 15) * 0.46;

/** Height of the skull base under the brain: frontal, middle and posterior fossa as three steps. */
function baseHeight(s: number, y: number): number {
  // The roofs of the orbits bulge upwards; the cribriform plate lies low between them.
  const frontal = -29 + 13 * Math.exp(-(((s - 31) / 15) ** 2)) + 0.006 * (y + 60) ** 2;
  const middle = mix(-34, -56 + 0.016 * ((s - 40) ** 2 + (y + 12) ** 2), smoothStep(11, 19, s));
  const posterior = -78 + 0.012 * (s * s + (y - 42) ** 2);
  const wing = y + 21 + Math.max(0, s - 12) * 0.5;
  return mix(mix(frontal, middle, smoothStep(-7, 7, wing)), posterior, smoothStep(-3, 9, behindRidge(s, y)));
}

/** Brain and its spaces; `depth` is the distance to the inner table in mm. */
function brain(x: number, y: number, z: number, depth: number, p: Palette): number {
  const s = Math.abs(x);
  const wobble = 3 * warp(x / 17 + 9, y / 17, z / 17);

  // The cortex: folds are where a noise crosses zero; they fade out with depth.
  const folds = sulci(x / 11 + 5 + wobble * 0.08, y / 11 + wobble * 0.08, z / 14 + 3);
  const gyrus = Math.abs(folds) * 19 + Math.max(0, depth - 15) * 0.8;
  const cortex = Math.min(depth - 2.2, gyrus);
  let value = mix(p.white, p.grey, inside(cortex - 4.3 - fine(x / 5, y / 5, z / 5), 1.6));
  value = mix(value, p.csf, inside(cortex - 0.35, 1.7));

  // Cerebellum and brainstem below the tentorium, which rises towards the middle.
  const tentorium = z - (-26 + 16 * smoothStep(46, 0, s) + 7 * smoothStep(70, 20, y));
  const below = inside(tentorium, 1.5) * smoothStep(0, 3, behindRidge(s, y));
  if (below > 0) {
    const folia = Math.sin(z * 1.5 + wobble * 1.2 + y * 0.5 + 0.25 * s) * 0.5 + 0.5;
    const core = smoothStep(14, 26, depth) * 0.7;
    const leaf = mix(mix(p.cerebellum, p.csf, folia * 0.16 * (1 - core)), p.white, core);
    const gaps = Math.min(cortex, depth - 2.2, ellipsoid(x, y - 70, z + 52, 2.5, 20, 18));
    value = mix(value, mix(leaf, p.csf, inside(gaps, 1.6) * (depth < 3 ? 1 : 0.5)), below);
  }
  value = mix(
    value,
    p.dura,
    inside(Math.abs(tentorium) - 0.6) * smoothStep(2, 8, behindRidge(s, y)) * smoothStep(5, 9, s) * 0.8,
  );
  if (z < 2) {
    const stem = ellipsoid(
      x,
      y - 8 - (z + 40) * 0.08,
      z + 45,
      15 + 3 * smoothStep(-58, -40, z) * smoothStep(-20, -32, z),
      13,
      42,
    );
    const cistern = Math.min(
      stem - 4.5,
      ellipsoid(x, y + 14, z + 27, 16, 13, 8),
      ellipsoid(x, y - 24, z + 13, 13, 6, 8),
    );
    value = mix(value, p.csf, inside(cistern, 1.6));
    value = mix(value, p.white * 0.6 + p.grey * 0.4, inside(stem, 1.6));
    value = mix(value, p.csf, inside(ellipsoid(x, y - 22, z + 42, 7, 4.5, 12), 1.6));
  }

  // Sylvian fissure: a lateral cleft and the insula behind it.
  if (z > -26 && z < 22 && s > 32) {
    const cleft = Math.abs(y + 8 - z * 0.7 + wobble * 0.6 - (s - 45) * 0.15) - 1.5;
    const lateral = Math.max(cleft, 41 - s, Math.abs(z + 2) - 19);
    const insula = Math.max(
      Math.abs(s - 40.5 - ((y + 4) / 20) ** 2 * 3 - wobble * 0.4) - 1.1,
      Math.abs(y + 4) - 19,
      Math.abs(z - 1) - 14,
    );
    value = mix(value, p.grey, inside(Math.min(lateral, insula) - 3.2, 1.6));
    value = mix(value, p.csf, inside(Math.min(lateral, insula), 1.5));
  }

  // Deep grey nuclei.
  const deep = s < 42 && z > -16 && z < 24 && y > -40 && y < 34;
  if (deep) {
    const nuclei = Math.min(
      ellipsoid(s - 15.5, y + 22, z - 6, 5.5, 9, 9),
      ellipsoid((s - 26) * 0.96 + (y + 4) * 0.26, (y + 4) * 0.96 - (s - 26) * 0.26, z - 1, 6.5, 16, 9.5),
      ellipsoid((s - 11.5) * 0.94 - (y - 12) * 0.3, (y - 12) * 0.94 + (s - 11.5) * 0.3, z - 3, 7.5, 13, 9),
    );
    value = mix(value, p.grey, inside(nuclei, 1.6) * 0.95);
  }

  // Interhemispheric fissure with the falx; the callosum bridges it.
  const bridge = ellipsoid(x, y - 2, z + 2, 40, 42, 26);
  const midline = Math.abs(x + wobble * 0.18 * smoothStep(0, 8, depth));
  if (bridge > 0 && tentorium > -2) {
    value = mix(value, p.grey, inside(midline - 4.2, 1.6) * smoothStep(0, 2.5, bridge));
    value = mix(value, p.csf, inside(midline - 1.15, 1.4) * smoothStep(0, 2, bridge));
    value = mix(value, p.dura, inside(Math.abs(x) - 0.8) * smoothStep(0, 16, bridge) * 0.9);
  }

  // Ventricles.
  if (s < 44 && z > -28 && z < 36) {
    const at = [s, y, z] as const;
    const horns = Math.min(
      rod(at, [6.5, -24, 5], [13, -37, 5], 4.2) + Math.max(0, Math.abs(z - 5) - 5) * 0.1,
      rod(at, [7, -24, 10], [11, 12, 17], 5),
      rod(at, [11, 12, 17], [23, 32, 7], 6),
      rod(at, [23, 34, 6], [26, 52, 3], 4.2),
      rod(at, [25, 30, 1], [31, -2, -20], 2.2),
    );
    const third = ellipsoid(x, y - 4, z + 3, 2.2, 15, 8);
    value = mix(
      value,
      p.csf,
      inside(Math.min(horns, third), 1.5) * smoothStep(0.4, 1.6, s + (third < 0.5 ? 3 : 0)),
    );
    value = mix(value, p.grey, inside(ellipsoid(s - 22.5, y - 33, z - 6, 3.2, 6, 4.5), 1.5));
    value = mix(value, p.calcium, inside(ellipsoid(s - 22.5, y - 34, z - 6, 1.6, 2.8, 2), 1.2) * 0.8);
    value = mix(value, p.calcium, inside(ellipsoid(x, y - 24, z + 1, 2, 2.6, 2.4), 1.2));
  }

  // The finding: a small putaminal haemorrhage on the right with a rim of oedema.
  if (x < -8 && x > -52 && z > -18 && z < 28 && p.blood !== p.white) {
    const ragged = 2.2 * fine(x / 9, y / 9, z / 9) + 1.2 * fine(x / 4, y / 4, z / 4);
    const clot = ellipsoid(x + 28, y - 2, z - 5, 9.5, 15, 11) + ragged;
    value = mix(value, p.oedema, inside(clot - 3.6, 4));
    value = mix(value, p.blood * (1 + 0.05 * fine(x / 3, y / 3, z / 3)), inside(clot, 1.6));
  }
  return value;
}

/** Bone with spongy bone inside, `thickness` mm under its surface. */
function shell(before: number, distance: number, thickness: number, p: Palette): number {
  const value = mix(before, p.bone, inside(distance));
  return mix(value, p.diploe, inside(distance + thickness) * 0.9);
}

/** The face and neck under the skull base: orbits, sinuses, petrous bones, muscles. */
function face(x: number, y: number, z: number, skin: number, p: Palette): number {
  const s = Math.abs(x);
  // Muscle in bundles, divided by fat.
  const bundle = Math.abs(warp(x / 16 + 3, y / 16, z / 26));
  let value = mix(p.fat, p.muscle, smoothStep(0.05, 0.12, bundle) * smoothStep(-5, -8, skin));
  // Facial bone between the orbits and around them.
  value = shell(value, ellipsoid(x, y + 78, z + 26, 48, 12, 10), 2.4, p);
  value = shell(value, ellipsoid(s - 50, y + 58, z + 50, 6, 11, 12), 2, p);
  // Sphenoid and clivus.
  value = shell(value, ellipsoid(x, y + 20, z + 54, 20, 20, 15), 2.6, p);
  value = shell(value, ellipsoid(s - 34, y + 35 + 0.4 * (s - 34), z + 40, 19, 4.5, 12), 2, p);
  // Air: sphenoid sinus (divided), ethmoid cells, nasal cavity.
  const cells = Math.abs(warp(x / 7, y / 7, z / 7 + 4)) * 9 - 0.8;
  const ethmoid = Math.max(ellipsoid(s - 7, y + 62, z + 42, 8.5, 22, 17), -cells);
  const sphenoid = Math.max(ellipsoid(x, y + 27, z + 49, 14, 11, 8), 0.7 - Math.abs(x - 1.5));
  const nasal = Math.max(ellipsoid(s - 6, y + 70, z + 66, 5, 26, 14), 0.8 - s);
  value = shell(value, ellipsoid(s - 7, y + 62, z + 42, 10, 24, 19), 2.2, p);
  value = mix(value, p.air, inside(Math.min(ethmoid, sphenoid, nasal), 1.1));
  // Maxillary sinuses, at the lower end.
  const maxillary = ellipsoid(s - 30, y + 62, z + 72, 14, 16, 12);
  value = shell(value, maxillary - 1.5, 1.4, p);
  value = mix(value, p.air, inside(maxillary));
  // Orbits.
  const cone = 17 - 11 * smoothStep(-66, -34, y);
  const orbit = Math.max(
    Math.sqrt((s - 31 + 0.36 * (y + 66)) ** 2 + ((z + 42) * 1.05) ** 2) - cone,
    y + 33,
    -y - 100,
  );
  value = mix(value, p.bone, inside(orbit - 2.2) * smoothStep(-86, -80, y));
  value = mix(value, p.fat, inside(orbit));
  const nerve = rod([s, y, z], [31, -64, -42], [19, -34, -40], 1.9);
  const lateralMuscle = rod([s, y, z], [43, -70, -42], [24, -34, -42], 1.7);
  const medialMuscle = rod([s, y, z], [19, -72, -42], [15, -36, -42], 1.7);
  value = mix(value, p.muscle, inside(Math.min(nerve, lateralMuscle, medialMuscle)));
  const globe = Math.sqrt((s - 31) ** 2 + (y + 77) ** 2 + (z + 42) ** 2) - 12;
  value = mix(value, p.muscle, inside(globe));
  value = mix(value, p.vitreous, inside(globe + 1.3));
  value = mix(value, p.lens, inside(ellipsoid(s - 31, y + 85, z + 42, 4.6, 2, 4.6)));
  return value;
}

/** Petrous bone and mastoid cells, from the ear canal inwards. */
function petrous(x: number, y: number, z: number, before: number, p: Palette): number {
  const s = Math.abs(x);
  if (s < 12 || s > 74 || z > -26 || z < -66 || y < -24 || y > 46) return before;
  const ragged = 1.2 * fine(x / 6, y / 6, z / 6);
  const wedge = rod([s, y, z], [17, -6, -46], [60, 14, -47], 1) - 4 - 7 * smoothStep(16, 60, s) + ragged;
  const mastoid = ellipsoid(s - 58, y - 22, z + 50, 10, 15, 16) + ragged;
  let value = mix(before, p.bone, inside(Math.min(wedge, mastoid), 1.4));
  const cells = Math.abs(fine(x / 4.5, y / 4.5, z / 4.5)) * 12 - 2.2;
  value = mix(value, p.air * 0.9 + p.bone * 0.1, inside(Math.max(mastoid + 2, -cells), 1.2));
  const canal = rod([s, y, z], [50, 6, -47], [78, 8, -47], 2.8);
  const inner = rod([s, y, z], [17, -2, -44], [32, 5, -44], 2.2);
  value = mix(value, p.air, inside(canal));
  return mix(value, p.csf, inside(inner));
}

/** The palette's value at a point of the head; air outside. */
export function headAt(x: number, y: number, z: number, p: Palette): number {
  const s = Math.abs(x);
  if (z > 93 || (x / 90) ** 2 + (y / 124) ** 2 > 1) return p.air;
  const low = smoothStep(-16, -40, z);

  let skin = outline(x, y, z, 0);
  if (z < -10) {
    const nose = ellipsoid(x, y + 92, z + 62, 13 - 0.1 * (z + 62), 20, 24);
    const ear = Math.max(
      ellipsoid(s - 78, y - 14, z + 44, 7, 14, 25),
      -ellipsoid(s - 82, y - 10, z + 44, 4, 9, 17),
    );
    skin = Math.min(skin, nose, ear);
  }
  if (skin > 1) return p.air;

  let value = mix(p.air, p.skin, inside(skin));
  value = mix(value, p.fat, inside(skin + 2.2, 1.2));

  // Scalp: thicker at the back of the neck and at the temples, where muscle lies in it.
  const temple = smoothStep(-72, -34, y) * smoothStep(26, -14, y) * smoothStep(42, 0, z);
  const nape = smoothStep(25, 75, y) * low;
  const scalp = 5.5 + 4.5 * temple + 5 * nape + 1.5 * low;
  const thickness =
    6.2 + 1.4 * warp(x / 40, y / 40 + 7, z / 40) + 3 * smoothStep(78, 92, y) + 1.5 * smoothStep(-70, -88, y);
  const vault = outline(x, y, z, scalp);
  value = mix(value, p.muscle, inside(skin + 4) * inside(-vault) * Math.max(temple, nape) * 0.9);
  const table = vault + thickness;
  const base = table < 4 ? baseHeight(s, y) : 0;
  const above = z - base;

  if (z > -30 || above > -6) {
    value = mix(value, p.bone, inside(vault));
    const diploe = Math.max(vault + 2.1, -(vault + thickness - 1.9));
    const spongy = 1 + 0.35 * fine(x / 3, y / 3, z / 3);
    value = mix(value, p.diploe * spongy, inside(diploe, 1.2) * 0.85);
    const frontalSinus = Math.max(ellipsoid(s - 9, y + 82, z + 14, 10, 4, 10), 0.6 - s);
    if (table > -8) value = mix(value, p.air, inside(frontalSinus));
  }
  if (table < 1) {
    const cavity = inside(table) * inside(-above);
    if (above < 1.5) {
      const under = mix(face(x, y, z, skin, p), p.bone, inside(-above - 4.5, 2) * 0.9);
      value = mix(value, under, inside(table) * (1 - inside(-above)));
    }
    if (cavity > 0) value = mix(value, brain(x, y, z, Math.min(-table, above * 0.9 + 0.5), p), cavity);
  } else if (above < -2 && z < -30 && skin < -4) {
    const jaw = smoothStep(-10, -26, y) * 0.2;
    value = mix(value, face(x, y, z, skin, p), inside(skin + 4, 3) * (1 - jaw));
  }
  return petrous(x, y, z, value, p);
}

/** A head holder of carbon and foam behind the head (Hounsfield units), or undefined beside it. */
export function headRestAt(x: number, y: number, z: number): number | undefined {
  const radius = Math.sqrt(x * x + (y - 6) ** 2);
  if (y < 42 || radius < 99 || radius > 113 || z > 88) return undefined;
  const shell = Math.max(inside(Math.abs(radius - 111) - 1), inside(Math.abs(radius - 104) - 0.7) * 0.6);
  return mix(-975, 60, shell);
}
