import { createRoot } from 'react-dom/client';
import { createDocumentHandle } from '../../core/documentHandle.ts';
import type { ViewportContext, ViewportHandle } from '../../core/viewport.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { Card } from './Card.tsx';

/** A viewport that tells what one object is; everything it says is in the metadata already. */
export function mountCard(element: HTMLElement, { study }: ViewportContext): ViewportHandle {
  const root = createRoot(element);
  return createDocumentHandle<undefined>({
    load: () => Promise.resolve(undefined),
    draw(_content, displaySet, { drawn, failed }) {
      root.render(
        <ErrorBoundary fallback={() => null} onError={failed} resetKey={displaySet.displaySetInstanceUID}>
          <Card
            key={displaySet.displaySetInstanceUID}
            displaySet={displaySet}
            study={study}
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
