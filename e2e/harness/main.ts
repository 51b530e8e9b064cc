import { loadCornerstone } from '../../src/adapters/cornerstone/cornerstoneCode.ts';
import type { DataSource, FrameData, RetrieveOptions } from '../../src/core/dataSource.ts';
import type { DisplaySet } from '../../src/core/displaySet/displaySet.ts';
import type { FrameIdentity, Instance } from '../../src/core/dicom/instance.ts';
import { nothingAround, type ViewportHandle, type ViewportState } from '../../src/core/viewport.ts';
import { stackThumbnails } from '../../src/extensions/image-stack/thumbnail.ts';
import { stackViewport } from '../../src/extensions/image-stack/viewport.ts';

/** A frame the fake archive holds, as a test describes it. */
export interface HarnessFrame {
  /** Little-endian samples, or a code stream, as base64. */
  readonly base64?: string;
  readonly transferSyntaxUID?: string;
  readonly delayMs?: number;
  /** The request is rejected with this sentence. */
  readonly fails?: string;
}

export interface HarnessSet {
  readonly uid: string;
  readonly instances: readonly Instance[];
  /** Keyed `${SOPInstanceUID}/${frame}`. */
  readonly frames: Readonly<Record<string, HarnessFrame>>;
  readonly bulk?: Readonly<Record<string, string>>;
  readonly overrides?: Partial<DisplaySet>;
}

/** What the tests drive: the real viewport module over an archive that is a table. */
const frames = new Map<string, HarnessFrame>();
const bulk = new Map<string, string>();
const sets = new Map<string, DisplaySet>();
const requests: string[] = [];
const handles = new Map<string, ViewportHandle>();
const seen: ViewportState[] = [];

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

const unused = () => Promise.reject(new Error('not used here'));
const dataSource: DataSource = {
  id: 'harness',
  displayName: 'Harness',
  searchStudies: unused,
  searchSeries: unused,
  findStudy: unused,
  retrieveSeriesMetadata: unused,
  retrieveInstanceMetadata: unused,
  retrieveInstance: unused,
  retrieveThumbnail: unused,
  retrieveBulkData: (uri) => {
    const found = bulk.get(uri);
    return found ? Promise.resolve(bytesOf(found)) : Promise.reject(new Error(`no bulk data ${uri}`));
  },
  retrieveFrame,
};

async function retrieveFrame(identity: FrameIdentity, { signal }: RetrieveOptions): Promise<FrameData> {
  const key = `${identity.SOPInstanceUID}/${identity.frame}`;
  requests.push(key);
  const frame = frames.get(key);
  if (frame?.delayMs)
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, frame.delayMs);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    });
  signal.throwIfAborted();
  if (!frame || frame.fails) throw new Error(frame?.fails ?? `The archive does not hold ${key}.`);
  return { bytes: bytesOf(frame.base64 ?? ''), transferSyntaxUID: frame.transferSyntaxUID };
}

const handleOf = (id: string): ViewportHandle => {
  const handle = handles.get(id);
  if (!handle) throw new Error(`no viewport in ${id}`);
  return handle;
};

const setOf = (uid: string): DisplaySet => {
  const set = sets.get(uid);
  if (!set) throw new Error(`no display set ${uid}`);
  return set;
};

