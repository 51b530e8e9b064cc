import { setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { DataSourceError, isAbort } from '../../core/errors.ts';
import {
  aFrame,
  anInstance,
  createTestClock,
  element,
  frameBody,
  json,
  MULTIPART,
  sendFrame,
  series,
  serve,
  sourceOf,
  type Answer,
  type Archive,
} from './httpFixture.ts';

const archives: Archive[] = [];
afterEach(async () => {
  await Promise.all(archives.splice(0).map((archive) => archive.close()));
});
async function archiveThat(answer: Answer): Promise<Archive> {
  const archive = await serve(answer);
  archives.push(archive);
  return archive;
}

const ever = new AbortController().signal;
setMaxListeners(0, ever);
const frameText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
/** The error that a call must end in. */
async function failureOf(call: Promise<unknown>): Promise<DataSourceError> {
  const outcome = await call.then(
    () => 'it succeeded',
    (error: unknown) => error,
  );
  if (outcome instanceof DataSourceError) return outcome;
  throw new Error(`No DataSourceError: ${String(outcome)}`);
}
const query = { limit: 10, offset: 0 };

describe('answers', () => {
  it('lists studies, with what the server says beside them', async () => {
    const archive = await archiveThat((_request, response) => {
      response.setHeader('X-Total-Count', '12');
      response.setHeader('Warning', '299 archive "the filter was ignored"');
      json(response, [{ '0020000D': element('UI', '1.2') }, { '0020000D': element('UI', '1.2') }]);
    });
    const page = await sourceOf(archive.root).searchStudies({ ...query, PatientName: 'müller & co' }, ever);
    expect(page).toMatchObject({ hasMore: true, total: 12, warnings: ['the filter was ignored'] });
    expect(page.studies.map((study) => study.StudyInstanceUID)).toEqual(['1.2']);
    const asked = new URL(archive.requests[0]?.url ?? '', archive.root);
    expect(asked.pathname).toBe('/dicom-web/studies');
    expect(asked.searchParams.get('PatientName')).toBe('*müller & co*');
    expect(archive.requests[0]?.headers.accept).toBe('application/dicom+json');
  });

  it('takes 204 for "nothing matches" in searches', async () => {
    const archive = await archiveThat((_request, response) => response.writeHead(204).end());
    const source = sourceOf(archive.root);
    expect((await source.searchStudies(query, ever)).studies).toEqual([]);
    expect(await source.findStudy('1.2', ever)).toBeUndefined();
    expect(await source.searchSeries('1.2', ever)).toEqual([]);
  });

  it('gives series metadata with absolute bulk data addresses, NaN as absent, and progress', async () => {
    const palette = { vr: 'OW', BulkDataURI: '../../../../bulkdata/7' };
    const body = JSON.stringify([
      anInstance('1.2.3.4', { '00281201': palette, '00281053': element('DS', 5) }),
    ]);
    const archive = await archiveThat((_request, response) => {
      response.setHeader('Content-Length', body.length);
      response.end(body.replace('[5]', 'NaN'));
    });
    const progress: number[] = [];
    const { instances, problems } = await sourceOf(archive.root).retrieveSeriesMetadata(series, {
      signal: ever,
      onProgress: (loaded, total) => progress.push(loaded, total ?? -1),
    });
    expect(instances[0]?.RedPaletteColorLookupTableData?.BulkDataURI).toBe(`${archive.root}/bulkdata/7`);
    expect(instances[0]?.RescaleSlope).toBeUndefined();
    expect(problems.map((problem) => problem.text).join()).toMatch(/NaN/);
    expect(progress.slice(-2)).toEqual([body.length, body.length]);
  });

  it('gives one instance of a series by its place, or by its UID, in two requests or one', async () => {
    const archive = await archiveThat((request, response) => {
      const isList = request.url?.includes('/instances?') === true;
      json(response, [isList ? { '00080018': element('UI', '1.2.3.5') } : anInstance('1.2.3.5')]);
    });
    const source = sourceOf(archive.root);
    const read = source.retrieveOneInstance;
    expect((await read?.(series, { index: 12 }, ever))?.SOPInstanceUID).toBe('1.2.3.5');
    expect((await read?.(series, { SOPInstanceUID: '1.2.3.5' }, ever))?.SOPInstanceUID).toBe('1.2.3.5');
    expect(
      archive.requests.map(({ url }) => url?.split('/series/')[1]?.split('/').slice(1).join('/')),
    ).toEqual(['instances?limit=1&offset=12', 'instances/1.2.3.5/metadata', 'instances/1.2.3.5/metadata']);
  });

  it('has no instance where the archive lists none, or lists one without a usable UID', async () => {
    for (const rows of [[], [{}], [{ '00080018': element('UI', '../1') }]]) {
      const archive = await archiveThat((_request, response) => json(response, rows));
      expect(await sourceOf(archive.root).retrieveOneInstance?.(series, { index: 0 }, ever)).toBeUndefined();
      expect(archive.requests).toHaveLength(1);
    }
  });

  it('gives one instance as the archive sent it', async () => {
    const sent = anInstance('1.2.3.4', { '00091001': { vr: 'UN', BulkDataURI: 'x' } });
    const archive = await archiveThat((_request, response) => json(response, [sent]));
    expect(await sourceOf(archive.root).retrieveInstanceMetadata(aFrame(), ever)).toEqual(sent);
    expect(archive.requests[0]?.url).toBe('/dicom-web/studies/1.2/series/1.2.3/instances/1.2.3.4/metadata');
  });

  it('gives a frame in a buffer that nobody else uses, with its transfer syntax', async () => {
    const type = 'image/jp2; transfer-syntax=1.2.840.10008.1.2.4.90';
    const archive = await archiveThat((_request, response) =>
      sendFrame(response, frameBody('pixels', { type })),
    );
    const { bytes, transferSyntaxUID } = await sourceOf(archive.root).retrieveFrame(aFrame(3), {
      signal: ever,
    });
    expect(frameText(bytes)).toBe('pixels');
    expect(transferSyntaxUID).toBe('1.2.840.10008.1.2.4.90');
    expect(archive.requests[0]?.url).toMatch(/\/instances\/1\.2\.3\.4\/frames\/3$/);
    expect(archive.requests[0]?.headers.accept).toContain('transfer-syntax=*');
  });

  it.each([
    ['a single part', 'application/octet-stream; transfer-syntax=1.2.840.10008.1.2', Buffer.from('pixels')],
    ['no Content-Type at all', '', frameBody('pixels')],
    ['a wrong boundary in the header', MULTIPART.replace('"b"', 'other'), frameBody('pixels')],
    ['no boundary in the header', 'multipart/related', frameBody('pixels')],
    ['no final boundary but a length', MULTIPART, frameBody('pixels', { final: false })],
  ])('reads a frame that comes as %s', async (_case, contentType, body) => {
    const archive = await archiveThat((_request, response) => {
      if (contentType) response.setHeader('Content-Type', contentType);
      response.end(body);
    });
    const { bytes } = await sourceOf(archive.root).retrieveFrame(aFrame(), { signal: ever });
    expect(frameText(bytes)).toBe('pixels');
  });

  it('gives a file only when it is one', async () => {
    const file = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM rest')]);
    const archive = await archiveThat((_request, response, count) =>
      sendFrame(response, frameBody(count === 1 ? file : 'not a file', { type: 'application/dicom' })),
    );
    const source = sourceOf(archive.root);
    const blob = await source.retrieveInstance(aFrame(), { signal: ever });
    expect([blob.type, blob.size]).toEqual(['application/dicom', file.length]);
    expect((await failureOf(source.retrieveInstance(aFrame(), { signal: ever }))).kind).toBe('malformed');
  });

  it('gets bulk data below the root only, whatever host the archive named', async () => {
    const archive = await archiveThat((_request, response) => sendFrame(response, frameBody('table')));
    const source = sourceOf(archive.root);
    const uri = 'http://pacs.internal:8042/dicom-web/studies/1.2/series/1.2.3/instances/1.2.3.4/bulk/1';
    expect(frameText(await source.retrieveBulkData(uri, { signal: ever }))).toBe('table');
    expect(archive.requests.map((request) => request.url)).toEqual([
      '/dicom-web/studies/1.2/series/1.2.3/instances/1.2.3.4/bulk/1',
    ]);
    const refused = await failureOf(source.retrieveBulkData('http://evil.example/x', { signal: ever }));
    expect(refused.message).toMatch(/not configured/);
    expect(archive.requests).toHaveLength(1);
  });
});

describe('an answer that cannot be used', () => {
  const retrieve = async (answer: Answer, expectedBytes?: number): Promise<DataSourceError> => {
    const archive = await archiveThat(answer);
    const more = expectedBytes === undefined ? {} : { expectedBytes };
    return failureOf(sourceOf(archive.root).retrieveFrame(aFrame(), { signal: ever, ...more }));
  };

  it.each<[string, Answer, string, RegExp]>([
    ['204', (_q, r) => r.writeHead(204).end(), 'notFound', /sent no data/],
    ['an empty 200', (_q, r) => r.end(), 'notFound', /sent no data/],
    ['an empty part', (_q, r) => sendFrame(r, frameBody('')), 'notFound', /sent no data/],
    [
      'a part cut short',
      (_q, r) => sendFrame(r, frameBody('pixels').subarray(0, -12)),
      'malformed',
      /cut short/,
    ],
    [
      'no final boundary and no length',
      (_q, r) => sendFrame(r, frameBody('pixe', { final: false, length: false })),
      'malformed',
      /cut short/,
    ],
    [
      'a native frame shorter than the image',
      (_q, r) => sendFrame(r, frameBody('pix', { type: 'x/y; transfer-syntax=1.2.840.10008.1.2' })),
      'malformed',
      /cut short/,
    ],
    [
      'a login page',
      (_q, r) => r.setHeader('Content-Type', 'text/html').end('<!doctype html><form>'),
      'unauthorized',
      /web page.*[Ss]ign in/,
    ],
    [
      'HTML in a part',
      (_q, r) => sendFrame(r, frameBody('<html><script>alert(1)</script>', { type: '' })),
      'malformed',
      /cannot be read/,
    ],
  ])('%s', async (_case, answer, kind, sentence) => {
    const error = await retrieve(answer, 6);
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(sentence);
  });

  it.each<[string, Answer, string]>([
    ['text that is not JSON', (_q, r) => r.end('[{"00080018":'), 'malformed'],
    ['JSON that is not a list', (_q, r) => r.end('{"error":"x"}'), 'malformed'],
    ['an empty list', (_q, r) => r.end('[]'), 'notFound'],
    ['HTML without a label', (_q, r) => r.end('\n<html><body>Sign in'), 'unauthorized'],
    ['multipart', (_q, r) => sendFrame(r, frameBody('<NativeDicomModel/>')), 'malformed'],
  ])('%s as metadata', async (_case, answer, kind) => {
    const archive = await archiveThat(answer);
    const error = await failureOf(sourceOf(archive.root).retrieveSeriesMetadata(series, { signal: ever }));
    expect(error.kind).toBe(kind);
  });

  it('a small body that unpacks without end is stopped', async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, ' '), { level: 9 });
    const archive = await archiveThat((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': bomb.length });
      response.end(bomb);
    });
    const error = await failureOf(sourceOf(archive.root).retrieveSeriesMetadata(series, { signal: ever }));
    expect(error.message).toMatch(/larger than this viewer accepts/);
    expect(archive.requests).toHaveLength(1);
  });

  it('a Content-Encoding that lies is told', async () => {
    const archive = await archiveThat((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end('[{}]');
    });
    const error = await failureOf(sourceOf(archive.root).retrieveSeriesMetadata(series, { signal: ever }));
    expect(error.message).toMatch(/connection broke/);
    expect(error.detail).toMatch(/gzip/);
  });
});

