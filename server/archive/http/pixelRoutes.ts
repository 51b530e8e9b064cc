import type { Context, Hono } from 'hono';
import type { Archive } from '../archive.ts';
import { isNative, mediaTypeOf, TransferSyntax } from '../dicom/syntaxes.ts';
import type { FileRecord } from '../indexing/fileRecord.ts';
import type { FrameFormat } from '../pixels/image.ts';
import type { RenderRequest, Window } from '../pixels/render.ts';
import { appearanceOf } from '../retrieve/appearance.ts';
import { frameFormat, frameNumbers, frameTable, storedFrames } from '../retrieve/frames.ts';
import { matchingPhotometric } from '../retrieve/decodedFrames.ts';
import type { Layout } from '../retrieve/layout.ts';
import { acceptedTypes, chooseDelivery, type MediaRange } from './accept.ts';
import { RequestError } from './errors.ts';
import { findInstance, findInstances, levelPaths, type PathUids } from './lookup.ts';
import { multipartResponse, type Part } from './multipart.ts';

const INSTANCE = levelPaths[2];

const offers = (c: Context): MediaRange[] =>
  acceptedTypes(c.req.header('accept'), c.req.query('accept') ?? null);

/** Frames, as stored or decoded, and images drawn from them (PS3.18 10.4.1.1.5 and 10.4.1.1.3). */
export function pixelRoutes(app: Hono, archive: Archive): void {
  app.get(`${INSTANCE}/frames/:frames`, (c) => answerFrames(c, c.req.param('frames')));
  for (const resource of ['rendered', 'thumbnail']) {
    const small = resource === 'thumbnail';
    for (const path of levelPaths) app.get(`${path}/${resource}`, (c) => answerRendered(c, undefined, small));
    app.get(`${INSTANCE}/frames/:frames/${resource}`, (c) => answerRendered(c, c.req.param('frames'), small));
  }

  async function answerFrames(c: Context, list: string): Promise<Response> {
    const file = findInstance(archive, c.req.param());
    const numbers = frameNumbers(list);
    const layout = await archive.layout(file);
    // Native samples are always sent as Explicit VR Little Endian: that is what they are, swapped where needed.
    const syntax = isNative(file.transferSyntax) ? TransferSyntax.ExplicitLittleEndian : file.transferSyntax;
    const mediaType = mediaTypeOf(syntax);
    const delivery = chooseDelivery(offers(c), mediaType, syntax);
    if (delivery === undefined)
      throw new RequestError(
        406,
        `These frames can be had as ${mediaType}; transfer-syntax=${syntax}, or decoded as application/octet-stream.`,
      );
    const decoded = delivery.form === 'decoded' && !isNative(syntax);
    const type = decoded ? 'application/octet-stream' : mediaType;
    const partType = `${type}; transfer-syntax=${decoded ? TransferSyntax.ExplicitLittleEndian : syntax}`;
    const bodies = decoded ? decodedFrames(layout, numbers) : storedFrames(layout, numbers);
    if (delivery.multipart) return multipartResponse(type, parts(bodies, partType));
    if (numbers.length !== 1)
      throw new RequestError(406, 'Several frames can only be had as multipart/related.');
    const { value } = await bodies.next();
    if (value === undefined) throw new RequestError(500, 'The frame could not be read.');
    await bodies.return(undefined);
    return new Response(new Uint8Array(value), {
      headers: { 'Content-Type': partType, 'Content-Length': String(value.length) },
    });
  }

  async function* parts(bodies: AsyncIterable<Buffer>, contentType: string): AsyncGenerator<Part> {
    for await (const body of bodies) yield { contentType, body };
  }

  async function* decodedFrames(layout: Layout, numbers: readonly number[]): AsyncGenerator<Buffer> {
    const format = frameFormat(layout);
    for await (const encoded of storedFrames(layout, numbers)) {
      const answer = await archive.pixels.run(encoded, format);
      yield matchingPhotometric(answer.bytes, answer.format, format);
    }
  }

  async function answerRendered(c: Context, list: string | undefined, small: boolean): Promise<Response> {
    const type = renderedType(offers(c));
    const query = new URL(c.req.url).searchParams;
    const file = representative(c.req.param());
    const layout = await archive.layout(file);
    const format = frameFormat(layout);
    const { count } = await frameTable(layout);
    const [frame = 1, ...others] = list === undefined ? [Math.ceil(count / 2)] : frameNumbers(list);
    if (others.length > 0) throw new RequestError(400, 'One frame can be drawn at a time.');
    const options = renderOptions(query, type, small);
    const key = `${file.path}\0${file.mtimeMs}\0${frame}\0${JSON.stringify(options)}`;
    const bytes = await archive.rendered(key, () => draw(layout, format, frame, options));
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': type,
        'Content-Length': String(bytes.length),
        'Cache-Control': 'private, max-age=300',
      },
    });
  }

  async function draw(
    layout: Layout,
    format: FrameFormat,
    frame: number,
    options: RenderOptions,
  ): Promise<Uint8Array> {
    const frames = storedFrames(layout, [frame]);
    const { value: encoded } = await frames.next();
    if (encoded === undefined) throw new RequestError(500, 'The frame could not be read.');
    await frames.return(undefined);
    const { window, ...rest } = options;
    const appearance = appearanceOf(layout.head.root, frame);
    const request: RenderRequest = {
      ...rest,
      appearance: window === undefined ? appearance : { ...appearance, window },
    };
    return (await archive.pixels.run(encoded, format, request)).bytes;
  }

  /** The middle of the instances that have an image. */
  function representative(uids: PathUids): FileRecord {
    const files = findInstances(archive, uids);
    const images = files.filter((file) => file.hasPixels);
    const file =
      images[Math.floor(images.length / 2)] ?? (uids.instance === undefined ? undefined : files[0]);
    if (file === undefined) throw new RequestError(404, 'There is no image here to draw.');
    return file;
  }
}

