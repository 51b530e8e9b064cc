import { describe, expect, it } from 'vitest';
import { createDicomWebDataSource } from '../adapters/dicomweb/createDicomWebDataSource.ts';
import { AS_STORED } from '../adapters/dicomweb/mediaTypes.ts';
import { builtInModes } from '../modes/index.ts';
import { fewInstances } from '../state/seriesOrder.ts';
import { sendFirstPicture } from './earlyPictureChain.ts';
import { createEarlyRequests } from './earlyRequests.ts';

const base = new URL('http://viewer.example/reading/');
const config = { sources: [{ id: 'main', dicomweb: { root: '/dicom-web' } }] };
const root = 'http://viewer.example/dicom-web/studies/1.2';

const of = (...values: unknown[]) => ({ Value: values });
const seriesRow = (uid: string, number: number, count: number, Modality = 'CT') => ({
  '0020000E': of(uid),
  '00200011': of(number),
  '00080060': of(Modality),
  '00201209': of(count),
});
const instance = (uid: string, more: object = {}) => ({
  '00080018': of(uid),
  '0020000D': of('1.2'),
  '0020000E': of('1.2.1'),
  '00280010': of(512),
  ...more,
});

/** An archive as a table of addresses below the study, and what it was asked. */
function archive(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const send = (input: unknown, init: RequestInit = {}) => {
    const path = String(input).slice(root.length);
    asked.push(`${path} ${new Headers(init.headers).get('Accept')}`);
    const json = answers[path];
    if (json === undefined) return Promise.resolve(new Response('none', { status: 404 }));
    if (path.includes('/frames/')) return Promise.resolve(frame());
    return Promise.resolve(Response.json(json));
  };
  return { asked, early: createEarlyRequests(send) };
}

const frame = () =>
  new Response('--b\r\nContent-Type: application/octet-stream\r\n\r\npixels\r\n--b--\r\n', {
    headers: { 'Content-Type': 'multipart/related; type="application/octet-stream"; boundary=b' },
  });

async function askAhead(
  answers: Readonly<Record<string, unknown>>,
  search = 'viewer?StudyInstanceUIDs=1.2',
  of_: unknown = config,
) {
  const { asked, early } = archive(answers);
  const list = Response.json(answers['/series'] ?? []);
  await sendFirstPicture(of_, new URL(`${base.href}${search}`), base, list, {
    send: (url, accept) =>
      (accept === AS_STORED ? early.sendWhole : early.sendRead)(url, { headers: { Accept: accept } }),
    ask: (url, accept) => early.fetch(url, { headers: { Accept: accept } }),
  });
  return { asked, early, paths: asked.map((line) => line.split(' ')[0]) };
}

const many = fewInstances + 6;
const large = {
  '/series': [seriesRow('1.2.3', 3, 5), seriesRow('1.2.1', 1, many), seriesRow('1.2.0', 0, 1, 'SR')],
  [`/series/1.2.1/instances?limit=1&offset=14`]: [instance('1.2.1.15')],
  '/series/1.2.1/instances/1.2.1.15/metadata': [instance('1.2.1.15')],
  '/series/1.2.1/instances/1.2.1.15/frames/1': true,
};
const search = '/series/1.2.1/instances?limit=1&offset=0';
const clipOf = (SOPClassUID: string) =>
  instance('1.2.1.1', { '00280008': of(200), '00080016': of(SOPClassUID) });
const clip = {
  '/series': [seriesRow('1.2.1', 1, 1, 'US')],
  [search]: [clipOf('1.2.840.10008.5.1.4.1.1.3.1')],
  '/series/1.2.1/metadata': [{}],
  '/series/1.2.1/instances/1.2.1.1/frames/1': true,
};