export const harness = {
  requests,
  seen,
  add(set: HarnessSet): void {
    for (const [key, frame] of Object.entries(set.frames)) frames.set(key, frame);
    for (const [uri, data] of Object.entries(set.bulk ?? {})) bulk.set(uri, data);
    const [first] = set.instances;
    sets.set(set.uid, {
      displaySetInstanceUID: set.uid,
      SOPClassHandlerId: 'harness',
      StudyInstanceUID: first?.StudyInstanceUID ?? '',
      SeriesInstanceUID: first?.SeriesInstanceUID ?? '',
      SeriesNumber: 1,
      SeriesDate: undefined,
      SeriesTime: undefined,
      SeriesDescription: '',
      references: [],
      Modality: first?.Modality ?? '',
      FrameRate: undefined,
      FrameRateSource: undefined,
      frameTimesMs: undefined,
      isMultiFrame: (first?.NumberOfFrames ?? 1) > 1,
      numImageFrames: set.instances.reduce((n, i) => n + (i.NumberOfFrames ?? 1), 0),
      viewportKinds: ['stack'],
      label: set.uid,
      splitKey: '',
      splitLabel: undefined,
      instances: set.instances,
      images: undefined,
      parts: [],
      messages: [],
      geometry: undefined,
      representativeImageIndex: 0,
      unsupported: false,
      attributes: {},
      ...set.overrides,
    });
  },
  replaceFrame(key: string, frame: HarnessFrame): void {
    frames.set(key, frame);
  },
  /** @param on the plain canvas that pictures are drawn on until Cornerstone is here, or Cornerstone */
  async mount(id = 'cell', autoPlay = false, on: 'canvas' | 'cornerstone' = 'cornerstone'): Promise<void> {
    if (on === 'cornerstone') await loadCornerstone();
    const element = document.getElementById(id);
    if (!element) throw new Error(`no element ${id}`);
    const handle = await stackViewport.mount(element, {
      viewportId: id,
      dataSource,
      autoPlay,
      study: nothingAround,
    });
    handles.set(id, handle);
    handle.subscribe(() => seen.push(handle.getState()));
  },
  show(
    uid: string,
    options: Partial<Parameters<ViewportHandle['show']>[1]> = {},
    id = 'cell',
  ): Promise<void> {
    return handleOf(id).show(setOf(uid), { kind: 'stack', ...options });
  },
  handle: (id = 'cell') => handleOf(id),
  state(id = 'cell') {
    const { loaded, failedImages, ...state } = handleOf(id).getState();
    return { ...state, loaded: loaded && [...loaded], failedImages: [...failedImages] };
  },
  dispose(id = 'cell'): void {
    handleOf(id).dispose();
    handles.delete(id);
  },
  /** As after loading the page, except that what has started stays started. */
  reset(): void {
    for (const handle of handles.values()) handle.dispose();
    handles.clear();
    requests.length = 0;
    seen.length = 0;
    document.getElementById('cell')?.removeAttribute('style');
  },
  /** Red, green, blue at a fraction of the viewport's width and height; black where nothing is drawn. */
  pixel(x: number, y: number, id = 'cell'): readonly number[] {
    for (const canvas of document.querySelectorAll<HTMLCanvasElement>(`#${id} canvas`)) {
      if (getComputedStyle(canvas).display === 'none' || canvas.width === 0) continue;
      const data = canvas
        .getContext('2d')
        ?.getImageData(Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1).data;
      // The grayscale path draws with transparency over black.
      if (data && data[3] !== 0) return [...data.subarray(0, 3)];
    }
    return [0, 0, 0];
  },
  /** What draws now. */
  surface: (id = 'cell') => document.querySelector<HTMLElement>(`#${id} [data-surface]`)?.dataset['surface'],
  /** All that is on the canvas, over black: red, green and blue of each pixel. */
  picture(id = 'cell'): { readonly width: number; readonly height: number; readonly rgb: number[] } {
    const canvas = [...document.querySelectorAll<HTMLCanvasElement>(`#${id} canvas`)].find(
      (each) => getComputedStyle(each).display !== 'none' && each.width > 0,
    );
    if (!canvas) throw new Error(`no canvas in ${id}`);
    const { width, height } = canvas;
    const flat = new OffscreenCanvas(width, height);
    const context = flat.getContext('2d');
    if (!context) throw new Error('no context');
    context.fillRect(0, 0, width, height);
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    return { width, height, rgb: [...data].filter((_, at) => at % 4 !== 3) };
  },
  async capture(id = 'cell'): Promise<{ type: string; size: number } | undefined> {
    const blob = await handleOf(id).capture();
    return blob && { type: blob.type, size: blob.size };
  },
  async thumbnail(
    uid: string,
    size: number,
  ): Promise<{ width: number; height: number; pixel: number[] } | undefined> {
    const blob = await stackThumbnails.render(setOf(uid), size, {
      dataSource,
      priority: 'thumbnail',
      signal: new AbortController().signal,
    });
    if (!blob) return undefined;
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const data = context?.getImageData(bitmap.width >> 2, bitmap.height >> 2, 1, 1).data ?? [];
    return { width: bitmap.width, height: bitmap.height, pixel: [...data].slice(0, 3) };
  },
};

export type Harness = typeof harness;
declare global {
  interface Window {
    harness: Harness;
  }
}
window.harness = harness;
