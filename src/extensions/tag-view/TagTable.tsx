import { ChevronDown, ChevronRight } from 'lucide-react';
import { cleanText } from '../../ui/cleanText.ts';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Text } from '../../ui/Text.tsx';
import { useFixedRows } from '../../ui/useFixedRows.ts';
import type { ComparedRow } from './compareTags.ts';
import type { TagRow } from './readTags.ts';
import styles from './TagView.module.css';

export interface TagTableProps {
  label: string;
  rows: readonly (TagRow & Partial<ComparedRow>)[];
  /** What the last column is of; undefined where nothing is compared. */
  compared?: string | undefined;
  collapsed: ReadonlySet<string>;
  /** Absent while a filter is on: what matches is shown wherever it is. */
  onToggle: ((path: string) => void) | undefined;
}

const rowHeight = 26;
const headHeight = 28;

/** Tag, VR, name, value; only the rows near what is visible are in the document. */
export function TagTable({ label, rows, compared, collapsed, onToggle }: TagTableProps) {
  const { attach, indices, totalHeight } = useFixedRows({ count: rows.length, rowHeight, headHeight });
  return (
    <ScrollRegion ref={attach} label={label} className={styles['scroller']}>
      <div
        role="table"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={compared === undefined ? 4 : 5}
        data-compared={compared !== undefined || undefined}
      >
        <div role="row" aria-rowindex={1} className={`${styles['row']} ${styles['head']}`}>
          <span role="columnheader">Tag</span>
          <span role="columnheader">VR</span>
          <span role="columnheader">Name</span>
          <span role="columnheader">Value</span>
          {compared === undefined ? null : (
            <span role="columnheader">
              <Text limit={80}>{compared}</Text>
            </span>
          )}
        </div>
        <div role="rowgroup" className={styles['body']} style={{ height: totalHeight }}>
          {indices.map((index) => {
            const row = rows[index];
            return row ? (
              <Row
                key={row.path}
                row={row}
                index={index}
                isOpen={!collapsed.has(row.path)}
                isCompared={compared !== undefined}
                onToggle={onToggle}
              />
            ) : null;
          })}
        </div>
      </div>
    </ScrollRegion>
  );
}

function Row({
  row,
  index,
  isOpen,
  isCompared,
  onToggle,
}: {
  row: TagRow & Partial<ComparedRow>;
  index: number;
  isOpen: boolean;
  isCompared: boolean;
  onToggle: TagTableProps['onToggle'];
}) {
  const { path, depth, tag, vr, name, value, hasChildren } = row;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles['row']}
      data-differs={row.differs || undefined}
      style={{ transform: `translateY(${index * rowHeight}px)` }}
    >
      <span role="cell" className={styles['tag']} style={{ paddingInlineStart: Math.min(depth, 12) * 12 }}>
        {hasChildren && onToggle ? (
          <button
            type="button"
            className={styles['toggle']}
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Collapse' : 'Expand'} ${cleanText(name || tag, 64)}`}
            onClick={() => onToggle(path)}
          >
            <Chevron size={14} strokeWidth={1.5} aria-hidden="true" />
          </button>
        ) : (
          <span className={styles['noToggle']} />
        )}
        {tag}
      </span>
      <span role="cell" className={styles['vr']}>
        {cleanText(vr, 4)}
      </span>
      <span role="cell" className={styles['name']}>
        <Text limit={80}>{name}</Text>
      </span>
      <span role="cell" className={styles['value']}>
        {row.isOnlyThere ? (
          <span className={styles['absent']}>absent</span>
        ) : (
          <Text limit={1000}>{value}</Text>
        )}
      </span>
      {isCompared ? (
        <span role="cell" className={styles['value']}>
          {row.differs ? <span className={styles['differs']}>≠ </span> : null}
          {row.other === undefined ? (
            <span className={styles['absent']}>absent</span>
          ) : (
            <Text limit={1000}>{row.other}</Text>
          )}
        </span>
      ) : null}
    </div>
  );
}