describe('the first picture, asked for ahead', () => {
  it('is, to the letter, what the page asks for: nothing is asked for twice', async () => {
    const { asked, early } = await askAhead(large);
    expect(asked).toHaveLength(3);
    const source = createDicomWebDataSource({
      id: 'main',
      displayName: 'main',
      root: '/dicom-web',
      base: base.href,
      fetch: early.fetch,
    });
    const { signal } = new AbortController();
    const series = { StudyInstanceUID: '1.2', SeriesInstanceUID: '1.2.1' };
    const found = await source.retrieveOneInstance?.(series, { index: 14 }, signal);
    expect(found?.SOPInstanceUID).toBe('1.2.1.15');
    const { bytes } = await source.retrieveFrame(
      { ...series, SOPInstanceUID: '1.2.1.15', frame: 1 },
      { signal },
    );
    expect(new TextDecoder().decode(bytes)).toBe('pixels');
    expect(asked).toHaveLength(3);
  });

  it('is that of a series with one instance, whose frame does not wait for its metadata', async () => {
    const both = ['/series/1.2.1/metadata', '/series/1.2.1/instances/1.2.1.1/frames/1'];
    expect((await askAhead(clip)).paths).toEqual([search, ...both]);
  });

  it('leaves the frame to the page where that needs the display set', async () => {
    const few = { ...clip, '/series': [seriesRow('1.2.1', 1, 2)] };
    expect((await askAhead(few)).paths).toEqual(['/series/1.2.1/metadata']);
    const enhanced = { ...clip, [search]: [clipOf('1.2.840.10008.5.1.4.1.1.2.1')] };
    expect((await askAhead(enhanced)).paths).toEqual([search, '/series/1.2.1/metadata']);
    const report = { ...clip, [search]: [{ '00080018': of('1.2.1.1') }] };
    expect((await askAhead(report)).paths).toEqual([search, '/series/1.2.1/metadata']);
  });

  it('follows the series that a link names, and nothing else that it names', async () => {
    const named = { ...large, '/series/1.2.3/metadata': [] };
    const link = 'viewer?StudyInstanceUIDs=1.2&SeriesInstanceUID=1.2.3';
    expect((await askAhead(named, link)).paths).toEqual(['/series/1.2.3/metadata']);
    for (const other of ['&displaySet=1.2.5', '&SOPInstanceUID=1.2.1.1', '&screen=abc', '&handlers=a'])
      expect((await askAhead(large, `viewer?StudyInstanceUIDs=1.2${other}`)).paths).toEqual([]);
  });

  it('is only for modes that open with the first images', async () => {
    const modes = builtInModes.filter(
      ({ order, preferredViewportKinds }) => order !== 'handlers' && preferredViewportKinds === undefined,
    );
    for (const { id } of builtInModes) {
      const { paths } = await askAhead(large, `${id}?StudyInstanceUIDs=1.2`);
      expect([id, paths.length > 0]).toEqual([id, modes.some((mode) => mode.id === id)]);
    }
  });

  it('ends quietly where an answer is not what it should be', async () => {
    for (const list of [{}, [null, 3, {}], [seriesRow('../1', 1, 1)], [seriesRow('1.2.9', 1, many)]])
      expect((await askAhead({ '/series': list })).paths.length).toBeLessThan(2);
    const rows = { ...large, '/series/1.2.1/instances?limit=1&offset=14': [{ '00080018': of('../..') }] };
    expect((await askAhead(rows)).paths).toHaveLength(1);
    expect((await askAhead(large, 'viewer?StudyInstanceUIDs=../1')).paths).toEqual([]);
    expect((await askAhead(large, 'viewer?StudyInstanceUIDs=1.2', null)).paths).toEqual([]);
  });
});

describe('a request sent ahead', () => {
  it('is not sent when the page was quicker', async () => {
    const { early, asked } = archive(clip);
    await early.fetch(`${root}/series/1.2.1/metadata`);
    await expect(early.send(`${root}/series/1.2.1/metadata`)).rejects.toThrow('asked for');
    expect(asked).toHaveLength(1);
  });

  it('can be read here while the page gives its request up', async () => {
    let signal: AbortSignal | null | undefined;
    const early = createEarlyRequests((_, init) => {
      signal = init?.signal;
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('[1]'));
          signal?.addEventListener('abort', () => controller.error(new Error('given up')));
          setTimeout(() => !signal?.aborted && controller.close(), 5);
        },
      });
      return Promise.resolve(new Response(body, { status: 203 }));
    });
    const here = await early.sendRead('http://a.example/');
    const own = here.clone();
    const page = new AbortController();
    const answer = await early.fetch('http://a.example/', { signal: page.signal });
    expect(await answer.json()).toEqual([1]);
    page.abort();
    expect(signal?.aborted).toBe(true);
    expect([own.status, await own.json()]).toEqual([203, [1]]);
  });

  it('is fetched whole before anybody reads it, and fails its reader when it breaks off', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1;
          if (pulled === 20) controller.error(new Error('broke off'));
          else controller.enqueue(new Uint8Array(1000));
        },
      },
      { highWaterMark: 0 },
    );
    const early = createEarlyRequests(() => Promise.resolve(new Response(body)));
    const response = await early.sendWhole('http://a.example/');
    await expect.poll(() => pulled).toBe(20);
    await expect(response.arrayBuffer()).rejects.toThrow('broke off');
  });
});
