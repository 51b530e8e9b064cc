import { startLinkSync } from '../../../state/linkSync.ts';
import type { Viewer } from '../../../state/viewer.ts';
import { boxOf } from './placed.ts';

/** Linked viewports and the crosshair at work, once a picture of the screen; returns how to stop. */
export const followLinks = (viewer: Viewer): (() => void) =>
  startLinkSync(viewer, {
    schedule(run) {
      const frame = requestAnimationFrame(run);
      return () => cancelAnimationFrame(frame);
    },
    boxOf,
  });
