import { useEffect, useEffectEvent, useRef } from 'react';
import {
  commonScale,
  framingOf,
  isFramedByRule,
  sameFraming as isSame,
  type Framed,
  type Framing,
} from '../../../core/hanging/framing.ts';
import { chestWallTurn } from '../../../core/hanging/turn.ts';
import { imageOf } from '../../../core/hanging/facts.ts';
import type { PlacePresentation } from '../../../core/hanging/rule.ts';
import { offeredRules } from '../../../state/hangingRules.ts';
import { visibleCells } from '../../../state/hanging.ts';
import type { Viewer } from '../../../state/viewer.ts';
import type { ViewportCell } from '../../../state/viewerState.ts';
import { useViewer } from '../../../state/ViewerContext.tsx';
import type { LayerProps } from '../layerProps.ts';

/**
 * Keeps a picture as its hanging rule frames it, also when the viewport gets
 * another size: against an edge, and at one scale with others. Ends as soon as
 * the reader zooms or moves the picture.
 */
export function HangingFraming({ cell, handle }: LayerProps) {
  const viewer = useViewer();
  const element = useRef<HTMLDivElement>(null);
  const { id, assignment, hungBy, displaySetInstanceUID } = cell;
  const wanted = hungBy && presentationOf(viewer, cell);
  const needsFraming = wanted?.chestWall !== undefined || wanted?.scale !== undefined;
  const { chestWall, scale } = wanted ?? {};
  // What is brought back keeps the size and place that the reader gave it; what the rule gave it follows the viewport.
  const isFresh = useEffectEvent(() => isFramedByRule(cell.presentation));

  useEffect(() => {
    const root = element.current;
    if (!needsFraming || !root || !isFresh()) return undefined;
    const edge = edgeOf(viewer, displaySetInstanceUID, chestWall);
    let last: Framing | undefined;
    /** Framed anew, and not drawn like that yet. */
    let under: { readonly from: Framing; readonly to: Framing } | undefined;
    let isTaken = false;
    const frame = () => {
      const { presentation, status } = handle.getState();
      if (isTaken || status !== 'rendered' || !presentation) return;
      if (under && isSame(under.from, presentation) && !isSame(under.to, presentation)) return;
      under = undefined;
      if (last && !isSame(last, presentation)) {
        // The reader has zoomed or moved it.
        isTaken = true;
        return;
      }
      const own = framedOf(viewer, id);
      const group = scale === undefined ? undefined : groupOf(viewer, scale);
      // Until all of the group are drawn nobody knows the scale.
      if (!own || own === 'hidden' || group === 'wait') return;
      const next = framingOf(own, group && commonScale(group), edge);
      if (last && isSame(last, next)) return;
      last = next;
      if (isSame(next, presentation)) return;
      under = { from: presentation, to: next };
      handle.setPresentation({ ...next, framed: true });
    };
    const observer = new ResizeObserver(frame);
    observer.observe(root);
    const others = () =>
      visibleCells(viewer.store.getState().hanging).flatMap((each) => viewer.live.handle(each.id) ?? []);
    let stops: (() => void)[] = [];
    const follow = () => {
      for (const stop of stops) stop();
      stops = others().map((other) => other.subscribe(frame));
      frame();
    };
    // Not before the viewport has been told what it shows: that comes with a size and place of its own.
    queueMicrotask(() => {
      if (!isTaken) follow();
    });
    const unfollow = viewer.live.subscribe(follow);
    return () => {
      isTaken = true;
      observer.disconnect();
      unfollow();
      for (const stop of stops) stop();
    };
    // A new assignment is a new hanging: it is framed anew.
  }, [viewer, handle, id, needsFraming, chestWall, scale, assignment, displaySetInstanceUID]);

  return needsFraming ? (
    <div ref={element} style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }} aria-hidden="true" />
  ) : null;
}

/** How the rule shows what it hung in a viewport. */
function presentationOf(viewer: Viewer, { hungBy }: ViewportCell): PlacePresentation | undefined {
  if (!hungBy) return undefined;
  const offered = offeredRules(viewer.store.getState(), viewer.modes);
  const rule = offered.find((each) => each.rule.id === hungBy.ruleId)?.rule;
  return rule?.stages[hungBy.stage]?.viewports[hungBy.place]?.presentation;
}

/** The picture of a viewport in its box; undefined until it is drawn. */
function framedOf(viewer: Viewer, viewportId: string): Framed | 'hidden' | undefined {
  const { picture, presentation, status } = viewer.live.state(viewportId);
  // Without the scroll bar.
  const host = document.querySelector(`[data-viewport-id="${viewportId}"] > [data-image]`);
  const box = host?.getBoundingClientRect();
  if (!box || !(box.height > 0)) return 'hidden';
  if (status !== 'rendered' || !picture || !presentation) return undefined;
  return { box, picture, rotation: presentation.rotation };
}

/** All pictures of a group that are on the screen, `wait` while one is still to be drawn. */
function groupOf(viewer: Viewer, scale: string): readonly Framed[] | 'wait' {
  const framed: Framed[] = [];
  for (const each of visibleCells(viewer.store.getState().hanging)) {
    const isOfGroup =
      each.displaySetInstanceUID !== undefined && presentationOf(viewer, each)?.scale === scale;
    if (!isOfGroup || viewer.live.state(each.id).status === 'error') continue;
    const one = framedOf(viewer, each.id);
    if (!one) return 'wait';
    if (one !== 'hidden') framed.push(one);
  }
  return framed;
}

/** The edge where the chest wall is, where that is known. */
function edgeOf(viewer: Viewer, uid: string | undefined, side: 'left' | 'right' | undefined) {
  const displaySet = viewer.store.getState().displaySets.get(uid ?? '');
  if (!displaySet || side === undefined) return undefined;
  return 'turn' in chestWallTurn(imageOf(displaySet), side) ? side : undefined;
}
