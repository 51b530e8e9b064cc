import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Ref } from 'react';
import { cx } from '../../ui/cx.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { columns } from './columns.ts';
import type { Column } from './columns.ts';
import { DateFilterField } from './DateFilterField.tsx';
import { FilterField } from './FilterField.tsx';
import type { FilterKeyword, ListState, SortOrder } from './listState.ts';
import styles from './StudyList.module.css';

export interface HeaderRowsProps {
  state: ListState;
  onSort: (sort: SortOrder) => void;
  onFilter: (keyword: FilterKeyword, value: string) => void;
  /** Arrow down in a filter: on to the studies. */
  onLeave: () => void;
  patientNameRef: Ref<HTMLInputElement>;
}

/** The names of the columns, each a button that sorts, and under them the filters. */
export function HeaderRows({ state, onSort, onFilter, onLeave, patientNameRef }: HeaderRowsProps) {
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} className={cx(styles['row'], styles['titles'])}>
        {columns.map((column) => (
          <SortHeader key={column.keyword} column={column} sort={state.sort} onSort={onSort} />
        ))}
        <span role="columnheader">
          <VisuallyHidden>Open in a mode</VisuallyHidden>
        </span>
      </div>
      <div role="row" aria-rowindex={2} className={cx(styles['row'], styles['filters'])}>
        {columns.map(({ keyword, filter }) => (
          <div key={keyword} role="gridcell" className={styles['filterCell']}>
            {filter === undefined ? null : filter.keyword === 'StudyDate' ? (
              <DateFilterField
                label={filter.label}
                placeholder={filter.placeholder}
                range={state.filters.StudyDate}
                onCommit={(range) => onFilter('StudyDate', range)}
                onLeave={onLeave}
              />
            ) : (
              <FilterField
                label={filter.label}
                name={filter.keyword}
                placeholder={filter.placeholder}
                value={state.filters[filter.keyword]}
                onCommit={(value) => onFilter(filter.keyword, value)}
                onLeave={onLeave}
                {...(filter.keyword === 'ModalitiesInStudy' ? { suggestions: commonModalities } : {})}
                {...(filter.keyword === 'PatientName' ? { ref: patientNameRef } : {})}
              />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function SortHeader({
  column,
  sort,
  onSort,
}: {
  column: Column;
  sort: SortOrder;
  onSort: (sort: SortOrder) => void;
}) {
  const { keyword, title, longTitle = title, isFigure = false } = column;
  const isSorted = sort.keyword === keyword;
  // Dates and counts are first wanted from the top, names from A.
  const descending = isSorted ? !sort.descending : isFigure || keyword === 'StudyDate';
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className={cx(styles['title'], isFigure && styles['figure'])}
    >
      <button
        type="button"
        aria-label={longTitle}
        title={`Sort by ${longTitle.toLowerCase()}`}
        onClick={() => onSort({ keyword, descending })}
      >
        {title}
        {isSorted ? <Arrow size={12} strokeWidth={2} aria-hidden="true" /> : null}
      </button>
    </div>
  );
}

/** Suggested only: any other code can be typed (PS3.3 C.7.3.1.1.1). */
const commonModalities =
  'CT MR PT NM US XA RF DX CR MG IO SM OP OPT ES ECG SR SEG KO PR DOC RTSTRUCT RTDOSE RTPLAN OT'.split(' ');
