import {
  cache,
  ContextPoolRenderingEngine,
  Enums,
  eventTarget,
  init,
  metaData,
  registerImageLoader,
  setRenderBackend,
  type Types,
} from '@cornerstonejs/core';
import { cornerstoneImage } from './cornerstoneImage.ts';
import { SoftwareEngine } from './softwareEngine.ts';
import { getImageStore, scheme, type ImageStore, type StackImage } from './imageStore.ts';
import { MetadataStore } from './metadataProvider.ts';

/** What all viewports of the page share; one for the life of the page. */
export interface Renderer {
  readonly engine: ContextPoolRenderingEngine;
  readonly images: ImageStore;
  /** A decoded image as Cornerstone takes it, with its metadata known to Cornerstone. */
  imageFor(image: StackImage): Types.IImage;
  /** Makes a picture that was computed here known to Cornerstone under its id, until it is withdrawn. */
  offer(image: StackImage): void;
  withdraw(imageId: string): void;
  /** What draws, now. */
  backend(): 'cpu' | 'gpu';
  /** Whether the graphics card was lost on the way; said in a mark. */
  lostGraphics(): boolean;
  onBackendChange(listener: () => void): () => void;
}

let shared: Renderer | undefined;

/** Cornerstone, started on first use. It keeps global state of its own, so there can be only one of it. */
export function getRenderer(): Renderer {
  return (shared ??= start());
}

function start(): Renderer {
  const graphics = graphicsName();
  let backend = chooseBackend(graphics);
  let lost = false;
  const listeners = new Set<() => void>();
  init({
    rendering: {
      useGenericViewport: true,
      // Planar viewports all draw through the first context of the pool; the other six would stay idle.
      webGlContextCount: 1,
      planar: { renderBackend: backend === 'cpu' ? Enums.RenderBackends.CPU : Enums.RenderBackends.GPU },
    },
    // The parameter's type asks for every option; what is absent is merged from the defaults.
  } as Parameters<typeof init>[0]);

  const metadata = new MetadataStore();
  metaData.addProvider(metadata.get, 10_000);
  const images = getImageStore();
  const forget = (imageId: string) => {
    if (cache.getImageLoadObject(imageId)) cache.removeImageLoadObject(imageId);
  };
  images.onChange((imageId, present) => {
    if (!present) forget(imageId);
  });
  const made = new Map<string, StackImage>();

  const imageFor = (image: StackImage): Types.IImage => {
    metadata.add(image.imageId, image.instance, image.frame);
    return cornerstoneImage(image);
  };
  registerImageLoader(scheme, (imageId) => {
    // Viewports load through the store and ask Cornerstone only for what is there.
    const ready = made.get(imageId) ?? images.peek(imageId);
    const promise = ready
      ? Promise.resolve(imageFor(ready))
      : Promise.reject<Types.IImage>(new Error('The image is not in memory.'));
    return { promise: promise as Promise<Types.IImage & Record<string, unknown>> };
  });

  const toCpu = () => {
    if (backend === 'cpu') return;
    backend = 'cpu';
    lost = true;
    setRenderBackend(Enums.RenderBackends.CPU, 'webgl-context-lost');
    for (const listener of listeners) listener();
  };
  eventTarget.addEventListener(Enums.Events.WEBGL_CONTEXT_LOST, toCpu);
  eventTarget.addEventListener(Enums.Events.RENDER_PATH_ERROR, toCpu);

  const engine =
    graphics === undefined ? new SoftwareEngine('hangar') : new ContextPoolRenderingEngine('hangar');
  return {
    engine,
    images,
    imageFor,
    offer: (image) => made.set(image.imageId, image),
    withdraw(imageId) {
      made.delete(imageId);
      forget(imageId);
    },
    backend: () => backend,
    lostGraphics: () => lost,
    onBackendChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** `?renderer=cpu|gpu` overrides; otherwise a real graphics card draws, and its imitation in software does not. */
function chooseBackend(name: string | undefined): 'cpu' | 'gpu' {
  const asked = new URLSearchParams(globalThis.location?.search ?? '').get('renderer');
  if (asked === 'cpu' || asked === 'gpu') return asked;
  return name === undefined || /swiftshader|llvmpipe|softpipe|software|microsoft basic/i.test(name)
    ? 'cpu'
    : 'gpu';
}

/** The graphics card's own name, or undefined without WebGL 2. The context is given back at once. */
function graphicsName(): string | undefined {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return undefined;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof name === 'string' ? name : '';
}
