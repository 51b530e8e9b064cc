import { createRoot } from 'react-dom/client';
import { createDocumentHandle } from '../../core/documentHandle.ts';
import { isAbort, RenderError } from '../../core/errors.ts';
import type { ViewportContext, ViewportHandle } from '../../core/viewport.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { TooltipProvider } from '../../ui/Tooltip.tsx';
import type { TagDictionary } from './readTags.ts';
import { TagView } from './TagView.tsx';
import type { FirstObject } from './useObject.ts';

interface Content {
  readonly dictionary: TagDictionary;
  readonly first: FirstObject;
}

export async function mountTags(
  element: HTMLElement,
  { dataSource }: ViewportContext,
): Promise<ViewportHandle> {
  const root = createRoot(element);
  return createDocumentHandle<Content>({
    async load({ instances, unsupported }, { signal }) {
      const [instance] = instances;
      if (!instance) throw new RenderError('There is no object to show.');
      const dictionary = await loadDictionary();
      try {
        return {
          dictionary,
          first: { dataset: await dataSource.retrieveInstanceMetadata(instance, signal) },
        };
      } catch (error) {
        // Why an object is not displayed can be said without its attributes.
        if (!unsupported || signal.aborted || isAbort(error)) throw error;
        return { dictionary, first: { error } };
      }
    },
    draw({ dictionary, first }, displaySet, { drawn, failed }) {
      root.render(
        <TooltipProvider>
          <ErrorBoundary fallback={() => null} onError={failed} resetKey={displaySet.displaySetInstanceUID}>
            <TagView
              key={displaySet.displaySetInstanceUID}
              displaySet={displaySet}
              dataSource={dataSource}
              dictionary={dictionary}
              first={first}
              onDrawn={drawn}
            />
          </ErrorBoundary>
        </TooltipProvider>,
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