describe('a server that fails', () => {
  it('is said to be unreachable when it is down, after three tries', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await new Promise((resolve) => server.close(resolve));
    const clock = createTestClock();
    const source = sourceOf(`http://127.0.0.1:${port}/dicom-web`, clock);
    const error = await failureOf(source.searchStudies({ ...query, PatientName: 'Secret' }, ever));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toMatch(/cannot be reached/);
    expect(error.detail).toMatch(/CORS/);
    expect(error.message + error.detail).not.toMatch(/Secret/);
    expect(clock.pauses).toHaveLength(2);
    expect(clock.pauses[1]).toBeGreaterThan(clock.pauses[0] ?? 0);
  });

  it('is asked again after a reset and after a body that broke off', async () => {
    const archive = await archiveThat((request, response, count) => {
      if (count === 1) request.socket.destroy();
      else if (count === 2) {
        response.writeHead(200, { 'Content-Type': MULTIPART, 'Content-Length': 500 });
        response.write('--b\r\n', () => request.socket.destroy());
      } else sendFrame(response, frameBody('pixels'));
    });
    const { bytes } = await sourceOf(archive.root).retrieveFrame(aFrame(), { signal: ever });
    expect(frameText(bytes)).toBe('pixels');
    expect(archive.requests).toHaveLength(3);
  });

  it('never gives half a body as whole', async () => {
    const archive = await archiveThat((request, response) => {
      response.writeHead(200, { 'Content-Type': MULTIPART });
      response.write(frameBody('pixels').subarray(0, -20), () => request.socket.destroy());
    });
    const error = await failureOf(sourceOf(archive.root).retrieveFrame(aFrame(), { signal: ever }));
    expect(error.message).toMatch(/the part that came is not used/);
    expect(archive.requests).toHaveLength(3);
  });

  it('recovers from 503 by itself, waiting as it was told', async () => {
    const archive = await archiveThat((_request, response, count) => {
      if (count < 3) response.writeHead(503, { 'Retry-After': '2' }).end();
      else json(response, [anInstance('1.2.3.4')]);
    });
    const clock = createTestClock();
    const waits: number[] = [];
    const { instances } = await sourceOf(archive.root, clock).retrieveSeriesMetadata(series, {
      signal: ever,
      onWait: (seconds) => waits.push(seconds),
    });
    expect(instances).toHaveLength(1);
    expect(waits).toEqual([2, 2]);
    expect(clock.pauses).toEqual([2000, 2000]);
  });

  it('is not asked sooner than a long Retry-After allows: that is told instead', async () => {
    const archive = await archiveThat((_request, response) =>
      response.writeHead(429, { 'Retry-After': '3600' }).end(),
    );
    const error = await failureOf(sourceOf(archive.root).searchStudies(query, ever));
    expect(error.kind).toBe('busy');
    expect(error.message).toMatch(/3600 s/);
    expect(archive.requests).toHaveLength(1);
  });

  it.each([
    [400, 'rejected', 1],
    [403, 'forbidden', 1],
    [404, 'notFound', 1],
    [410, 'notFound', 1],
    [429, 'busy', 3],
    [500, 'server', 3],
    [501, 'server', 1],
    [502, 'server', 3],
    [503, 'busy', 3],
    [504, 'server', 3],
  ])('is asked about metadata as often as %i deserves', async (status, kind, tries) => {
    const archive = await archiveThat((_request, response) =>
      response.writeHead(status, { 'Content-Type': 'text/html' }).end('<script>alert(1)</script>'),
    );
    const error = await failureOf(sourceOf(archive.root).retrieveSeriesMetadata(series, { signal: ever }));
    expect([error.kind, error.status]).toEqual([kind, status]);
    expect(error.message + error.detail).not.toContain('script');
    expect(archive.requests).toHaveLength(tries);
  });

  it('has a different sentence for each kind of failure', async () => {
    const archive = await archiveThat((request, response) =>
      response.writeHead(Number(request.url?.split('/studies/')[1]?.split('/')[0])).end(),
    );
    const messages: string[] = [];
    for (const status of ['401', '403', '404', '406', '429', '400', '500', '501']) {
      messages.push((await failureOf(sourceOf(archive.root).searchSeries(status, ever))).message);
    }
    expect(new Set(messages).size).toBe(messages.length);
  });

  it('is asked for the next acceptable type after 406', async () => {
    const archive = await archiveThat((request, response) => {
      if (request.headers.accept === 'application/json') json(response, []);
      else response.writeHead(406).end();
    });
    await sourceOf(archive.root).searchSeries('1.2', ever);
    expect(archive.requests.map((request) => request.headers.accept)).toEqual([
      'application/dicom+json',
      'application/json',
    ]);
  });

  it.each([400, 406, 415, 500])(
    'is asked to transcode when it answers %i for a stored frame',
    async (status) => {
      const archive = await archiveThat((request, response) => {
        if (request.headers.accept?.includes('*')) response.writeHead(status).end();
        else sendFrame(response, frameBody('pixels'));
      });
      const { transferSyntaxUID } = await sourceOf(archive.root).retrieveFrame(aFrame(), { signal: ever });
      expect(transferSyntaxUID).toBe('1.2.840.10008.1.2.1');
      expect(archive.requests).toHaveLength(2);
    },
  );

  it('cannot send us elsewhere', async () => {
    const elsewhere = await archiveThat((_request, response) => json(response, []));
    const archive = await archiveThat((_request, response) =>
      response.writeHead(302, { Location: `${elsewhere.root}/studies` }).end(),
    );
    expect((await failureOf(sourceOf(archive.root).searchStudies(query, ever))).kind).toBe('unreachable');
    expect(elsewhere.requests).toHaveLength(0);
  });
});

