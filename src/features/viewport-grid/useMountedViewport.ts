import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import type { DisplaySet, ViewportKind } from '../../core/displaySet/displaySet.ts';
import { indexOfImage } from '../../core/displaySet/images.ts';
import { describeError } from '../../core/errors.ts';
import { shownImage } from '../../core/shownImage.ts';
import { setByHand, type ViewportHandle } from '../../core/viewport.ts';
import { cineChange } from '../../state/hanging.ts';
import { createStudyAround } from '../../state/studyAround.ts';
import type { KeptCine, ViewportCell } from '../../state/viewerState.ts';
import type { Viewer } from '../../state/viewer.ts';
import { useViewer } from '../../state/ViewerContext.tsx';
import { playAgainInStep } from './scroll/playInStep.ts';

export interface MountedViewport {
  readonly handle: ViewportHandle | undefined;
  /** The viewport itself could not be made: the code did not load, or the browser lacks something. */
  readonly problem: string | undefined;
  readonly retry: () => void;
}

/**
 * Keeps the right kind of viewport mounted in `host` and showing what its cell
 * says. The handle is kept while the kind's module is the same; content is
 * replaced inside it.
 * @param isEarly what is shown stands in for a display set that is still to come:
 * the pixels stay for that one.
 */
export function useMountedViewport(
  host: RefObject<HTMLElement | null>,
  cell: ViewportCell,
  displaySet: DisplaySet | undefined,
  isEarly = false,
): MountedViewport {
  const viewer = useViewer();
  const { id, kind, assignment } = cell;
  const module = kind === undefined ? undefined : viewer.registry.viewportModuleFor(kind);
  const [mounted, setMounted] = useState<{ module: unknown; handle: ViewportHandle }>();
  const [failure, setFailure] = useState<{ module: unknown; attempt: number; text: string }>();
  const [attempt, setAttempt] = useState(0);
  const plays = useRef(false);

  useEffect(() => {
    if (!module || !host.current) return undefined;
    const element = document.createElement('div');
    element.style.cssText = 'position:absolute;inset:0';
    host.current.append(element);
    let gone = false;
    let release: (() => void) | undefined;
    const context = {
      viewportId: id,
      dataSource: viewer.dataSource(),
      // The handle outlives a mode: what counts is the mode in which something is hung.
      get autoPlay() {
        return plays.current;
      },
      study: createStudyAround(viewer, id),
    };
    module.mount(element, context).then(
      (handle) => {
        if (gone) {
          handle.dispose();
          return;
        }
        const unregister = viewer.live.register(id, handle);
        setMounted({ module, handle });
        release = () => {
          unregister();
          handle.dispose();
        };
      },
      (error: unknown) => {
        if (!gone) setFailure({ module, attempt, text: describeError(error) });
      },
    );
    return () => {
      gone = true;
      release?.();
      element.remove();
      setMounted(undefined);
    };
  }, [viewer, module, host, id, attempt]);

  const handle = mounted?.module === module ? mounted?.handle : undefined;
  const shown = useRef<{ handle: ViewportHandle; assignment: number; isEarly: boolean } | undefined>(
    undefined,
  );

  /** Gives up what waits for the clip that was to be shown. */
  const stopWaiting = useRef<(() => void) | undefined>(undefined);

  /** The same image hung anew: only its view is another one. @returns false where more is */
  const restyle = (to: ViewportHandle, what: DisplaySet, as: ViewportKind): boolean => {
    const live = to.getState();
    const here = live.image ?? (live.plane ?? live.projection ?? live.threeD)?.nearest;
    const { image, presentation } = cell;
    const isSame =
      shown.current?.handle === to &&
      live.status === 'rendered' &&
      live.pendingIndex === undefined &&
      live.displaySetInstanceUID === what.displaySetInstanceUID &&
      live.kind === as &&
      image !== undefined &&
      here?.SOPInstanceUID === image.SOPInstanceUID &&
      here.frame === image.frame;
    // A plane, and what is made of a volume, is said by the whole presentation.
    if (!isSame || (presentation && as !== 'stack')) return false;
    to.reset();
    if (presentation) to.setPresentation(presentation);
    return true;
  };

  const show = useEffectEvent((to: ViewportHandle, what: DisplaySet, as: ViewportKind) => {
    // The same assignment under another display set is a mode switch or news about the series: pixels stay.
    const former = shown.current?.handle === to ? shown.current : undefined;
    const keepPixels = former !== undefined && (former.isEarly || former.assignment === assignment);
    const live = keepPixels ? to.getState() : undefined;
    if (!keepPixels && restyle(to, what, as)) {
      shown.current = { handle: to, assignment, isEarly };
      return;
    }
    // What is on the canvas, unless the new grouping has that image elsewhere.
    const here = live && shownImage(live);
    const image = here && indexOfImage(what, here) >= 0 ? here : cell.image;
    const presentation = live?.presentation ?? cell.presentation;
    shown.current = { handle: to, assignment, isEarly };
    const mode = viewer.modes.get(viewer.store.getState().modeId);
    const kept = keepPixels ? undefined : cell.cine;
    plays.current = (!keepPixels || former.isEarly) && !kept && mode?.autoPlay === true;
    stopWaiting.current?.();
    void to.show(what, {
      kind: as,
      keepPixels,
      ...(isEarly ? { standsIn: true } : {}),
      ...(former?.isEarly ? { goesOn: true } : {}),
      ...(image ? { image: { SOPInstanceUID: image.SOPInstanceUID, frame: image.frame } } : {}),
      ...(presentation ? { presentation } : {}),
    });
    // A clip that plays goes on playing through a mode switch, as it was set.
    if (live?.cine) {
      const { playing, loop, source, framesPerSecond, range } = live.cine;
      const speed = source === setByHand ? { framesPerSecond } : {};
      const part = range && what.numImageFrames === live.imageCount ? { range } : {};
      to.setCine({ playing, loop, ...speed, ...part });
    } else if (kept) stopWaiting.current = playAsKept(to, kept, viewer);
  });

  useEffect(() => {
    if (!handle) return;
    if (displaySet && kind !== undefined) {
      show(handle, displaySet, kind);
      return;
    }
    shown.current = undefined;
    stopWaiting.current?.();
    handle.clear();
    // `assignment` is what says that the same display set was hung anew.
  }, [handle, displaySet, kind, assignment]);

  const problem = failure?.module === module && failure?.attempt === attempt ? failure.text : undefined;
  return { handle, problem, retry: () => setAttempt((count) => count + 1) };
}

/** As soon as there is a clip: some viewports have to make it first. @returns how to give it up */
function playAsKept(to: ViewportHandle, cine: KeptCine, viewer: Viewer): (() => void) | undefined {
  const isDue = () => {
    const { cine: made, status } = to.getState();
    // What plays in step is seen first, or cannot be.
    return cine.inStep ? (made && status === 'rendered') || status === 'error' : made !== undefined;
  };
  const play = () => {
    if (to.getState().cine) to.setCine(cineChange(cine));
    if (cine.inStep) playAgainInStep(viewer);
  };
  if (isDue()) {
    play();
    return undefined;
  }
  const stop = to.subscribe(() => {
    if (!isDue()) return;
    stop();
    play();
  });
  return stop;
}
