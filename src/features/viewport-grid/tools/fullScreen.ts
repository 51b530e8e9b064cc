import { describeError } from '../../../core/errors.ts';
import type { Viewer } from '../../../state/viewer.ts';

/** Gives an element the whole screen, or takes it back from the one that has it. */
export function toggleFullScreen(viewer: Pick<Viewer, 'notify'>, element: Element): void {
  const isOn = document.fullscreenElement === element;
  const change = isOn ? document.exitFullscreen() : element.requestFullscreen();
  change.catch((error: unknown) =>
    viewer.notify({
      kind: 'warning',
      title: 'The browser does not give the whole screen',
      text: describeError(error),
      transient: true,
    }),
  );
}
