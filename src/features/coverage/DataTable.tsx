import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { useFixedRows } from '../../ui/useFixedRows.ts';
import styles from './Coverage.module.css';

export interface DataColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** A track of CSS grid: `64px`, `minmax(160px, 2fr)`. */
  readonly width: string;
  readonly align?: 'right';
  /** What the column is sorted by; without it, it is not sorted. */
  readonly sortBy?: (row: Row) => string | number | undefined;
  readonly cell: (row: Row) => ReactNode;
  /** Marks the column: the current mode's. */
  readonly current?: boolean;
}

export interface DataTableProps<Row> {
  label: string;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowHeight?: number;
  /** Attributes of a row for tests and integrators. */
  rowData?: (row: Row) => Readonly<Record<`data-${string}`, string | number | boolean | undefined>>;
  /** The row of sums, always at the end. */
  sums?: readonly ReactNode[];
  /** Said in place of rows when there are none. */
  empty: string;
}

const headHeight = 36;

/** A table of any length: only rows near what is seen are drawn. Headings sort. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  rowHeight = 32,
  rowData,
  sums,
  empty,
}: DataTableProps<Row>) {
  const [sort, setSort] = useState<{ readonly id: string; readonly down: boolean }>();
  const sorted = useMemo(() => {
    const by = columns.find(({ id }) => id === sort?.id)?.sortBy;
    if (!sort || !by) return rows;
    return [...rows].sort((a, b) => compare(by(a), by(b)) * (sort.down ? -1 : 1));
  }, [rows, columns, sort]);
  const { indices, totalHeight, attach } = useFixedRows({ count: sorted.length, rowHeight, headHeight });
  const gridTemplateColumns = columns.map(({ width }) => width).join(' ');

  return (
    <ScrollRegion label={label} ref={attach} className={styles['scroller']}>
      <div
        role="table"
        aria-label={label}
        aria-rowcount={sorted.length + 1 + (sums ? 1 : 0)}
        className={styles['table']}
      >
        <div
          role="row"
          aria-rowindex={1}
          className={styles['head']}
          style={{ gridTemplateColumns, height: headHeight }}
        >
          {columns.map((column) => (
            <Heading
              key={column.id}
              column={column}
              sorted={sort?.id === column.id ? (sort.down ? 'descending' : 'ascending') : undefined}
              onSort={() => setSort({ id: column.id, down: sort?.id === column.id && !sort.down })}
            />
          ))}
        </div>
        <div role="rowgroup" className={styles['rows']} style={{ height: totalHeight }}>
          {indices.map((index) => {
            const row = sorted[index];
            if (row === undefined) return null;
            return (
              <div
                key={rowKey(row)}
                role="row"
                aria-rowindex={index + 2}
                className={styles['row']}
                style={{
                  gridTemplateColumns,
                  height: rowHeight,
                  transform: `translateY(${index * rowHeight}px)`,
                }}
                {...rowData?.(row)}
              >
                {columns.map(({ id, align, cell, current }, i) => (
                  <div
                    key={id}
                    role={i === 0 ? 'rowheader' : 'cell'}
                    data-align={align}
                    data-current={current || undefined}
                    className={styles['cell']}
                  >
                    {cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
        {sums && sorted.length > 0 && (
          <div
            role="row"
            aria-rowindex={sorted.length + 2}
            className={styles['sums']}
            style={{ gridTemplateColumns }}
          >
            {columns.map(({ id, align, current }, i) => (
              <div
                key={id}
                role={i === 0 ? 'rowheader' : 'cell'}
                data-align={align}
                data-current={current || undefined}
                className={styles['cell']}
              >
                {sums[i]}
              </div>
            ))}
          </div>
        )}
      </div>
      {sorted.length === 0 && <p className={styles['none']}>{empty}</p>}
    </ScrollRegion>
  );
}

function Heading<Row>({
  column: { title, align, sortBy, current },
  sorted,
  onSort,
}: {
  readonly column: DataColumn<Row>;
  readonly sorted: 'ascending' | 'descending' | undefined;
  readonly onSort: () => void;
}) {
  const Arrow = sorted === 'descending' ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      aria-sort={sorted}
      data-align={align}
      data-current={current || undefined}
      className={styles['heading']}
    >
      {sortBy ? (
        <button type="button" className={styles['sort']} onClick={onSort} title={`Sort by ${title}`}>
          <span>{title}</span>
          {sorted && <Arrow size={12} aria-hidden />}
        </button>
      ) : (
        <span>{title}</span>
      )}
    </div>
  );
}

/** Numbers as numbers, words in the reader's order, what is missing last. */
function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}
