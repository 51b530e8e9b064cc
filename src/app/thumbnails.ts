import { representativeImage } from '../core/displaySet/images.ts';
import type { DataSource } from '../core/dataSource.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { isAbort } from '../core/errors.ts';
import type { Registry } from '../core/extension/registry.ts';
import type { ThumbnailSource } from '../state/ViewerContext.tsx';

const SIZE = 144;
const KEPT = 1000;

export interface KeptThumbnails extends ThumbnailSource {
  /** Frees every picture. */
  dispose(): void;
}

/**
 * Pictures for thumbnails: the archive's own where it renders, else made here
 * from the frame, else none. Kept by image, so that another mode's display set of
 * the same image costs nothing.
 */
export function createThumbnails(registry: Registry, dataSource: () => DataSource): KeptThumbnails {
  const urls = new Map<string, string>();

  const keyOf = (displaySet: DisplaySet): string | undefined => {
    const image = representativeImage(displaySet);
    return image && `${displaySet.StudyInstanceUID} ${image.instance.SOPInstanceUID} ${image.frame}`;
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

  return {
    dispose() {
      for (const url of urls.values()) URL.revokeObjectURL(url);
      urls.clear();
    },
    peek(displaySet) {
      const key = keyOf(displaySet);
      return key === undefined ? undefined : urls.get(key);
    },
    async load(displaySet, signal) {
      const key = keyOf(displaySet);
      if (key === undefined) return undefined;
      const kept = urls.get(key);
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
