import { createRoot } from 'react-dom/client';
import type { DataSource, DicomJson } from '../../core/dataSource.ts';
import { createDocumentHandle } from '../../core/documentHandle.ts';
import { isAbort, RenderError } from '../../core/errors.ts';
import type { ViewportContext, ViewportHandle } from '../../core/viewport.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import type { TagDictionary } from './readTags.ts';
import { TagView } from './TagView.tsx';
import type { FirstObject } from './useObject.ts';

interface Content {
  readonly dictionary: TagDictionary;
  readonly first: FirstObject;
  /** Which of the display set's objects the table opens on. */
  readonly start: number;
  /** The frame that was looked at, from 1. */
  readonly frame: number | undefined;
}

/** Objects whose attributes are kept: enough to step to and fro, and to meet again in another mode. */
const KEPT = 30;

/** The data source with a memory for attributes: what has been read is not asked for again. */
function remembering(dataSource: DataSource) {
  const known = new Map<string, DicomJson>();
  let lastUid: string | undefined;
  const source: DataSource = {
    ...dataSource,
    async retrieveInstanceMetadata(instance, signal) {
      const { SOPInstanceUID } = instance;
      lastUid = SOPInstanceUID;
      const dataset =
        known.get(SOPInstanceUID) ?? (await dataSource.retrieveInstanceMetadata(instance, signal));
      known.delete(SOPInstanceUID);
      known.set(SOPInstanceUID, dataset);
      const [oldest] = known.keys();
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
      return dataset;
    },
  };
  return { source, lastUid: () => lastUid };
}

export async function mountTags(
  element: HTMLElement,
  { dataSource, study }: ViewportContext,
): Promise<ViewportHandle> {
  const root = createRoot(element);
  const { source, lastUid } = remembering(dataSource);
  return createDocumentHandle<Content>({
    async load({ instances, unsupported }, { signal, image }) {
      // Another mode's display set that holds the object on screen opens on that object.
      // What is looked at, else the one that was on screen here before.
      const last = image?.SOPInstanceUID ?? lastUid();
      const start = Math.max(
        0,
        instances.findIndex(({ SOPInstanceUID }) => SOPInstanceUID === last),
      );
      const instance = instances[start];
      if (!instance) throw new RenderError('There is no object to show.');
      const dictionary = await loadDictionary();
      try {
        return {
          dictionary,
          start,
          frame: image?.frame,
          first: { dataset: await source.retrieveInstanceMetadata(instance, signal) },
        };
      } catch (error) {
        // Why an object is not displayed can be said without its attributes.
        if (!unsupported || signal.aborted || isAbort(error)) throw error;
        return { dictionary, start, frame: image?.frame, first: { error } };
      }
    },
    draw({ dictionary, first, start, frame }, displaySet, { drawn, failed }) {
      root.render(
        <ErrorBoundary fallback={() => null} onError={failed} resetKey={displaySet.displaySetInstanceUID}>
          <TagView
            key={displaySet.displaySetInstanceUID}
            displaySet={displaySet}
            dataSource={source}
            dictionary={dictionary}
            first={first}
            start={start}
            startFrame={frame}
            elsewhere={study.shownElsewhere}
            onDrawn={drawn}
          />
        </ErrorBoundary>,
      );
    },
    drawNothing: () => root.render(null),
    scrollBy(delta) {
      const scroller = element.querySelector('[role="region"][tabindex="0"]');
      scroller?.scrollBy({ top: delta * scroller.clientHeight * 0.9 });
    },
    // Not while React may be drawing the page around it.
    dispose: () => queueMicrotask(() => root.unmount()),
  });
}

async function loadDictionary(): Promise<TagDictionary> {
  const { default: table } = await import('./dictionary.json');
  return new Map(Object.entries(table));
}
