import { cross, dot, orientationLetters, type Vector3 } from '../dicom/geometry.ts';
import { add, scale } from '../volume/geometry.ts';

/** From where a volume is looked at, without perspective. Unit vectors in the patient, at right angles. */
export interface Camera {
  /** From the eye into the patient. */
  readonly towards: Vector3;
  /** Up on the screen. */
  readonly up: Vector3;
}

/** The six sides of the patient, by the letters of PS3.3 C.7.6.1.1.1. */
export const sides = ['A', 'P', 'L', 'R', 'H', 'F'] as const;
export type Side = (typeof sides)[number];

const head: Vector3 = [0, 0, 1];
const front: Vector3 = [0, -1, 0];

const views: Readonly<Record<Side, Camera>> = {
  A: { towards: [0, 1, 0], up: head },
  P: { towards: [0, -1, 0], up: head },
  L: { towards: [-1, 0, 0], up: head },
  R: { towards: [1, 0, 0], up: head },
  H: { towards: [0, 0, -1], up: front },
  F: { towards: [0, 0, 1], up: front },
};

/** Looking at a side: upright, or with the patient's front up where it is the head or the feet. */
export const viewFrom = (side: Side): Camera => views[side];

/** The side that is looked at, when it is just that. */
export const sideOf = (camera: Camera): Side | undefined =>
  sides.find((side) => {
    const { towards, up } = views[side];
    return dot(towards, camera.towards) > 0.9999 && dot(up, camera.up) > 0.9999;
  });

/** To the right on the screen, in the patient. */
export const rightOf = ({ towards, up }: Camera): Vector3 => cross(towards, up);

/**
 * Turns the volume under the eye, as if its front were dragged.
 * @param right radians that the front goes to the right; @param down and down.
 */
export function turned(camera: Camera, right: number, down: number): Camera {
  const across = turnedAbout(camera, camera.up, -right);
  return whole(turnedAbout(across, rightOf(across), -down));
}

/** Rolls the picture on the screen, radians clockwise. */
export const rolled = (camera: Camera, clockwise: number): Camera =>
  whole(turnedAbout(camera, camera.towards, -clockwise));

/** A camera of any numbers as one of unit vectors at right angles; undefined where there is none. */
export function cameraOf({ towards, up }: Camera): Camera | undefined {
  const length = Math.hypot(...towards);
  const sideways = cross(towards, up);
  if (!(length > 1e-6) || !(Math.hypot(...sideways) > 1e-6 * length)) return undefined;
  return whole({ towards, up });
}

/** Where the edges of the picture point to in the patient; true whatever the volume's own axes. */
export function cameraLetters(camera: Camera): {
  readonly left: string;
  readonly top: string;
  readonly right: string;
  readonly bottom: string;
} {
  const right = rightOf(camera);
  return {
    left: orientationLetters(scale(right, -1)),
    top: orientationLetters(camera.up),
    right: orientationLetters(right),
    bottom: orientationLetters(scale(camera.up, -1)),
  };
}

const names: Readonly<Record<Side, string>> = {
  A: 'the front',
  P: 'the back',
  L: 'the left',
  R: 'the right',
  H: 'the head',
  F: 'the feet',
};

/** "From the front", "From the left and the head": the sides that face the eye, the nearest first. */
export function fromWords({ towards }: Camera): string {
  const letters = orientationLetters(scale(towards, -1));
  const said = [...letters].slice(0, 2).flatMap((letter) => names[letter as Side] ?? []);
  return `From ${said.join(' and ')}`;
}

/** Rodrigues' rotation of both vectors about a unit axis. */
function turnedAbout({ towards, up }: Camera, axis: Vector3, radians: number): Camera {
  const [sine, cosine] = [Math.sin(radians), Math.cos(radians)];
  const turn = (v: Vector3): Vector3 =>
    add(add(scale(v, cosine), scale(cross(axis, v), sine)), scale(axis, dot(axis, v) * (1 - cosine)));
  return { towards: turn(towards), up: turn(up) };
}

/** Many small turns leave vectors neither of length one nor at right angles. */
function whole({ towards, up }: Camera): Camera {
  const ahead = scale(towards, 1 / Math.hypot(...towards));
  const upright = add(up, scale(ahead, -dot(up, ahead)));
  return { towards: ahead, up: scale(upright, 1 / Math.hypot(...upright)) };
}
