import type { Vector3 } from '../../../core/dicom/geometry.ts';
import { normalOf as pictureNormal, type Box, type PatientPlane } from '../../../core/viewTransform.ts';
import type { PlaneState, ViewportHandle } from '../../../core/viewport.ts';
import { areCrossing, meetingPoint, type Flat } from '../../../core/volume/meetingPoint.ts';
import type { OnScreen } from '../../../core/volume/planeLine.ts';
import { turned } from '../../../core/volume/oblique.ts';
import type { PlaneOrientation } from '../../../core/volume/planes.ts';
import { visibleCells } from '../../../state/hanging.ts';
import type { Viewer } from '../../../state/viewer.ts';

/** The plane of a volume that a viewport shows right now. */
export interface ShownPlane extends Flat {
  readonly viewportId: string;
  readonly handle: ViewportHandle;
  readonly state: PlaneState;
  readonly plane: PatientPlane;
}

type Around = Pick<Viewer, 'live' | 'store'>;

export function shownPlane({ live }: Pick<Viewer, 'live'>, viewportId: string): ShownPlane | undefined {
  const handle = live.handle(viewportId);
  const { status, plane: state, picture } = live.state(viewportId);
  if (!handle?.setPlane || status !== 'rendered' || !state || !picture?.plane) return undefined;
  const { plane } = picture;
  return { viewportId, handle, state, plane, through: state.view.through, normal: pictureNormal(plane) };
}

/** The picture of a viewport as it lies on the screen. */
export function screenOf(handle: ViewportHandle, box: Box): OnScreen | undefined {
  const { picture, presentation } = handle.getState();
  if (!picture?.plane || !presentation) return undefined;
  return { picture, plane: picture.plane, view: presentation, box };
}

/** The planes that other viewports show in the same frame of reference. */
export function otherPlanes(viewer: Around, of: ShownPlane): readonly ShownPlane[] {
  const frame = of.plane.FrameOfReferenceUID;
  return visibleCells(viewer.store.getState().hanging).flatMap(({ id }) => {
    const other = id === of.viewportId ? undefined : shownPlane(viewer, id);
    return other && frame !== undefined && other.plane.FrameOfReferenceUID === frame ? [other] : [];
  });
}

/** Whether planes that cut each other are turned together; they are unless the reader says otherwise. */
export const areLocked = ({ store }: Pick<Viewer, 'store'>): boolean =>
  store.getState().preferences.planes?.locked ?? true;

/** Planes held to be turned: how they lay at the start, and about what. */
export interface Turn {
  readonly about: Vector3;
  readonly axis: Vector3;
  readonly targets: readonly {
    readonly handle: ViewportHandle;
    readonly orientation: PlaneOrientation;
  }[];
}

/** The point about which planes are turned in a picture: where it, another plane and a third meet. */
export function pivotOf(viewer: Around, inPlane: ShownPlane, target: ShownPlane): Vector3 | undefined {
  const third = otherPlanes(viewer, inPlane).find(
    (each) =>
      each.viewportId !== target.viewportId && areCrossing(each, inPlane) && areCrossing(each, target),
  );
  return meetingPoint(inPlane, target, third);
}

/** In the picture of one viewport the line of another is taken hold of: it is turned about where the lines meet. */
export function turnInPicture(viewer: Around, inPlane: ShownPlane, target: ShownPlane): Turn | undefined {
  const about = pivotOf(viewer, inPlane, target);
  if (!about) return undefined;
  const together = areLocked(viewer) ? otherPlanes(viewer, inPlane) : [target];
  // A plane that lies like the picture would only turn in itself.
  return turnOf(
    about,
    inPlane.normal,
    together.filter((each) => areCrossing(each, inPlane)),
  );
}

/** The plane of a viewport is turned about an axis of its own picture; the planes across it go with it where they are locked. */
export function turnPlane(viewer: Around, viewportId: string, way: TurnWay, degrees: number): boolean {
  const shown = shownPlane(viewer, viewportId);
  if (!shown) return false;
  const { right, down } = shown.plane;
  const axis = way === 'tilt' ? right : way === 'swivel' ? down : shown.normal;
  const others = otherPlanes(viewer, shown).filter((each) => areCrossing(each, shown));
  const [first] = others;
  const about = (first && pivotOf(viewer, shown, first)) ?? shown.through;
  const across = { through: about, normal: axis };
  // Turned in itself a plane stays the same plane for all others.
  const together = areLocked(viewer) && way !== 'rotation' ? others : [];
  const signed = way === 'rotation' ? -degrees : degrees;
  applyTurn(turnOf(about, axis, [shown, ...together.filter((each) => areCrossing(each, across))]), signed);
  return true;
}

/** About the picture's own right, its own down, or within it. */
export type TurnWay = 'tilt' | 'swivel' | 'rotation';

const turnOf = (about: Vector3, axis: Vector3, planes: readonly ShownPlane[]): Turn => ({
  about,
  axis,
  targets: planes.map(({ handle, plane: { right, down } }) => ({ handle, orientation: { right, down } })),
});

/** Turns planes by so much from how they lay at the start, by the right-hand rule about the axis. */
export function applyTurn({ about, axis, targets }: Turn, degrees: number): void {
  for (const { handle, orientation } of targets)
    handle.setPlane?.({ through: about, orientation: turned(orientation, axis, degrees) });
}

/** All planes of the viewport's frame of reference, or only its own, as the patient lies. */
export function straighten(viewer: Around, viewportId: string): boolean {
  const shown = shownPlane(viewer, viewportId);
  if (!shown) return false;
  const all = areLocked(viewer) ? [shown, ...otherPlanes(viewer, shown)] : [shown];
  for (const { handle } of all) handle.setPlane?.({ orientation: undefined });
  return true;
}