interface RenderOptions extends Omit<RenderRequest, 'appearance'> {
  readonly window: Window | undefined;
}

function renderedType(accepted: readonly MediaRange[]): 'image/jpeg' | 'image/png' {
  for (const { type } of accepted) {
    if (type === 'image/png') return 'image/png';
    if (['image/jpeg', 'image/*', '*/*'].includes(type)) return 'image/jpeg';
  }
  throw new RequestError(406, 'Images are drawn as image/jpeg or image/png.');
}

/** @see PS3.18 8.3.5.1 */
function renderOptions(query: URLSearchParams, type: RenderRequest['type'], small: boolean): RenderOptions {
  const viewport = query.get('viewport');
  const quality = query.get('quality');
  return {
    type,
    viewport: viewport === null ? (small ? { width: 128, height: 128 } : undefined) : viewportOf(viewport),
    quality: quality === null ? 85 : whole(quality, 1, 100, 'quality must be a whole number from 1 to 100.'),
    window: windowOf(query.get('window')),
  };
}

function viewportOf(text: string): { width: number; height: number } {
  const parts = text.split(',');
  if (parts.length !== 2)
    throw new RequestError(400, 'viewport must be a width and a height, such as 128,128.');
  const [width = 0, height = 0] = parts.map((part) =>
    whole(part, 1, 8192, 'viewport must be a width and a height of at most 8192, such as 128,128.'),
  );
  return { width, height };
}

function whole(text: string, low: number, high: number, sentence: string): number {
  const value = Number(text);
  if (!/^\d{1,5}$/.test(text.trim()) || value < low || value > high) throw new RequestError(400, sentence);
  return value;
}

function windowOf(text: string | null): Window | undefined {
  if (text === null) return undefined;
  const [c = '', w = '', shape = 'linear'] = text.split(',').map((part) => part.trim().toLowerCase());
  const [center, width] = [Number(c), Number(w)];
  const known = shape === 'linear' || shape === 'linear-exact' || shape === 'sigmoid';
  if (c === '' || w === '' || !Number.isFinite(center) || !Number.isFinite(width) || width <= 0 || !known)
    throw new RequestError(
      400,
      'window must be a center, a width above 0 and linear, linear-exact or sigmoid.',
    );
  return { center, width, shape };
}
