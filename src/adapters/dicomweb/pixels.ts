import type { FrameData } from '../../core/dataSource.ts';
import { cutShort, malformed, noData, type RequestContext } from './failures.ts';
import type { DicomResponse } from './fetchDicom.ts';
import { isWebPage } from './html.ts';
import { UNCOMPRESSED } from './mediaTypes.ts';
import { isMultipart, mediaTypeParameter, MultipartError, parseMultipart, type Part } from './multipart.ts';

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
/** Not compressed, so that a frame's length follows from its metadata (PS3.5 A.1, A.2, A.3). */
const NATIVE = new Set(['1.2.840.10008.1.2', EXPLICIT_LITTLE_ENDIAN, '1.2.840.10008.1.2.2']);

/** Media types that stand for one codec (PS3.18 Table 8.7.3-5), where the part does not say the syntax. */
const SYNTAX_OF_MEDIA_TYPE: Readonly<Record<string, string>> = {
  'image/dicom-rle': '1.2.840.10008.1.2.5',
  'image/x-dicom-rle': '1.2.840.10008.1.2.5',
  'image/jls': '1.2.840.10008.1.2.4.80',
  'image/x-jls': '1.2.840.10008.1.2.4.80',
  'image/jp2': '1.2.840.10008.1.2.4.90',
};

/**
 * The one part of an answer: of a multipart body its first, otherwise the body.
 * @throws DataSourceError malformed (cut short, not what it says it is) or notFound (empty)
 */
export function onlyPart(
  { bytes, contentType, status }: DicomResponse,
  context: RequestContext,
  expectedBytes?: number,
): Part {
  if (!isMultipart(contentType) && !(contentType === '' && bytes[0] === 45 && bytes[1] === 45))
    return { contentType, bytes };
  let part: Part | undefined;
  try {
    [part] = parseMultipart(bytes, contentType, expectedBytes);
  } catch (error) {
    if (!(error instanceof MultipartError)) throw error;
    if (error.reason === 'empty') throw noData(context, status, error.message);
    if (error.reason === 'cut') throw cutShort(context, error.message, error);
    throw malformed(context, error.message, error);
  }
  if (!part) throw noData(context, status);
  return part;
}

/**
 * One frame out of an answer: a view into its body, whose buffer nobody else
 * uses, so that it may be handed to a worker without a copy.
 * @throws DataSourceError as `onlyPart`, and malformed for a part that is text or too short
 */
export function readFrame(
  response: DicomResponse,
  context: RequestContext,
  expectedBytes?: number,
): FrameData {
  const part = onlyPart(response, context, expectedBytes);
  if (/^\s*(text\/|application\/(?:xhtml\+xml|json|dicom\+json|problem\+json|xml))/i.test(part.contentType))
    throw malformed(context, `${part.contentType.slice(0, 80)} where pixels belong`);
  if (isWebPage(part.contentType, part.bytes)) throw malformed(context, 'HTML where pixels belong');
  const transferSyntaxUID = transferSyntaxOf(part.contentType, response.accept);
  if (expectedBytes !== undefined && NATIVE.has(transferSyntaxUID ?? '') && part.bytes.length < expectedBytes)
    throw cutShort(context, `${part.bytes.length} bytes where the image has ${expectedBytes}`);
  return { bytes: part.bytes, transferSyntaxUID };
}

/** Undefined when the server did not say and nothing else decides it. */
function transferSyntaxOf(contentType: string, accept: string): string | undefined {
  const named = mediaTypeParameter(contentType, 'transfer-syntax');
  if (named !== undefined && /^[\d.]{1,64}$/.test(named)) return named;
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (accept === UNCOMPRESSED && (mediaType === 'application/octet-stream' || mediaType === ''))
    return EXPLICIT_LITTLE_ENDIAN;
  return SYNTAX_OF_MEDIA_TYPE[mediaType];
}
