import { ChevronDown, ChevronUp, Download, MoveHorizontal, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { cleanText } from '../../ui/cleanText.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Toolbar, ToolbarItem, ToolbarSeparator } from '../../ui/Toolbar.tsx';
import type { OpenPdf } from './openPdf.ts';
import type { PdfPages } from './pdfPages.ts';
import { createPdfPages } from './pdfPages.ts';
import styles from './PdfView.module.css';

export interface PdfViewProps {
  pdf: OpenPdf;
  title: string;
  onDrawn: () => void;
  onFailed: (error: unknown) => void;
}

const zoomSteps = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6];

/** A PDF as pages under each other: drawn, selectable, readable by a screen reader; nothing in it can act. */
export function PdfView({ pdf, title, onDrawn, onFailed }: PdfViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const pages = useRef<PdfPages>(undefined);
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState<number | 'fit'>('fit');
  const count = pdf.document.numPages;
  const drawn = useEffectEvent(onDrawn);
  const failed = useEffectEvent(onFailed);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    let gone = false;
    createPdfPages({
      scroller: element,
      document: pdf.document,
      onDrawn: () => gone || drawn(),
      onFailed: (error) => gone || failed(error),
      onPage: (number) => gone || setPage(number),
    }).then(
      (made) => {
        if (gone) made.dispose();
        else pages.current = made;
      },
      (error: unknown) => gone || failed(error),
    );
    return () => {
      gone = true;
      pages.current?.dispose();
      pages.current = undefined;
    };
  }, [pdf]);

  const zoomTo = (next: number | 'fit') => {
    setZoom(next);
    pages.current?.setZoom(next);
  };
  const step = (direction: 1 | -1) => {
    const scale = pages.current?.scale ?? 1;
    const next =
      direction > 0
        ? zoomSteps.find((at) => at > scale * 1.01)
        : [...zoomSteps].reverse().find((at) => at < scale * 0.99);
    if (next !== undefined) zoomTo(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys: Readonly<Record<string, () => void>> = {
      '+': () => step(1),
      '=': () => step(1),
      '-': () => step(-1),
      '0': () => zoomTo('fit'),
      Home: () => pages.current?.goTo(1),
      End: () => pages.current?.goTo(count),
    };
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
    // Scrolling is the browser's; the viewport grid must not take these keys for its own.
    if (act || scrollKeys.has(event.key)) event.stopPropagation();
  };

  return (
    <div className={styles['view']}>
      <Toolbar label="PDF" className={styles['toolbar']}>
        <ToolbarItem>
          <IconButton
            label="Previous page"
            icon={<ChevronUp size={16} strokeWidth={1.5} />}
            disabled={page <= 1}
            onClick={() => pages.current?.goTo(page - 1)}
          />
        </ToolbarItem>
        <ToolbarItem>
          <IconButton
            label="Next page"
            icon={<ChevronDown size={16} strokeWidth={1.5} />}
            disabled={page >= count}
            onClick={() => pages.current?.goTo(page + 1)}
          />
        </ToolbarItem>
        <span className={styles['count']} role="status">
          Page {page} of {count}
        </span>
        <ToolbarSeparator />
        <ToolbarItem>
          <IconButton
            label="Smaller"
            shortcut="-"
            icon={<ZoomOut size={16} strokeWidth={1.5} />}
            onClick={() => step(-1)}
          />
        </ToolbarItem>
        <ToolbarItem>
          <IconButton
            label="Larger"
            shortcut="+"
            icon={<ZoomIn size={16} strokeWidth={1.5} />}
            onClick={() => step(1)}
          />
        </ToolbarItem>
        <ToolbarItem>
          <IconButton
            label="Fit width"
            shortcut="0"
            icon={<MoveHorizontal size={16} strokeWidth={1.5} />}
            pressed={zoom === 'fit'}
            onClick={() => zoomTo('fit')}
          />
        </ToolbarItem>
        <span className={styles['spacer']} />
        <ToolbarItem>
          <IconButton
            label="Download the PDF"
            icon={<Download size={16} strokeWidth={1.5} />}
            onClick={() => saveFile(pdf.file, `${title}.pdf`)}
          />
        </ToolbarItem>
      </Toolbar>
      <ScrollRegion
        ref={scroller}
        className={styles['scroller']}
        label={cleanText(title, 100)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

const scrollKeys = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', ' ']);
