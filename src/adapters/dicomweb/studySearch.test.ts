import { describe, expect, it } from 'vitest';
import { DataSourceError } from '../../core/errors.ts';
import { resolveBulkDataUri, resolveRoot, framePath } from './paths.ts';
import { retryAfterSeconds } from './retryAfter.ts';
import { pageOf, studyQueryParameters, warningTexts } from './studySearch.ts';

const page = { limit: 3, offset: 0 };

describe('studyQueryParameters', () => {
  it('looks for text anywhere in the value unless there are wildcards', () => {
    const of = (PatientName: string) => studyQueryParameters({ PatientName, ...page })['PatientName'];
    expect(of('doe')).toBe('*doe*');
    expect(of(' Doe, Jane ')).toBe('*Doe^Jane*');
    expect(of('doe*')).toBe('doe*');
    expect(of('d?e')).toBe('d?e');
    expect(of('  ')).toBeUndefined();
  });

  it('passes dates and ranges and refuses what is neither', () => {
    const of = (StudyDate: string) => studyQueryParameters({ StudyDate, ...page })['StudyDate'];
    expect(['20260101', '20260101-', '-20260101', '20260101-20260131'].map(of)).not.toContain(undefined);
    expect(() => of('last week')).toThrow(DataSourceError);
  });
});

describe('pageOf', () => {
  const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

  it('believes a full page to have a next one, and the count when there is one', () => {
    expect(pageOf(['a', 'b', 'c'], page, undefined, []).hasMore).toBe(true);
    expect(pageOf(['a', 'b', 'c'], page, 3, []).hasMore).toBe(false);
    expect(pageOf(['a'], page, undefined, []).hasMore).toBe(false);
    expect(pageOf(['a'], page, undefined, ['There are 12 additional results']).hasMore).toBe(true);
  });

  it('cuts the page out itself when the server ignores limit and offset', () => {
    expect(pageOf(rows, { limit: 3, offset: 3 }, undefined, [])).toEqual({
      rows: ['d', 'e', 'f'],
      hasMore: true,
      total: 7,
    });
    expect(pageOf(rows, { limit: 3, offset: 6 }, undefined, []).rows).toEqual(['g']);
  });

  it('does not skip twice when the server ignored only the limit', () => {
    expect(pageOf(rows.slice(2), { limit: 3, offset: 2 }, 7, [])).toMatchObject({
      rows: ['c', 'd', 'e'],
      hasMore: true,
    });
  });
});

it('reads Warning headers, quoted or as the standard of 2016 wrote them', () => {
  const of = (Warning: string) => warningTexts(new Headers({ Warning }));
  expect(of('299 archive "one, \\"two\\"", 299 archive "three"')).toEqual(['one, "two"', 'three']);
  expect(of('299 http://h/rs: The fuzzymatching parameter is not supported')).toEqual([
    'The fuzzymatching parameter is not supported',
  ]);
});

it('reads Retry-After as seconds or as a date', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  expect(retryAfterSeconds('7', now)).toBe(7);
  expect(retryAfterSeconds('Thu, 01 Jan 2026 00:00:05 GMT', now)).toBe(5);
  expect(retryAfterSeconds('Thu, 01 Jan 2015 00:00:05 GMT', now)).toBe(0);
  expect(retryAfterSeconds('-3', now)).toBeUndefined();
  expect(retryAfterSeconds(null, now)).toBeUndefined();
});

describe('addresses', () => {
  const root = resolveRoot('/pacs/dicom-web/', 'https://viewer.example/app/');

  it.each([
    [
      'https://viewer.example/pacs/dicom-web/studies/1.2/bulkdata/3',
      '/pacs/dicom-web/studies/1.2/bulkdata/3',
    ],
    ['/studies/1.2/bulkdata/3', '/pacs/dicom-web/studies/1.2/bulkdata/3'],
    ['studies/1.2/bulkdata/3?x=1', '/pacs/dicom-web/studies/1.2/bulkdata/3?x=1'],
    ['http://localhost:8042/dicom-web/studies/1.2/bulkdata/3', '/pacs/dicom-web/studies/1.2/bulkdata/3'],
    ['http://user:pw@evil.example/studies/1.2/bulkdata/3', '/pacs/dicom-web/studies/1.2/bulkdata/3'],
  ])('asks for %s below the root', (uri, expected) => {
    expect(resolveBulkDataUri(uri, root).href).toBe(`https://viewer.example${expected}`);
  });

  it.each([
    'https://evil.example/collect?uid=1.2',
    'https://evil.example/studies/../x',
    'javascript:alert(1)',
    'data:text/plain,x',
    'file:///etc/passwd',
    '//evil.example/x',
    '../../logout',
    '/pacs/dicom-web-other/x',
    'http://',
  ])('refuses %s', (uri) => {
    expect(() => resolveBulkDataUri(uri, root)).toThrow(DataSourceError);
  });

  it.each(['', '.', '..', '../..', '1.2/3', '@host', '1'.repeat(65), '1.2 ', '1.2%2f'])(
    'puts no UID %j into a path',
    (SOPInstanceUID) => {
      const frame = { StudyInstanceUID: '1.2', SeriesInstanceUID: '1.3', SOPInstanceUID, frame: 1 };
      expect(() => framePath(frame)).toThrow(/Invalid UID/);
    },
  );

  it('has no frame 0', () => {
    const instance = { StudyInstanceUID: '1.2', SeriesInstanceUID: '1.3', SOPInstanceUID: '1.4' };
    expect(() => framePath({ ...instance, frame: 0 })).toThrow(/frames count from 1/);
  });
});
