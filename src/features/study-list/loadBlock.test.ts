import { expect, it } from 'vitest';
import type { StudyPage, StudyQuery } from '../../core/dataSource.ts';
import { readListState } from './listState.ts';
import { blockSize, firstSize, loadBlock, type Block } from './loadBlock.ts';

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

it('asks once when there are no more than fill a screen', async () => {
  const { asked, search } = archive(firstSize, 1000);
  const firsts: Block[] = [];
  const block = await loadBlock(search, state(), never, async (first) => void firsts.push(first));
  expect(asked).toEqual([{ limit: firstSize, offset: 0 }]);
  expect(block).toMatchObject({ total: firstSize, hasMore: false, isPartial: false });
  expect(firsts).toEqual([]);
});

it('tells what fills a screen before it asks for the rest', async () => {
  const { asked, search } = archive(120, 1000);
  const firsts: Block[] = [];
  const block = await loadBlock(search, state(), never, async (first) => {
    expect(asked).toHaveLength(1);
    firsts.push(first);
  });
  expect(asked).toEqual([
    { limit: firstSize, offset: 0 },
    { limit: blockSize - firstSize, offset: firstSize },
  ]);
  expect(firsts).toHaveLength(1);
  expect(firsts[0]).toMatchObject({ offset: 0, hasMore: true, total: undefined, isPartial: true });
  expect(firsts[0]?.studies).toHaveLength(firstSize);
  expect(block).toMatchObject({ total: 120, hasMore: false, warnings: ['slow'], isPartial: false });
  expect(block.studies).toHaveLength(120);
});

it('goes on asking an archive that gives fewer at a time', async () => {
  const { asked, search } = archive(1200, 200);
  const block = await loadBlock(search, state(), never);
  expect(block.studies).toHaveLength(blockSize);
  expect(asked.map(({ offset }) => offset)).toEqual([0, 50, 250, 450]);
  expect(block).toMatchObject({ total: undefined, hasMore: true });
});

it('asks for the block that a page lies in', async () => {
  const { asked, search } = archive(1200, 1000);
  const block = await loadBlock(search, state('page=12'), never);
  expect(asked).toEqual([{ limit: blockSize, offset: 500 }]);
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

it('keeps what has come when the archive fails after its first answer', async () => {
  const { search } = archive(120, 1000);
  const block = await loadBlock(
    (query) => (query.offset ? Promise.reject(new Error('It is out.')) : search(query)),
    state(),
    never,
  );
  expect(block).toMatchObject({ total: undefined, hasMore: false, isPartial: false });
  expect(block.studies).toHaveLength(firstSize);
  expect(block.warnings).toContain(
    'Only the first 50 studies are here, the others could not be listed. It is out.',
  );
  await expect(loadBlock(() => Promise.reject(new Error('out')), state(), never)).rejects.toThrow('out');
});
