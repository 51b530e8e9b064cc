import type { Vector3 } from '../core/dicom/geometry.ts';

/** A point of the patient that was pointed at. */
export interface CrosshairPoint {
  /** Where it was pointed at; that viewport stays where it is. */
  readonly viewportId: string;
  readonly FrameOfReferenceUID: string;
  /** mm. */
  readonly point: Vector3;
  /** While it is dragged, only pictures follow; the rest once it is let go. */
  readonly isMoving: boolean;
  /** Brought back by a link or a reload: it is drawn, and no viewport goes to it. */
  readonly isBroughtBack?: true;
}

/**
 * The crosshair: moves as fast as the mouse, so it is kept beside the store and
 * drawn by those who listen.
 */
export interface Crosshair {
  get(): CrosshairPoint | undefined;
  set(point: CrosshairPoint | undefined): void;
  subscribe(listener: () => void): () => void;
  /** Whether its tool is in use; a change is told, too. */
  isChosen(): boolean;
  setChosen(chosen: boolean): void;
}

export function createCrosshair(): Crosshair {
  const listeners = new Set<() => void>();
  let current: CrosshairPoint | undefined;
  let chosen = false;
  return {
    get: () => current,
    set(point) {
      if (point === current) return;
      current = point;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isChosen: () => chosen,
    setChosen(value) {
      if (value === chosen) return;
      chosen = value;
      for (const listener of listeners) listener();
    },
  };
}
