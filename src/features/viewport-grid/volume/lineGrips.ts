import { distanceTo, movedAcross, turnOnScreen, type OnScreen } from '../../../core/volume/planeLine.ts';
import type { Point } from '../../../core/viewTransform.ts';
import type { ViewportHandle } from '../../../core/viewport.ts';
import type { Viewer } from '../../../state/viewer.ts';
import { applyTurn, screenOf, shownPlane, turnInPicture } from './turnPlanes.ts';

interface Grips {
  /** The line with its handles. */
  readonly group: SVGGElement;
  readonly root: SVGSVGElement;
  readonly viewer: Viewer;
  /** The viewport in whose picture the line is. */
  readonly handle: ViewportHandle;
  readonly viewportId: string;
  /** The viewport whose plane it stands for. */
  readonly targetId: string;
}

/** What a hand that holds a line does as it moves on. */
type Hold = (at: Point) => void;

/** Lets a line be taken hold of: by itself, at its handles, at the edges of its slab. */
export function attachGrips(grips: Grips): void {
  const { group, root } = grips;
  for (const grip of group.querySelectorAll<SVGElement>('[data-grip]')) {
    let hold: Hold | undefined;
    const at = (event: PointerEvent): Point => {
      const { left, top } = root.getBoundingClientRect();
      return [event.clientX - left, event.clientY - top];
    };
    grip.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      hold = begin(grips, grip.dataset['grip'], at(event));
      if (!hold) return;
      event.stopPropagation();
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      group.dataset['held'] = 'true';
    });
    grip.addEventListener('pointermove', (event) => hold?.(at(event)));
    for (const end of ['pointerup', 'pointercancel'] as const)
      grip.addEventListener(end, () => {
        hold = undefined;
        delete group.dataset['held'];
      });
    grip.addEventListener('dblclick', (event) => event.stopPropagation());
  }
}

function begin(grips: Grips, grip: string | undefined, from: Point): Hold | undefined {
  const { viewer, handle, root, viewportId, targetId } = grips;
  const { width, height } = root.getBoundingClientRect();
  const screen: OnScreen | undefined = screenOf(handle, { width, height });
  const own = shownPlane(viewer, viewportId);
  const target = shownPlane(viewer, targetId);
  if (!screen || !own || !target) return undefined;
  if (grip === 'turn') {
    const turn = turnInPicture(viewer, own, target);
    return turn && ((to) => applyTurn(turn, turnOnScreen(screen, turn.about, from, to)));
  }
  if (grip === 'slab')
    // The edge follows the hand: half of the slab is on this side of the plane.
    return (to) => target.handle.setPlane?.({ slabMm: Math.round(distanceTo(screen, target, to) * 4) / 2 });
  return (to) => target.handle.setPlane?.({ through: movedAcross(screen, target, from, to) });
}
