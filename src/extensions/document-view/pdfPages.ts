import { TextLayer } from 'pdfjs-dist';
import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from 'pdfjs-dist';
import styles from './PdfView.module.css';

export interface PdfPagesOptions {
  /** The element that scrolls; the pages are put into it. */
  readonly scroller: HTMLElement;
  readonly document: PDFDocumentProxy;
  /** The first picture is on its canvas. */
  readonly onDrawn: () => void;
  /** Not even the first page can be drawn. */
  readonly onFailed: (error: unknown) => void;
  /** From 1: the page that most is seen of. */
  readonly onPage: (page: number) => void;
}

export interface PdfPages {
  /** CSS pixels for one point, or to the width of the viewport. */
  setZoom(zoom: number | 'fit'): void;
  /** What `fit` comes to now. */
  readonly scale: number;
  goTo(page: number): void;
  dispose(): void;
}

interface Page {
  readonly number: number;
  readonly element: HTMLElement;
  width: number;
  height: number;
  proxy: PDFPageProxy | undefined;
  drawing: { readonly scale: number; readonly cancel: () => void } | undefined;
}

/** Pages with a canvas at any time: what is seen, and a few around it. */
const maxCanvases = 6;
/** A canvas larger than this is drawn coarser: browsers refuse or crash beyond. */
const maxPixels = 16_000_000;

/** Draws the pages that are near what is seen, and forgets those that are far. Plain DOM: pdf.js draws into it. */
export async function createPdfPages(options: PdfPagesOptions): Promise<PdfPages> {
  const { scroller, document: pdf, onDrawn, onFailed, onPage } = options;
  const first = await pdf.getPage(1);
  const size = first.getViewport({ scale: 1 });
  const list = document.createElement('div');
  list.className = styles['pages'] ?? '';
  const pages: Page[] = Array.from({ length: pdf.numPages }, (_, index) => {
    const element = document.createElement('section');
    element.className = styles['page'] ?? '';
    element.setAttribute('aria-label', `Page ${index + 1} of ${pdf.numPages}`);
    element.dataset['page'] = String(index + 1);
    // Pages are nearly always of one size; one that is not is corrected when it is fetched.
    const { width, height } = size;
    return { number: index + 1, element, width, height, proxy: undefined, drawing: undefined };
  });
  let zoom: number | 'fit' = 'fit';
  let scale = 1;
  let disposed = false;
  const near = new Set<Page>();

  const layOut = () => {
    const padding = 32;
    const widest = Math.max(...pages.map(({ width }) => width));
    const fit = Math.max(0.1, (scroller.clientWidth - padding) / widest);
    scale = zoom === 'fit' ? Math.min(fit, 2) : zoom;
    list.style.setProperty('--total-scale-factor', String(scale));
    for (const { element, width, height } of pages) {
      element.style.width = `${Math.floor(width * scale)}px`;
      element.style.height = `${Math.floor(height * scale)}px`;
    }
  };

  const drop = (page: Page) => {
    page.drawing?.cancel();
    page.drawing = undefined;
    page.element.replaceChildren();
  };

  const draw = async (page: Page) => {
    if (page.drawing?.scale === scale) return;
    page.drawing?.cancel();
    let task: RenderTask | undefined;
    let text: TextLayer | undefined;
    let cancelled = false;
    const drawing = {
      scale,
      cancel() {
        cancelled = true;
        task?.cancel();
        text?.cancel();
      },
    };
    page.drawing = drawing;
    try {
      page.proxy ??= await pdf.getPage(page.number);
      if (cancelled) return;
      const natural = page.proxy.getViewport({ scale: 1 });
      if (natural.width !== page.width || natural.height !== page.height) {
        [page.width, page.height] = [natural.width, natural.height];
        layOut();
      }
      const ratio = Math.min(
        window.devicePixelRatio || 1,
        Math.sqrt(maxPixels / (natural.width * natural.height)) / drawing.scale,
      );
      const viewport = page.proxy.getViewport({ scale: drawing.scale });
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.floor(viewport.width * ratio));
      canvas.height = Math.max(1, Math.floor(viewport.height * ratio));
      canvas.setAttribute('aria-hidden', 'true');
      task = page.proxy.render({
        canvas,
        viewport,
        transform: [ratio, 0, 0, ratio, 0, 0],
        annotationMode: 1,
      });
      await task.promise;
      if (cancelled) return;
      const layer = document.createElement('div');
      layer.className = styles['text'] ?? '';
      page.element.replaceChildren(canvas, layer);
      onDrawn();
      text = new TextLayer({ textContentSource: page.proxy.streamTextContent(), container: layer, viewport });
      await text.render();
    } catch (error) {
      // A cancelled drawing is no failure; the one that replaced it has its own word.
      if (cancelled || disposed) return;
      const note = document.createElement('p');
      note.className = styles['broken'] ?? '';
      note.textContent = `Page ${page.number} cannot be drawn: ${error instanceof Error ? error.message : String(error)}`;
      page.element.replaceChildren(note);
      if (pages.length === 1) onFailed(error);
      else onDrawn();
    }
  };

  const middle = () => scroller.scrollTop + scroller.clientHeight / 2;
  const distance = ({ element }: Page) => Math.abs(element.offsetTop + element.offsetHeight / 2 - middle());
  const drawNear = () => {
    const wanted = [...near].sort((a, b) => distance(a) - distance(b)).slice(0, maxCanvases);
    for (const page of pages) if (page.drawing && !wanted.includes(page)) drop(page);
    for (const page of wanted) void draw(page);
  };

  const byElement = new Map<Element, Page>(pages.map((page) => [page.element, page]));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const page = byElement.get(target);
        if (!page) continue;
        if (isIntersecting) near.add(page);
        else near.delete(page);
      }
      drawNear();
    },
    { root: scroller, rootMargin: '50% 0px' },
  );

  let reported = 0;
  const report = () => {
    const at = middle();
    const below = pages.findIndex(({ element }) => element.offsetTop > at);
    const page = below < 0 ? pages.at(-1) : pages[Math.max(0, below - 1)];
    if (!page || page.number === reported) return;
    reported = page.number;
    onPage(page.number);
  };
  const relayOut = () => {
    const before = scroller.scrollTop / Math.max(1, list.offsetHeight);
    layOut();
    scroller.scrollTop = before * list.offsetHeight;
    drawNear();
    report();
  };
  const resize = new ResizeObserver(() => zoom === 'fit' && relayOut());

  list.append(...pages.map(({ element }) => element));
  layOut();
  scroller.replaceChildren(list);
  scroller.scrollTop = 0;
  for (const { element } of pages) observer.observe(element);
  resize.observe(scroller);
  scroller.addEventListener('scroll', report, { passive: true });
  report();

  return {
    get scale() {
      return scale;
    },
    setZoom(next) {
      zoom = next;
      relayOut();
    },
    goTo(number) {
      const page = pages[Math.min(pages.length, Math.max(1, number)) - 1];
      if (page) scroller.scrollTop = page.element.offsetTop - 16;
    },
    dispose() {
      disposed = true;
      observer.disconnect();
      resize.disconnect();
      scroller.removeEventListener('scroll', report);
      for (const page of pages) drop(page);
      list.remove();
    },
  };
}
