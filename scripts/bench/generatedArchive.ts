import { createServer, type Server } from 'node:http';
import { codeAt, largestCode } from '../../e2e/fixtures/barCode.ts';
import { SopClass } from '../../src/core/dicom/sopClass.ts';

/** How large the archive is that `startGeneratedArchive` makes up. */
export interface Extent {
  readonly studies: number;
  /** Of each study. */
  readonly series: number;
  /** Of each series. */
  readonly slices: number;
}

export const side = 64;
const root = '1.2.826.0.1.3680043.8.498.77';
export const generatedStudy = (study: number): string => `${root}.${study}`;

type Json = Readonly<Record<string, { readonly vr: string; readonly Value?: readonly unknown[] }>>;
const of = (vr: string, ...Value: readonly unknown[]) => ({ vr, Value });

const studyRow = (study: number, { series, slices }: Extent): Json => ({
  '0020000D': of('UI', generatedStudy(study)),
  '00100010': of('PN', { Alphabetic: `Bench^Patient ${study}` }),
  '00100020': of('LO', `B${study}`),
  '00080020': of('DA', String(20200101 + (study % 28))),
  '00080030': of('TM', '101500'),
  '00080050': of('SH', `A${study}`),
  '00080061': of('CS', 'CT'),
  '00081030': of('LO', 'Generated'),
  '00201206': of('IS', series),
  '00201208': of('IS', series * slices),
});

const seriesRow = (study: number, series: number, { slices }: Extent): Json => ({
  '0020000D': of('UI', generatedStudy(study)),
  '0020000E': of('UI', `${generatedStudy(study)}.${series}`),
  '00080060': of('CS', 'CT'),
  '00200011': of('IS', series),
  '0008103E': of('LO', `Axial ${series}`),
  '00201209': of('IS', slices),
});

/** As many attributes as devices write for a CT slice, roughly. */
const instanceRow = (study: number, series: number, slice: number, extent: Extent): Json => ({
  ...seriesRow(study, series, extent),
  ...studyRow(study, extent),
  '00080018': of('UI', `${generatedStudy(study)}.${series}.${slice}`),
  '00080016': of('UI', SopClass.CTImageStorage),
  '00080008': of('CS', 'ORIGINAL', 'PRIMARY', 'AXIAL'),
  '00200013': of('IS', slice),
  '00200012': of('IS', 1),
  '00200052': of('UI', `${generatedStudy(study)}.0.${series}`),
  '00200037': of('DS', 1, 0, 0, 0, 1, 0),
  '00200032': of('DS', -125, -125, slice * 0.5),
  '00280030': of('DS', 3.9, 3.9),
  '00180050': of('DS', 0.5),
  '00180060': of('DS', 120),
  '00181210': of('SH', 'B30f'),
  '00280010': of('US', side),
  '00280011': of('US', side),
  '00280002': of('US', 1),
  '00280004': of('CS', 'MONOCHROME2'),
  '00280100': of('US', 16),
  '00280101': of('US', 12),
  '00280102': of('US', 11),
  '00280103': of('US', 0),
  '00281053': of('DS', 1),
  '00281052': of('DS', 0),
  '00281050': of('DS', 500),
  '00281051': of('DS', 1000),
});

/** A frame with the numbers of slice and series in its top rows (barCode.ts). */
function frame(series: number, slice: number): Buffer {
  const at = codeAt({ number: slice % (largestCode + 1), series: series % (largestCode + 1) }, side);
  const pixels = new Uint16Array(side * side);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) pixels[y * side + x] = (at(x, y) ?? (x + y) % 2 === 0) ? 1000 : 0;
  return Buffer.from(pixels.buffer);
}

const range = (count: number, from = 0) => Array.from({ length: Math.max(0, count) }, (_, i) => from + i + 1);

/** What is answered, or undefined for what this archive has not. */
function answer(url: URL, extent: Extent): readonly Json[] | Buffer | undefined {
  const [kind, studyUID = '', ...path] = url.pathname.replace(/^\/dicom-web\//, '').split('/');
  if (kind !== 'studies') return undefined;
  const offset = Number(url.searchParams.get('offset') ?? 0);
  const limit = Number(url.searchParams.get('limit') ?? Number.MAX_SAFE_INTEGER);
  if (studyUID === '') {
    const asked = url.searchParams.get('StudyInstanceUID');
    if (asked !== null) return [studyRow(Number(asked.split('.').at(-1)), extent)];
    return range(Math.min(limit, extent.studies - offset), offset).map((study) => studyRow(study, extent));
  }
  const study = Number(studyUID.split('.').at(-1));
  const [, seriesUID, below, instanceUID, what] = path;
  if (seriesUID === undefined)
    return path[0] === 'series'
      ? range(extent.series).map((one) => seriesRow(study, one, extent))
      : undefined;
  const series = Number(seriesUID.split('.').at(-1));
  const rowOf = (slice: number) => instanceRow(study, series, slice, extent);
  if (below === 'metadata') return range(extent.slices).map(rowOf);
  if (below !== 'instances') return undefined;
  if (instanceUID === undefined) return range(Math.min(limit, extent.slices - offset), offset).map(rowOf);
  const slice = Number(instanceUID.split('.').at(-1));
  if (what === 'metadata') return [rowOf(slice)];
  return what === 'frames' ? frame(series, slice) : undefined;
}

/** An archive of any size that keeps nothing: every answer is made up when it is asked for. */
export async function startGeneratedArchive(
  extent: () => Extent,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const found = answer(new URL(request.url ?? '/', 'http://archive.invalid'), extent());
    if (found === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not here');
    } else if (Buffer.isBuffer(found)) {
      const type = 'multipart/related; type="application/octet-stream"; boundary=bench';
      response.writeHead(200, { 'Content-Type': type });
      response.write('--bench\r\nContent-Type: application/octet-stream\r\n\r\n');
      response.write(found);
      response.end('\r\n--bench--\r\n');
    } else {
      response.writeHead(200, { 'Content-Type': 'application/dicom+json' }).end(JSON.stringify(found));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/dicom-web`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
