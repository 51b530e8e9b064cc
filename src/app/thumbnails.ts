import { indexOfImage, representativeImage } from '../core/displaySet/images.ts';
import type { DataSource } from '../core/dataSource.ts';
import type { InstanceIdentity, SeriesIdentity } from '../core/dicom/instance.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { isAbort } from '../core/errors.ts';
import type { Registry } from '../core/extension/registry.ts';
import type { ThumbnailSource } from '../state/ViewerContext.tsx';
import { createSeriesPictures } from './seriesPictures.ts';

const SIZE = 144;
const KEPT = 1000;

export interface KeptThumbnails extends ThumbnailSource {
  /** Frees every picture. */
  dispose(): void;
}

const keyOfImage = ({ StudyInstanceUID, SOPInstanceUID }: InstanceIdentity, frame: number) =>
  `${StudyInstanceUID} ${SOPInstanceUID} ${frame}`;

/**
 * Pictures for thumbnails: the archive's own where it renders, else made here
 * from the frame, else none. Kept by image, so that another mode's display set of
 * the same image costs nothing.
 */
export function createThumbnails(registry: Registry, dataSource: () => DataSource): KeptThumbnails {
  const urls = new Map<string, string>();

  const keyOf = (displaySet: DisplaySet): string | undefined => {
    const image = representativeImage(displaySet);
    return image && keyOfImage(image.instance, image.frame);
  };

  function keep(key: string, blob: Blob): string {
    const url = URL.createObjectURL(blob);
    urls.set(key, url);
    for (const [oldest, oldUrl] of urls) {
      if (urls.size <= KEPT) break;
      urls.delete(oldest);
      URL.revokeObjectURL(oldUrl);
    }
    return url;
  }

  async function fromArchive(displaySet: DisplaySet, signal: AbortSignal): Promise<Blob | undefined> {
    const image = representativeImage(displaySet);
    if (!image) return undefined;
    const { StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID } = image.instance;
    try {
      return await dataSource().retrieveThumbnail(
        { StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID, frame: image.frame },
        SIZE,
        signal,
      );
    } catch (error) {
      // The archive's picture is a convenience; the client's own is the second try.
      if (isAbort(error)) throw error;
      return undefined;
    }
  }

  const ofSeries = createSeriesPictures(dataSource, async (instance, signal) => {
    const key = keyOfImage(instance, 1);
    const rendered =
      urls.has(key) || (await dataSource().retrieveThumbnail({ ...instance, frame: 1 }, SIZE, signal));
    if (rendered instanceof Blob) keep(key, rendered);
    return rendered !== undefined;
  });

  function peekSeries(series: SeriesIdentity): string | undefined {
    const SOPInstanceUID = ofSeries.imageOf(series);
    return SOPInstanceUID === undefined ? undefined : urls.get(keyOfImage({ ...series, SOPInstanceUID }, 1));
  }

  /** Its own picture, or that of another of its images that stood for its series before. */
  function peek(displaySet: DisplaySet): string | undefined {
    const key = keyOf(displaySet);
    const own = key === undefined ? undefined : urls.get(key);
    if (own !== undefined) return own;
    const SOPInstanceUID = ofSeries.imageOf(displaySet);
    const isIts = SOPInstanceUID !== undefined && indexOfImage(displaySet, { SOPInstanceUID, frame: 1 }) >= 0;
    return isIts ? peekSeries(displaySet) : undefined;
  }

  return {
    dispose() {
      for (const url of urls.values()) URL.revokeObjectURL(url);
      urls.clear();
    },
    peek,
    peekSeries,
    async loadSeries(series, SOPInstanceUID, signal) {
      if (peekSeries(series) === undefined) await ofSeries.load(series, SOPInstanceUID, signal);
      return peekSeries(series);
    },
    async load(displaySet, signal) {
      const key = keyOf(displaySet);
      if (key === undefined) return undefined;
      await ofSeries.settled(displaySet, signal);
      signal.throwIfAborted();
      const kept = peek(displaySet);
      if (kept !== undefined) return kept;
      const rendered = await fromArchive(displaySet, signal);
      if (rendered) return urls.get(key) ?? keep(key, rendered);
      const renderer = displaySet.viewportKinds
        .map((kind) => registry.thumbnailRendererFor(kind))
        .find((found) => found !== undefined);
      const made = await renderer?.render(displaySet, SIZE, {
        dataSource: dataSource(),
        priority: 'thumbnail',
        signal,
      });
      return made && keep(key, made);
    },
  };
}