describe('silence', () => {
  it('ends a request that is never answered, without another try', async () => {
    const archive = await archiveThat(() => undefined);
    const clock = createTestClock();
    const metadata = failureOf(
      sourceOf(archive.root, clock).retrieveSeriesMetadata(series, { signal: ever }),
    );
    await archive.arrived(1);
    clock.advance(29_000);
    clock.advance(1_000);
    const error = await metadata;
    expect(error.kind).toBe('timeout');
    expect(error.message).toMatch(/did not answer for 30 s/);
    expect(archive.requests).toHaveLength(1);
  });

  it('ends a frame that stops half-way', async () => {
    const archive = await archiveThat((_request, response) => {
      response.writeHead(200, { 'Content-Type': MULTIPART });
      response.write('--b\r\n');
    });
    const clock = createTestClock();
    const error = await failureOf(
      sourceOf(archive.root, clock).retrieveFrame(aFrame(), {
        signal: ever,
        onProgress: () => clock.advance(20_000),
      }),
    );
    expect(error.kind).toBe('timeout');
    expect(error.message).toMatch(/half-way/);
  });

  it('does not end one that trickles for minutes', async () => {
    const body = frameBody('pixels');
    let at = 0;
    let send = (): void => undefined;
    const archive = await archiveThat((_request, response) => {
      response.writeHead(200, { 'Content-Type': MULTIPART, 'Content-Length': body.length });
      send = () => {
        const next = body.subarray(at, (at += 10));
        if (next.length > 0) response.write(next);
        else response.end();
      };
      send();
    });
    const clock = createTestClock();
    const begin = clock.now();
    const { bytes } = await sourceOf(archive.root, clock).retrieveFrame(aFrame(), {
      signal: ever,
      onProgress: () => {
        clock.advance(19_000);
        send();
      },
    });
    expect(frameText(bytes)).toBe('pixels');
    expect(clock.now() - begin).toBeGreaterThan(120_000);
  });
});

