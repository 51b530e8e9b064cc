import { ContextPoolRenderingEngine, PlanarViewport, type Types } from '@cornerstonejs/core';

type ViewportInput = Parameters<ContextPoolRenderingEngine['enableElement']>[0] & {
  readonly canvas: HTMLCanvasElement;
};

/**
 * Cornerstone's engine on a machine without any WebGL. The original opens a
 * graphics context for its pool even where every viewport then draws in
 * software, and fails when it gets none; this one makes planar viewports
 * without a pool.
 */
export class SoftwareEngine extends ContextPoolRenderingEngine {
  protected override addVtkjsDrivenViewport(input: ViewportInput): void {
    const { element, canvas, viewportId } = input;
    element.style.touchAction = 'none';
    const viewport = new PlanarViewport({
      id: viewportId,
      element,
      renderingEngineId: this.id,
      type: input.type,
      canvas,
      sx: 0,
      sy: 0,
      sWidth: canvas.width,
      sHeight: canvas.height,
      defaultOptions: {},
    } as unknown as ConstructorParameters<typeof PlanarViewport>[0]); // the type asks for options that all have defaults
    // Typed for the older viewports; this one has all that the engine calls in software.
    const { _viewports: viewports } = this;
    viewports.set(viewportId, viewport as unknown as Types.IViewport);
  }

  /** Asked for by the viewport at its start, for its camera; nothing is drawn through it. */
  override getRenderer(): ReturnType<ContextPoolRenderingEngine['getRenderer']> {
    const renderer = { getActiveCamera: () => ({ setParallelProjection: () => true }) };
    return renderer as unknown as ReturnType<ContextPoolRenderingEngine['getRenderer']>;
  }
}
