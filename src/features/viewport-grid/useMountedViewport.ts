import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import type { DisplaySet, ViewportKind } from '../../core/displaySet/displaySet.ts';
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
  const { id, kind, assignment } = cell;
  const module = kind === undefined ? undefined : viewer.registry.viewportModuleFor(kind);
  const [mounted, setMounted] = useState<{ module: unknown; handle: ViewportHandle }>();
  const [failure, setFailure] = useState<{ module: unknown; attempt: number; text: string }>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (!module || !host.current) return undefined;
    const element = document.createElement('div');
    element.style.cssText = 'position:absolute;inset:0';
    host.current.append(element);
    let gone = false;
    let release: (() => void) | undefined;
    const { autoPlay = false } = viewer.registry.mode(viewer.store.getState().modeId) ?? {};
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
  const shown = useRef<{ handle: ViewportHandle; assignment: number } | undefined>(undefined);

  const show = useEffectEvent((to: ViewportHandle, what: DisplaySet, as: ViewportKind) => {
    // The same assignment under another display set is a mode switch or news about the series: pixels stay.
    const keepPixels = shown.current?.handle === to && shown.current.assignment === assignment;
    const live = keepPixels ? to.getState() : undefined;
    const image = live?.image ?? cell.image;
    const presentation = live?.presentation ?? cell.presentation;
    shown.current = { handle: to, assignment };
    void to.show(what, {
      kind: as,
      keepPixels,
      ...(image ? { image: { SOPInstanceUID: image.SOPInstanceUID, frame: image.frame } } : {}),
      ...(presentation ? { presentation } : {}),
    });
  });

  useEffect(() => {
    if (!handle) return;
    if (displaySet && kind !== undefined) {
      show(handle, displaySet, kind);
      return;
    }
    shown.current = undefined;
    handle.clear();
    // `assignment` is what says that the same display set was hung anew.
  }, [handle, displaySet, kind, assignment]);

  const problem = failure?.module === module && failure?.attempt === attempt ? failure.text : undefined;
  return { handle, problem, retry: () => setAttempt((count) => count + 1) };
}
