import { createRoot } from 'react-dom/client';
import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { createDocumentHandle } from '../../core/documentHandle.ts';
import { RenderError } from '../../core/errors.ts';
import type { ViewportContext, ViewportHandle } from '../../core/viewport.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import type { OpenPdf } from './openPdf.ts';
import { loadPdf } from './loadPdf.ts';
import type { PdfView } from './PdfView.tsx';
import type { Report } from './readReport.ts';
import { readReport } from './readReport.ts';
import { ReportView } from './ReportView.tsx';

type Content =
  | { readonly type: 'report'; readonly report: Report }
  | { readonly type: 'pdf'; readonly pdf: OpenPdf; readonly title: string; readonly View: typeof PdfView };

/** A viewport that shows one document at a time. */
export async function mountDocument(
  element: HTMLElement,
  { dataSource }: ViewportContext,
): Promise<ViewportHandle> {
  const root = createRoot(element);
  let drawing = 0;
  let onScreen: Content | undefined;
  return createDocumentHandle<Content>({
    async load({ instances }, options) {
      const [instance] = instances;
      if (!instance) throw new RenderError('There is no object to show.');
      if (!isPdf(instance)) return { type: 'report', report: readReport(instance, navigator.language) };
      const title = instance.DocumentTitle || instance.SeriesDescription || 'Document';
      const pdf = await loadPdf(instance, dataSource, options);
      // pdf.js comes with the first PDF, not with the first report.
      const { PdfView: View } = await import('./PdfView.tsx');
      return { type: 'pdf', pdf, title, View };
    },
    release(content) {
      if (content.type === 'pdf') content.pdf.release();
    },
    pageCount: (content) => (content.type === 'pdf' ? content.pdf.document.numPages : 0),
    draw(content, _displaySet, { drawn, failed }) {
      // The same document under another display set stays as it is, page, zoom and all.
      if (content === onScreen) {
        drawn();
        return;
      }
      onScreen = content;
      drawing += 1;
      root.render(
        <ErrorBoundary fallback={() => null} onError={failed} key={drawing}>
          {content.type === 'pdf' ? (
            <content.View pdf={content.pdf} title={content.title} onDrawn={drawn} onFailed={failed} />
          ) : (
            <ReportView report={content.report} onDrawn={drawn} />
          )}
        </ErrorBoundary>,
      );
    },
    drawNothing() {
      onScreen = undefined;
      root.render(null);
    },
    scrollBy(delta) {
      const scroller = element.querySelector('[role="region"][tabindex="0"]');
      scroller?.scrollBy({ top: delta * scroller.clientHeight * 0.9 });
    },
    // Not while React may be drawing the page around it.
    dispose: () => queueMicrotask(() => root.unmount()),
  });
}

const isPdf = ({ SOPClassUID, EncapsulatedDocument }: Instance) =>
  SOPClassUID === SopClass.EncapsulatedPDFStorage || EncapsulatedDocument !== undefined;