describe('signing in', () => {
  it('stops all requests after one 401, with one error, until it resumes', async () => {
    let signedIn = false;
    const archive = await archiveThat((_request, response) => {
      if (signedIn) sendFrame(response, frameBody('pixels'));
      else response.writeHead(401).end();
    });
    const source = sourceOf(archive.root);
    const told: unknown[] = [];
    source.signInGate.subscribe((closedBy) => told.push(closedBy?.kind));
    const first = await failureOf(source.retrieveFrame(aFrame(), { signal: ever }));
    const others = await Promise.all(
      Array.from({ length: 20 }, (_, i) => failureOf(source.retrieveFrame(aFrame(i + 2), { signal: ever }))),
    );
    expect(first.kind).toBe('unauthorized');
    expect(new Set(others)).toEqual(new Set([first]));
    expect(archive.requests).toHaveLength(1);
    signedIn = true;
    source.signInGate.resume();
    expect(frameText((await source.retrieveFrame(aFrame(), { signal: ever })).bytes)).toBe('pixels');
    expect(told).toEqual(['unauthorized', undefined]);
  });

  it('is noticed by the next search for studies', async () => {
    const archive = await archiveThat((_request, response, count) => {
      if (count === 1) response.writeHead(401).end();
      else json(response, []);
    });
    const source = sourceOf(archive.root);
    await failureOf(source.searchSeries('1.2', ever));
    await failureOf(source.searchSeries('1.2', ever));
    expect(archive.requests).toHaveLength(1);
    await source.searchStudies(query, ever);
    expect(await source.searchSeries('1.2', ever)).toEqual([]);
  });
});

