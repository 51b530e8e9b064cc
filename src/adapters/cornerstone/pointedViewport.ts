import type { PointerBindings, PointingEvent, PrimaryTool } from '../../core/tools.ts';
import type { ScreenRegion } from '../../core/viewport.ts';
import type { ViewportPointer } from './viewportPointer.ts';

/** The side of a viewport that mouse, fingers and pointing tools see (core/viewport.ts says what each promises). */
export abstract class PointedViewport {
  protected abstract readonly pointer: ViewportPointer;

  setPrimaryTool(tool: PrimaryTool): void {
    this.pointer.setPrimaryTool(tool);
  }

  setBindings(bindings: PointerBindings): void {
    this.pointer.setBindings(bindings);
  }

  onPointing(listener: (event: PointingEvent) => void): () => void {
    return this.pointer.onPointing(listener);
  }

  onGesture(listener: (gesture: 'hold' | 'twice') => void): () => void {
    return this.pointer.onGesture(listener);
  }

  point(event: PointingEvent): void {
    this.pointer.point(event);
  }

  fitWindow(to: 'all' | 'seen' | ScreenRegion): void {
    this.pointer.fitWindow(to);
  }
}
