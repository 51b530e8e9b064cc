import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { pageSizes } from './listState.ts';
import styles from './StudyList.module.css';

export interface PagerProps {
  page: number;
  pageSize: number;
  /** Studies on this page. */
  count: number;
  /** Known at least so far: what lies before this page, what is on it, and what was received beyond. */
  atLeast: number;
  total: number | undefined;
  hasNext: boolean;
  onPage: (page: number) => void;
  onPageSize: (size: number) => void;
}

/** "1–50 of 1,240" and the way on. */
export function Pager({ page, pageSize, count, atLeast, total, hasNext, onPage, onPageSize }: PagerProps) {
  const first = page * pageSize + 1;
  const of = total === undefined ? `${atLeast.toLocaleString()} or more` : total.toLocaleString();
  const span =
    count === 0 ? '' : `${first.toLocaleString()}–${(first + count - 1).toLocaleString()} of ${of}`;
  return (
    <nav aria-label="Pages" className={styles['pager']}>
      <span className={styles['span']}>{span}</span>
      <IconButton
        label="Previous page"
        icon={<ChevronLeft size={16} strokeWidth={1.5} />}
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      />
      <IconButton
        label="Next page"
        icon={<ChevronRight size={16} strokeWidth={1.5} />}
        disabled={!hasNext}
        onClick={() => onPage(page + 1)}
      />
      <Select
        label="Studies on a page"
        hideLabel
        name="pageSize"
        value={String(pageSize)}
        onChange={(value) => onPageSize(Number(value))}
        options={pageSizes.map((size) => ({ value: String(size), label: `${size} a page` }))}
      />
    </nav>
  );
}
