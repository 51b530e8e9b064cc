import { getDocument, GlobalWorkerOptions, InvalidPDFException } from 'pdfjs-dist';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { RenderError } from '../../core/errors.ts';

/** An opened PDF: what draws it, and its bytes for a download. Release it when it is no longer shown. */
export interface OpenPdf {
  readonly document: PDFDocumentProxy;
  /** Typed by us as a PDF, whatever the server said it was. */
  readonly file: Blob;
  release(): void;
}

/** Fonts, character maps and decoders that a PDF may count on, as files of our own origin. */
const assets: Readonly<Record<string, string>> = import.meta.glob(
  [
    '../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
    '../../../node_modules/pdfjs-dist/cmaps/*.bcmap',
    '../../../node_modules/pdfjs-dist/wasm/*.wasm',
  ],
  { eager: true, query: '?url', import: 'default' },
);
const urlByName = new Map(
  Object.entries(assets).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]),
);

/** What pdf.js asks for its files; a name that is not among ours is refused without a request. */
class OwnAssets {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const url = urlByName.get(filename);
    if (url === undefined) throw new Error(`The PDF needs ${filename}, which is not part of this viewer.`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${filename} cannot be loaded (${response.status}).`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

/**
 * Opens with everything off that could act: no evaluation of code, no XFA forms; no
 * script engine is loaded, and no annotation layer is ever drawn, so that links and
 * buttons are pictures.
 * @throws RenderError, or the signal's reason
 */
export async function openPdf(bytes: Uint8Array, signal: AbortSignal): Promise<OpenPdf> {
  signal.throwIfAborted();
  GlobalWorkerOptions.workerSrc = workerUrl;
  // pdf.js takes its copy of the bytes over to the worker; the file for a download keeps its own.
  const file = new Blob([new Uint8Array(bytes)], { type: 'application/pdf' });
  const task = getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    enableXfa: false,
    stopAtErrors: false,
    useWorkerFetch: false,
    // Ours have the widths that the document was set for; the reader's machine may have none like them.
    useSystemFonts: false,
    BinaryDataFactory: OwnAssets,
    // Only to say that there are such files; the names are resolved above.
    cMapUrl: './',
    cMapPacked: true,
    standardFontDataUrl: './',
    wasmUrl: './',
    verbosity: 0,
  });
  const release = () => void task.destroy();
  signal.addEventListener('abort', release, { once: true });
  try {
    const document = await task.promise;
    signal.removeEventListener('abort', release);
    return { document, file, release };
  } catch (cause) {
    signal.throwIfAborted();
    release();
    throw new RenderError(explain(cause), { cause });
  }
}

function explain(cause: unknown): string {
  // PasswordException is not among pdf.js's exported classes; it goes by its name.
  if (cause instanceof Error && cause.name === 'PasswordException')
    return 'The PDF is locked with a password.';
  if (cause instanceof InvalidPDFException) return 'The PDF is damaged and cannot be opened.';
  return `The PDF cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}`;
}
