import { turned } from '../../../core/threeD/camera.ts';
import type { ViewportHandle } from '../../../core/viewport.ts';

/** One press of an arrow, degrees. */
const stepDegrees = 10;
const ways: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** Turns a volume by an arrow, as if its front were dragged that way; false for other keys. */
export function turnByKey(handle: Pick<ViewportHandle, 'getState' | 'setThreeD'>, event: Key): boolean {
  const way = ways[event.key];
  const { threeD } = handle.getState();
  if (!way || !threeD || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return false;
  const radians = (stepDegrees * Math.PI) / 180;
  handle.setThreeD?.({ camera: turned(threeD.look.camera, way[0] * radians, way[1] * radians) });
  return true;
}
