import { describe, expect, it } from 'vitest';
import { readListState, toStudyQuery, writeListState } from './listState.ts';

const read = (query: string) => readListState(new URLSearchParams(query), '20261103');

describe('the list in the URL', () => {
  it('is newest first, first page, nothing filtered, when the URL says nothing', () => {
    expect(read('')).toMatchObject({
      sort: { keyword: 'StudyDate', descending: true },
      page: 0,
      pageSize: 50,
    });
    expect(toStudyQuery(read(''), 500, 0)).toEqual({ limit: 500, offset: 0 });
  });

  it('comes back as it was written, beside the parameters of others', () => {
    const written = writeListState(new URLSearchParams('source=pacs'), {
      filters: { PatientName: ' doe ', StudyDate: '20260101-20260201' },
      sort: { keyword: 'PatientID', descending: false },
      pageSize: 100,
      page: 2,
    });
    expect(written.get('source')).toBe('pacs');
    expect(read(written.toString())).toMatchObject({
      filters: { PatientName: 'doe', StudyDate: '20260101-20260201', PatientID: '' },
      sort: { keyword: 'PatientID', descending: false },
      pageSize: 100,
      page: 2,
    });
  });

  it('starts at the first page of another search', () => {
    const written = writeListState(new URLSearchParams('page=7&PatientID=1'), { filters: { PatientID: '' } });
    expect(written.toString()).toBe('');
  });

  it('ignores what makes no sense', () => {
    expect(read('page=-3&pageSize=7&sort=-Nonsense&StudyDate=soon')).toEqual(read(''));
  });
});

describe('the query that the archive gets', () => {
  const query = (search: string) => toStudyQuery(read(search), 50, 0);

  it('finds a name as it is shown, and as parts of it', () => {
    expect(query('PatientName=Doe, Jane').PatientName).toBe('*Doe^Jane*');
    expect(query('PatientName=doe jane').PatientName).toBe('*doe*jane*');
  });

  it('leaves wildcards to who writes them', () => {
    expect(query('PatientName=do?^*').PatientName).toBe('do?^*');
    expect(query('PatientID=4711').PatientID).toBe('4711*');
  });

  it('sends no second value and no control character along', () => {
    expect(query('PatientID=1%5C2%00').PatientID).toBe('1 2*');
  });

  it('cuts what no attribute could hold', () => {
    expect(query(`StudyDescription=${'('.repeat(100_000)}`).StudyDescription?.length).toBeLessThan(70);
  });
});
