import { expect, it } from 'vitest';
import type { StudyPage, StudyQuery } from '../../core/dataSource.ts';
import { readListState } from './listState.ts';
import { blockSize, loadBlock } from './loadBlock.ts';

const archive = (count: number, most: number) => {
  const asked: StudyQuery[] = [];
  const search = (query: StudyQuery): Promise<StudyPage> => {
    asked.push(query);
    const end = Math.min(count, query.offset + Math.min(query.limit, most));
    const studies = Array.from({ length: Math.max(0, end - query.offset) }, (_, i) => ({
      StudyInstanceUID: `1.${query.offset + i}`,
      ModalitiesInStudy: [],
    }));
    return Promise.resolve({ studies, hasMore: end < count, warnings: ['slow'] });
  };
  return { asked, search };
};
const state = (query = '') => readListState(new URLSearchParams(query), '20261103');
const never = new AbortController().signal;

it('asks once when the archive gives all that it was asked for', async () => {
  const { asked, search } = archive(120, 1000);
  const block = await loadBlock(search, state(), never);
  expect(asked).toEqual([{ limit: blockSize, offset: 0 }]);
  expect(block).toMatchObject({ total: 120, hasMore: false, warnings: ['slow'] });
});

it('goes on asking an archive that gives fewer at a time', async () => {
  const { asked, search } = archive(1200, 200);
  const block = await loadBlock(search, state(), never);
  expect(block.studies).toHaveLength(blockSize);
  expect(asked.map(({ offset }) => offset)).toEqual([0, 200, 400]);
  expect(block).toMatchObject({ total: undefined, hasMore: true });
});

it('asks for the block that a page lies in', async () => {
  const { asked, search } = archive(1200, 1000);
  const block = await loadBlock(search, state('page=12'), never);
  expect(asked[0]?.offset).toBe(500);
  expect(block.studies[0]?.StudyInstanceUID).toBe('1.500');
});

it('shows each study once, and does not ask forever one that repeats itself', async () => {
  let calls = 0;
  const search = (): Promise<StudyPage> => {
    calls += 1;
    const studies = [{ StudyInstanceUID: '1', ModalitiesInStudy: [] }];
    return Promise.resolve({ studies, hasMore: true, warnings: [] });
  };
  const block = await loadBlock(search, state(), never);
  expect(block.studies).toHaveLength(1);
  expect(calls).toBe(2);
});