describe('cancelling', () => {
  it('ends running requests at once and never sends queued ones', async () => {
    const archive = await archiveThat(() => undefined);
    const source = sourceOf(archive.root);
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    const calls = [
      source.searchStudies(query, controller.signal),
      ...Array.from({ length: 20 }, (_, i) =>
        source.retrieveFrame(aFrame(i + 1), { signal: controller.signal }),
      ),
    ].map((call) => call.then(() => false, isAbort));
    await archive.arrived(6);
    controller.abort();
    expect(new Set(await Promise.all(calls))).toEqual(new Set([true]));
    expect(archive.requests).toHaveLength(6);
    await failureOf(source.searchSeries('..', ever));
    expect(archive.requests).toHaveLength(6);
  });

  it('ends a pause between tries', async () => {
    const archive = await archiveThat((_request, response) =>
      response.writeHead(503, { 'Retry-After': '30' }).end(),
    );
    const controller = new AbortController();
    const call = sourceOf(archive.root).retrieveSeriesMetadata(series, {
      signal: controller.signal,
      onWait: () => queueMicrotask(() => controller.abort()),
    });
    expect(await call.catch(isAbort)).toBe(true);
    expect(archive.requests).toHaveLength(1);
  });
});

describe('sharing', () => {
  it('asks once for two askers of one frame, and outlives the one that leaves', async () => {
    let finish = (): void => undefined;
    const archive = await archiveThat((_request, response) => {
      finish = () => sendFrame(response, frameBody('pixels'));
    });
    const source = sourceOf(archive.root);
    const leaving = new AbortController();
    const left = source.retrieveFrame(aFrame(), { signal: leaving.signal }).catch(isAbort);
    const staying = [1, 2].map(() => source.retrieveFrame(aFrame(), { signal: ever }));
    await archive.arrived(1);
    leaving.abort();
    expect(await left).toBe(true);
    finish();
    const frames = await Promise.all(staying);
    expect(frames.map(({ bytes }) => frameText(bytes))).toEqual(['pixels', 'pixels']);
    expect(archive.requests).toHaveLength(1);
  });

  it('does not let metadata wait behind frames', async () => {
    const archive = await archiveThat((request, response) => {
      if (request.url?.endsWith('/metadata')) json(response, [anInstance('1.2.3.4')]);
    });
    const source = sourceOf(archive.root);
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    const frames = Array.from({ length: 20 }, (_, i) =>
      source.retrieveFrame(aFrame(i + 1), { signal: controller.signal }).catch(isAbort),
    );
    await archive.arrived(6);
    const { instances } = await source.retrieveSeriesMetadata(series, { signal: ever });
    expect(instances).toHaveLength(1);
    controller.abort();
    await Promise.all(frames);
  });
});

