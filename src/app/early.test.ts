import { describe, expect, it } from 'vitest';
import { createDicomWebDataSource } from '../adapters/dicomweb/createDicomWebDataSource.ts';
import { readListState } from '../features/study-list/listState.ts';
import { loadBlock } from '../features/study-list/loadBlock.ts';
import { firstListUrl } from './earlyList.ts';
import { firstStudyUrls } from './earlyStudy.ts';
import { createEarlyRequests } from './earlyRequests.ts';

const base = new URL('http://viewer.example/reading/');
const config = {
  sources: [
    { id: 'main', dicomweb: { root: '/dicom-web' } },
    { id: 'second', dicomweb: { root: 'https://archive.example/wado/' } },
  ],
};
const urlOf = (search: string, of: unknown = config) =>
  firstListUrl(of, new URL(`${base.href}${search}`), base, '20261103');

describe('the search that the list begins with', () => {
  it.each([
    '',
    '?PatientName=doe,%20jane&ModalitiesInStudy=ct&StudyDate=2026-11',
    '?page=12&pageSize=100&sort=PatientName',
    '?source=second&PatientID=4711&AccessionNumber=a%26b',
    '?StudyDate=last%20week',
    '?page=never&StudyDescription=%5C',
  ])('is, to the letter, what the list then asks for: %s', async (search) => {
    const asked: string[] = [];
    const source = createDicomWebDataSource({
      id: 'any',
      displayName: 'any',
      root: search.includes('second') ? 'https://archive.example/wado/' : '/dicom-web',
      base: base.href,
      fetch: (input) => {
        asked.push(String(input));
        return Promise.resolve(new Response('[]', { headers: { 'Content-Type': 'application/dicom+json' } }));
      },
    });
    const state = readListState(new URLSearchParams(search), '20261103');
    await loadBlock(
      (query, signal) => source.searchStudies(query, signal),
      state,
      new AbortController().signal,
    );
    expect(asked).toEqual([urlOf(search)]);
  });

  it('is not there for another page', () => {
    expect(firstListUrl(config, new URL('viewer?StudyInstanceUIDs=1.2', base), base, '20261103')).toBe(
      undefined,
    );
    expect(firstListUrl(config, new URL('/', base), base, '20261103')).toBe(undefined);
  });

  it('is not there where the configuration does not say whom to ask', () => {
    expect(urlOf('?source=third')).toBe(undefined);
    for (const wrong of [
      null,
      3,
      {},
      { sources: {} },
      { sources: [null, { id: 'a' }, { dicomweb: { root: 1 } }] },
    ])
      expect(urlOf('', wrong)).toBe(undefined);
    expect(urlOf('', { sources: [{ id: 'a', dicomweb: { root: 'ftp://a.example' } }] })).toBe(undefined);
    expect(urlOf('', { sources: [{ id: 'a', dicomweb: { root: 'http://[' } }] })).toBe(undefined);
  });
});

describe('what the study page begins with', () => {
  const studyUrls = (path: string, of: unknown = config) => firstStudyUrls(of, new URL(path, base), base);

  it.each(['viewer?StudyInstanceUIDs=1.2.3', 'raw?StudyInstanceUIDs=%201.2.3,4.5&source=second'])(
    'is, to the letter, what the page then asks for: %s',
    async (path) => {
      const asked: string[] = [];
      const source = createDicomWebDataSource({
        id: 'any',
        displayName: 'any',
        root: path.includes('second') ? 'https://archive.example/wado/' : '/dicom-web',
        base: base.href,
        fetch: (input, init) => {
          asked.push(`${String(input)} ${new Headers(init?.headers).get('Accept')}`);
          return Promise.resolve(new Response('[]', { headers: { 'Content-Type': 'application/json' } }));
        },
      });
      const { signal } = new AbortController();
      await source.searchSeries('1.2.3', signal);
      await source.findStudy('1.2.3', signal);
      expect(asked).toEqual(studyUrls(path).map((url) => `${url} application/dicom+json`));
    },
  );

  it('is nothing on the list, for what is no UID, or for a source that is not configured', () => {
    expect(studyUrls('?StudyInstanceUIDs=1.2.3')).toEqual([]);
    expect(studyUrls('viewer')).toEqual([]);
    expect(studyUrls('viewer?StudyInstanceUIDs=../1.2')).toEqual([]);
    expect(studyUrls('viewer?StudyInstanceUIDs=1.2.3&source=third')).toEqual([]);
    expect(studyUrls('viewer?StudyInstanceUIDs=1.2.3', null)).toEqual([]);
    expect(studyUrls('/elsewhere?StudyInstanceUIDs=1.2.3')).toEqual([]);
  });
});

describe('requests sent ahead', () => {
  const setUp = (answer: () => Promise<Response> = () => Promise.resolve(new Response('here'))) => {
    const sent: { url: string; init: RequestInit | undefined }[] = [];
    const clock = { now: 0 };
    const early = createEarlyRequests(
      (input, init) => {
        sent.push({ url: String(input), init });
        return answer();
      },
      () => clock.now,
    );
    return { early, sent, clock };
  };
  const accept = (value: string) => ({ headers: { Accept: value } });
  const url = 'http://viewer.example/studies?limit=5';

  it('answer the first who asks for the same, once', async () => {
    const { early, sent } = setUp();
    const ahead = await early.send(url, accept('application/dicom+json'));
    expect(await early.fetch(url, accept('application/dicom+json'))).toBe(ahead);
    expect(sent).toHaveLength(1);
    expect(await early.fetch(url, accept('application/dicom+json'))).not.toBe(ahead);
    expect(sent).toHaveLength(2);
  });

  it('leave what differs in address or form to a request of its own', async () => {
    const { early, sent } = setUp();
    const ahead = await early.send(url, accept('application/dicom+json'));
    expect(await early.fetch(url, accept('application/json'))).not.toBe(ahead);
    expect(await early.fetch(`${url}0`, accept('application/dicom+json'))).not.toBe(ahead);
    expect(await early.fetch(new Request(url))).not.toBe(ahead);
    expect(sent).toHaveLength(4);
  });

  it('end when the one who took the answer leaves', async () => {
    const { early, sent } = setUp();
    void early.send(url);
    const taker = new AbortController();
    await early.fetch(url, { signal: taker.signal });
    expect(sent[0]?.init?.signal?.aborted).toBe(false);
    taker.abort();
    expect(sent[0]?.init?.signal?.aborted).toBe(true);

    const second = setUp();
    void second.early.send(url);
    await second.early.fetch(url, { signal: taker.signal });
    expect(second.sent[0]?.init?.signal?.aborted).toBe(true);
  });

  it('hand a failure to who asks, and trouble nobody else with it', async () => {
    const { early } = setUp(() => Promise.reject(new TypeError('no network')));
    early.send(url).catch(() => undefined);
    await expect(early.fetch(url)).rejects.toThrow('no network');
  });

  it('are given up when nobody asked for half a minute', async () => {
    const { early, sent, clock } = setUp();
    const ahead = await early.send(url);
    clock.now = 30_001;
    expect(await early.fetch(url)).not.toBe(ahead);
    expect(sent[0]?.init?.signal?.aborted).toBe(true);
  });
});
