import type { DataSource } from '../../core/dataSource.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { fractionOf } from '../../core/documentHandle.ts';
import { RenderError } from '../../core/errors.ts';
import type { OpenPdf } from './openPdf.ts';

export interface LoadOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number | undefined) => void;
}

/**
 * The encapsulated document's bytes, checked to be a PDF and opened without scripts,
 * forms or links.
 * @see PS3.3 C.24.2 Encapsulated Document Module
 * @throws RenderError when there are no bytes, when they are no PDF, or when it cannot be opened
 */
export async function loadPdf(
  instance: Instance,
  dataSource: DataSource,
  options: LoadOptions,
): Promise<OpenPdf> {
  const bytes = await readBytes(instance, dataSource, options);
  if (!looksLikePdf(bytes)) {
    throw new RenderError(
      'The object says that it holds a PDF, but its contents are something else. They are not opened.',
    );
  }
  options.onProgress(undefined);
  const { openPdf } = await import('./openPdf.ts');
  return openPdf(bytes, options.signal);
}

async function readBytes(
  { EncapsulatedDocument, EncapsulatedDocumentLength }: Instance,
  dataSource: DataSource,
  { signal, onProgress }: LoadOptions,
): Promise<Uint8Array> {
  const { BulkDataURI, InlineBinary } = EncapsulatedDocument ?? {};
  if (InlineBinary !== undefined) return trim(decodeBase64(InlineBinary), EncapsulatedDocumentLength);
  if (BulkDataURI === undefined) {
    throw new RenderError(
      'The object holds no document: the archive sent neither its bytes nor where they are.',
    );
  }
  const bytes = await dataSource.retrieveBulkData(BulkDataURI, {
    signal,
    priority: 'visible',
    onProgress: (loaded, total) => onProgress(fractionOf(loaded, total ?? EncapsulatedDocumentLength)),
  });
  return trim(bytes, EncapsulatedDocumentLength);
}

/** The value is padded to even length; the true length, where it is given, is one less (PS3.3 C.24.2). */
const trim = (bytes: Uint8Array, length: number | undefined) =>
  length === bytes.length - 1 ? bytes.subarray(0, length) : bytes;

function decodeBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new RenderError('The document in the metadata is not valid base64.', { cause });
  }
}

/** ISO 32000 7.5.2 and what readers accept: the signature within the first 1024 bytes. */
export function looksLikePdf(bytes: Uint8Array): boolean {
  const start = Math.min(bytes.length, 1024) - 5;
  for (let i = 0; i <= start; i += 1) {
    // "%PDF-"
    if (
      bytes[i] === 0x25 &&
      bytes[i + 1] === 0x50 &&
      bytes[i + 2] === 0x44 &&
      bytes[i + 3] === 0x46 &&
      bytes[i + 4] === 0x2d
    ) {
      return true;
    }
  }
  return false;
}
