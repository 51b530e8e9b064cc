import type { Context, Hono } from 'hono';
import type { Archive } from '../archive.ts';
import { parseTag } from '../dicom/dictionary.ts';
import { littleEndianBytes } from '../dicom/jsonModel.ts';
import { isPixelTag, type DataSet, type Element } from '../dicom/part10.ts';
import { isVideo, mediaTypeOf } from '../dicom/syntaxes.ts';
import type { FileRecord } from '../indexing/fileRecord.ts';
import { frameTable, storedFrames } from '../retrieve/frames.ts';
import type { Layout } from '../retrieve/layout.ts';
import { openFile } from '../retrieve/openFile.ts';
import { acceptedTypes } from './accept.ts';
import { RequestError } from './errors.ts';
import { findInstance, findInstances, levelPaths } from './lookup.ts';
import { multipartResponse, type Part } from './multipart.ts';
import { fileRange, spansResponse } from './ranges.ts';

const OCTETS = 'application/octet-stream';
const offers = (c: Context) => acceptedTypes(c.req.header('accept'), c.req.query('accept') ?? null);

/** Whole instances and the values that metadata refers to (PS3.18 10.4.1.1.1 and 10.4.1.1.6). */
export function bulkRoutes(app: Hono, archive: Archive): void {
  for (const path of levelPaths) app.get(path, (c) => answerInstances(c));
  app.get(`${levelPaths[2]}/bulkdata/:path{.+}`, (c) => answerBulk(c, c.req.param('path')));

  async function answerInstances(c: Context): Promise<Response> {
    const files = findInstances(archive, c.req.param());
    const [first] = files;
    if (first === undefined) throw new RequestError(404, 'There is nothing here.');
    for (const { type, parameters } of offers(c)) {
      const syntax = parameters.get('transfer-syntax') ?? '*';
      const inner = parameters.get('type') ?? 'application/dicom';
      if (syntax !== '*' && files.some((file) => file.transferSyntax !== syntax)) continue;
      if (type === 'application/dicom' && files.length === 1) return oneFile(first);
      if (type === '*/*' || (type === 'multipart/related' && inner === 'application/dicom'))
        return multipartResponse('application/dicom', fileParts(files));
    }
    throw new RequestError(
      406,
      'Instances can be had as application/dicom in the transfer syntax they are stored in.',
    );
  }

  async function oneFile(file: FileRecord): Promise<Response> {
    const headers = {
      'Content-Type': 'application/dicom',
      'Content-Disposition': `attachment; filename="${file.SOPInstanceUID.replace(/[^\w.-]/g, '_')}.dcm"`,
    };
    return fileRange(await openFile(file), { offset: 0, length: file.size }, headers);
  }

  async function* fileParts(files: readonly FileRecord[]): AsyncGenerator<Part> {
    for (const file of files) {
      const handle = await openFile(file);
      try {
        const body = await handle.readFile();
        if (body.length !== file.size)
          throw new RequestError(500, 'The file of this instance changed while it was read.');
        yield { contentType: `application/dicom; transfer-syntax=${file.transferSyntax}`, body };
      } finally {
        await handle.close();
      }
    }
  }

  async function answerBulk(c: Context, path: string): Promise<Response> {
    const layout = await archive.layout(findInstance(archive, c.req.param()));
    const range = c.req.header('range');
    if (layout.pixels !== undefined && parseTag(path) === layout.pixels.tag)
      return pixelBulk(c, layout, range);
    const { dataSet, element } = valueAt(layout.head.root, path);
    const vr = element.vr === 'ox' || element.vr === 'lt' ? 'OW' : element.vr;
    const body = littleEndianBytes(dataSet, element, vr);
    return single(c, range)
      ? spansResponse({ bytes: body }, [{ offset: 0, length: body.length }], octets, range)
      : multipartResponse(OCTETS, once({ contentType: OCTETS, body }));
  }

  /** Video is one stream and may be asked for in ranges; of other pixels, each part is a frame as stored. */
  async function pixelBulk(c: Context, layout: Layout, range: string | undefined): Promise<Response> {
    const { pixels, record } = layout;
    if (pixels === undefined) throw new RequestError(404, 'This instance has no pixel data.');
    if (pixels.problem !== undefined)
      throw new RequestError(422, `This value is incomplete: ${pixels.problem}.`);
    if (isVideo(record.transferSyntax) || !pixels.encapsulated) {
      const video = isVideo(record.transferSyntax);
      const type = video ? mediaTypeOf(record.transferSyntax) : OCTETS;
      const wantsVideo = offers(c).some((offer) => offer.type.startsWith('video/'));
      if (video || single(c, range)) {
        if (video && !wantsVideo && !single(c, range) && multipartAsked(c))
          return multipartVideo(layout, type);
        const source = layout.head.inflated
          ? { bytes: layout.head.root.bytes }
          : { handle: await openFile(record) };
        return spansResponse(source, pixels.spans, { ...octets, 'Content-Type': type }, range);
      }
    }
    if (isVideo(record.transferSyntax)) throw new RequestError(406, 'This video can be had as one stream.');
    const { count } = await frameTable(layout);
    const numbers = Array.from({ length: count }, (_, i) => i + 1);
    const type = mediaTypeOf(record.transferSyntax);
    async function* frames(): AsyncGenerator<Part> {
      for await (const body of storedFrames(layout, numbers))
        yield { contentType: `${type}; transfer-syntax=${record.transferSyntax}`, body };
    }
    return multipartResponse(type, frames());
  }

  async function multipartVideo(layout: Layout, type: string): Promise<Response> {
    const handle = await openFile(layout.record);
    const response = fileSpans();
    async function fileSpans(): Promise<Response> {
      const { readExactly } = await import('../retrieve/openFile.ts');
      const pieces: Buffer[] = [];
      for (const { offset, length } of layout.pixels?.spans ?? [])
        pieces.push(await readExactly(handle, offset, length));
      return multipartResponse(type, once({ contentType: type, body: Buffer.concat(pieces) }));
    }
    return response.finally(() => handle.close());
  }
}