describe('thumbnails', () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]);

  it('asks for a small picture and types it by its first bytes', async () => {
    const archive = await archiveThat((_request, response) =>
      response.setHeader('Content-Type', 'text/plain').end(jpeg),
    );
    const source = sourceOf(archive.root);
    const picture = await source.retrieveThumbnail(aFrame(1), 128, ever);
    expect([picture?.type, picture?.size]).toEqual(['image/jpeg', jpeg.length]);
    await source.retrieveThumbnail(aFrame(5), 128, ever);
    expect(archive.requests.map((request) => request.url?.split('/1.2.3.4')[1])).toEqual([
      '/rendered?viewport=128,128&quality=70',
      '/frames/5/rendered?viewport=128,128&quality=70',
    ]);
  });

  it('finds out once that an archive does not render, however many ask at the same time', async () => {
    const archive = await archiveThat((_request, response) => response.writeHead(404).end());
    const source = sourceOf(archive.root);
    const asks = Array.from({ length: 10 }, (_, i) => source.retrieveThumbnail(aFrame(i + 1), 96, ever));
    expect(new Set(await Promise.all(asks))).toEqual(new Set([undefined]));
    expect(archive.requests).toHaveLength(1);
  });

  it('goes without one picture, and keeps asking for the others, once it has rendered', async () => {
    const archive = await archiveThat((_request, response, count) => {
      if (count === 2) response.writeHead(404).end();
      else if (count === 3) response.end('no picture at all');
      else response.end(jpeg);
    });
    const source = sourceOf(archive.root);
    const types: unknown[] = [];
    for (let frame = 1; frame <= 4; frame += 1) {
      types.push((await source.retrieveThumbnail(aFrame(frame), 96, ever))?.type);
    }
    expect(types).toEqual(['image/jpeg', undefined, undefined, 'image/jpeg']);
  });

  it('is asked again after a failure that says nothing about rendering', async () => {
    const archive = await archiveThat((_request, response, count) => {
      if (count <= 2) response.writeHead(503).end();
      else response.end(jpeg);
    });
    const source = sourceOf(archive.root);
    expect((await failureOf(source.retrieveThumbnail(aFrame(1), 96, ever))).kind).toBe('busy');
    expect((await source.retrieveThumbnail(aFrame(1), 96, ever))?.type).toBe('image/jpeg');
  });
});
