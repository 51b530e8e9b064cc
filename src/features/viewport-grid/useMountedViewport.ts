import { useEffect, useRef, useState, type RefObject } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { describeError } from '../../core/errors.ts';
import type { ViewportHandle } from '../../core/viewport.ts';
import type { ViewportCell } from '../../state/viewerState.ts';
import { useViewer } from '../../state/ViewerContext.tsx';

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
 */
export function useMountedViewport(
  host: RefObject<HTMLElement | null>,
  cell: ViewportCell,
  displaySet: DisplaySet | undefined,
): MountedViewport {
  const viewer = useViewer();
  const { id, kind, assignment, displaySetInstanceUID } = cell;
  const module = kind === undefined ? undefined : viewer.registry.viewportModuleFor(kind);
  const [mounted, setMounted] = useState<{ module: unknown; handle: ViewportHandle }>();
  const [problem, setProblem] = useState<string>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (!module || !host.current) return undefined;
    const element = document.createElement('div');
    element.style.cssText = 'position:absolute;inset:0';
    host.current.append(element);
    let gone = false;
    let release: (() => void) | undefined;
    const { autoPlay = false } = viewer.registry.mode(viewer.store.getState().modeId) ?? {};
    setProblem(undefined);
    module.mount(element, { viewportId: id, dataSource: viewer.dataSource(), autoPlay }).then(
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
        if (!gone) setProblem(describeError(error));
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
  const shown = useRef<{ handle: ViewportHandle; assignment: number } | undefined>(undefined);
  const wanted = useRef(cell);
  wanted.current = cell;

  useEffect(() => {
    if (!handle) return;
    if (!displaySet || kind === undefined) {
      shown.current = undefined;
      handle.clear();
      return;
    }
    // The same assignment under another display set is a mode switch or news about the series: pixels stay.
    const keepPixels = shown.current?.handle === handle && shown.current.assignment === assignment;
    const live = keepPixels ? handle.getState() : undefined;
    const image = live?.image ?? wanted.current.image;
    const presentation = live?.presentation ?? wanted.current.presentation;
    shown.current = { handle, assignment };
    void handle.show(displaySet, {
      kind,
      keepPixels,
      ...(image ? { image: { SOPInstanceUID: image.SOPInstanceUID, frame: image.frame } } : {}),
      ...(presentation ? { presentation } : {}),
    });
  }, [handle, displaySet, displaySetInstanceUID, kind, assignment]);

  return { handle, problem, retry: () => setAttempt((count) => count + 1) };
}
