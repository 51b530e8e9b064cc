import { RayCaster } from './rayCaster.ts';

/**
 * The one WebGL context that all 3D viewports of the page draw with: browsers
 * allow few. It is on no page; what it draws is copied to each viewport's canvas.
 */
export interface Stage {
  readonly caster: RayCaster;
  /** Whether a real graphics card draws; else the processor imitates one. */
  readonly isHardware: boolean;
  /** Told once, when the context is lost: all that was on the card is gone. */
  onLost(listener: () => void): () => void;
  /** Nobody draws on it any more: the context is given back when the last one says so. */
  leave(): void;
}

interface SharedStage extends Stage {
  users: number;
}

let shared: SharedStage | undefined;

/**
 * Enters the stage, setting it up for the first who does.
 * @returns undefined when the browser gives no WebGL 2 now
 * @throws RenderError when it does, but does not take the program
 */
export function enterStage(): Stage | undefined {
  shared ??= setUp();
  if (shared) shared.users += 1;
  return shared;
}

function setUp(): SharedStage | undefined {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    powerPreference: 'high-performance',
  });
  if (!gl || gl.isContextLost()) return undefined;
  const giveBack = () => gl.getExtension('WEBGL_lose_context')?.loseContext();
  let caster: RayCaster;
  try {
    caster = new RayCaster(canvas, gl);
  } catch (error) {
    giveBack();
    throw error;
  }
  const listeners = new Set<() => void>();
  const stage: SharedStage = {
    caster,
    users: 0,
    isHardware: !/swiftshader|llvmpipe|softpipe|software|microsoft basic/i.test(nameOf(gl)),
    onLost(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    leave() {
      stage.users -= 1;
      if (stage.users > 0) return;
      if (shared === stage) shared = undefined;
      listeners.clear();
      if (!gl.isContextLost()) giveBack();
    },
  };
  canvas.addEventListener('webglcontextlost', () => {
    if (shared === stage) shared = undefined;
    const told = [...listeners];
    listeners.clear();
    for (const listener of told) listener();
  });
  return stage;
}

function nameOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  return typeof name === 'string' ? name : '';
}