const octets = { 'Content-Type': OCTETS, 'Content-Disposition': 'attachment' };

async function* once(part: Part): AsyncGenerator<Part> {
  yield part;
}

const multipartAsked = (c: Context): boolean => offers(c)[0]?.type === 'multipart/related';

/** Ranges only make sense of one body; otherwise what is asked for first decides, and parts are the default. */
function single(c: Context, range: string | undefined): boolean {
  if (range !== undefined) return true;
  const [best] = offers(c);
  if (best === undefined) throw new RequestError(406, 'This value can be had as application/octet-stream.');
  if (best.type === 'multipart/related' || best.type === '*/*') return false;
  if (best.type === OCTETS || best.type === 'application/*' || best.type.startsWith('video/')) return true;
  throw new RequestError(406, 'This value can be had as application/octet-stream.');
}

/** The value at `00280010/0/00281201`. @throws RequestError 404 */
function valueAt(root: DataSet, path: string): { dataSet: DataSet; element: Element } {
  const none = () => new RequestError(404, 'There is no such value in this instance.');
  const parts = path.split('/');
  let dataSet = root;
  for (let i = 0; i < parts.length; i += 2) {
    const text = parts[i] ?? '';
    const element = /^[0-9A-Fa-f]{8}$/.test(text)
      ? dataSet.elements.get(Number.parseInt(text, 16))
      : undefined;
    if (element === undefined || isPixelTag(element.tag)) throw none();
    if (i === parts.length - 1) {
      if (element.items !== undefined || element.length === 0) throw none();
      return { dataSet, element };
    }
    const index = /^\d{1,7}$/.test(parts[i + 1] ?? '') ? Number(parts[i + 1]) : -1;
    const next = element.items?.[index];
    if (next === undefined) throw none();
    dataSet = next;
  }
  throw none();
}
