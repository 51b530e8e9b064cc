import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { QaRow } from '../../core/displaySet/qaSheet.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Text } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './Coverage.module.css';
import { DataTable, type DataColumn } from './DataTable.tsx';

const number = (value: number) => value.toLocaleString();

/** The quality sheet: one row a display set, to be sorted, filtered and read. */
export function SetsTab({
  rows,
  onExplain,
}: {
  readonly rows: readonly QaRow[];
  readonly onExplain: (displaySetInstanceUID: string) => void;
}) {
  const [filter, setFilter] = useState('');
  const [onlyWarnings, setOnlyWarnings] = useState(false);
  const shown = useMemo(() => {
    const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
    return rows.filter(
      (row) =>
        (!onlyWarnings || row.warnings.length > 0) && words.every((word) => searchText(row).includes(word)),
    );
  }, [rows, filter, onlyWarnings]);
  const columns = useMemo(() => columnsOf(onExplain), [onExplain]);
  const sum = (of: (row: QaRow) => number) => number(shown.reduce((total, row) => total + of(row), 0));
  return (
    <>
      <div className={styles['filter']}>
        <TextField
          label="Filter display sets"
          hideLabel
          name="qa-filter"
          type="search"
          placeholder="Label, handler, split, warning"
          icon={<Search size={14} strokeWidth={1.5} />}
          value={filter}
          onChange={setFilter}
          {...(filter === '' ? {} : { onEscape: () => setFilter('') })}
          className={styles['search']}
        />
        <Checkbox checked={onlyWarnings} onChange={setOnlyWarnings}>
          Only with warnings
        </Checkbox>
        <span className={styles['quiet']} role="status">
          {shown.length === rows.length
            ? `${number(rows.length)} display sets`
            : `${number(shown.length)} of ${number(rows.length)} display sets`}
        </span>
      </div>
      <DataTable
        label="Display sets"
        columns={columns}
        rows={shown}
        rowKey={({ displaySetInstanceUID }) => displaySetInstanceUID}
        rowHeight={44}
        rowData={({ displaySetInstanceUID }) => ({ 'data-qa-row': displaySetInstanceUID })}
        sums={['All', '', '', '', '', sum((row) => row.instances), sum((row) => row.images), '', '', '', '']}
        empty={rows.length === 0 ? 'There is no display set yet.' : 'No display set matches the filter.'}
      />
    </>
  );
}

const searchText = (row: QaRow) =>
  [
    row.SeriesNumber,
    row.Modality,
    row.label,
    row.handler,
    row.split,
    row.splitValues,
    row.geometry,
    ...row.warnings,
    row.content,
  ]
    .join(' ')
    .toLowerCase();

function columnsOf(onExplain: (displaySetInstanceUID: string) => void): readonly DataColumn<QaRow>[] {
  const text = (
    id: string,
    title: string,
    width: string,
    of: (row: QaRow) => string,
    className?: string,
  ): DataColumn<QaRow> => ({
    id,
    title,
    width,
    sortBy: of,
    cell: (row) => (
      <span className={className ?? styles['lines']} title={of(row)}>
        {of(row)}
      </span>
    ),
  });
  return [
    {
      id: 'series',
      title: 'Series',
      width: '76px',
      align: 'right',
      sortBy: ({ SeriesNumber }) => SeriesNumber,
      cell: ({ SeriesNumber }) => SeriesNumber ?? '–',
    },
    text('modality', 'Mod.', '56px', ({ Modality }) => Modality),
    {
      id: 'label',
      title: 'Display set',
      width: 'minmax(150px, 1.2fr)',
      sortBy: ({ label }) => label,
      cell: ({ label, displaySetInstanceUID }) => (
        <button
          type="button"
          className={styles['link']}
          title="Why is it grouped like this?"
          onClick={() => onExplain(displaySetInstanceUID)}
        >
          <Text>{label}</Text>
        </button>
      ),
    },
    text('handler', 'Handler', 'minmax(110px, 0.8fr)', ({ handler }) => handler),
    {
      id: 'split',
      title: 'Split',
      width: 'minmax(120px, 1.2fr)',
      sortBy: ({ split }) => split,
      cell: ({ split, splitValues }) => (
        <span className={styles['lines']} title={splitValues}>
          {split} <span className={styles['faint']}>{splitValues}</span>
        </span>
      ),
    },
    {
      id: 'instances',
      title: 'Inst.',
      width: '64px',
      align: 'right',
      sortBy: ({ instances }) => instances,
      cell: ({ instances }) => number(instances),
    },
    {
      id: 'images',
      title: 'Images',
      width: '72px',
      align: 'right',
      sortBy: ({ images }) => images,
      cell: ({ images }) => number(images),
    },
    text('geometry', 'Geometry', 'minmax(130px, 1.2fr)', ({ geometry }) => geometry),
    {
      id: 'rate',
      title: 'Rate',
      width: 'minmax(96px, 0.6fr)',
      sortBy: ({ FrameRate }) => FrameRate,
      cell: ({ FrameRate, FrameRateSource }) =>
        FrameRate === undefined ? (
          ''
        ) : (
          <span className={styles['lines']} title={`from ${FrameRateSource}`}>
            {Number(FrameRate.toFixed(2))} fps <span className={styles['faint']}>{FrameRateSource}</span>
          </span>
        ),
    },
    {
      id: 'warnings',
      title: 'Warnings',
      width: 'minmax(130px, 1.4fr)',
      sortBy: ({ warnings }) => warnings.length,
      cell: ({ warnings }) => (
        <span className={styles['warnLines']} title={warnings.join('\n')}>
          {warnings.join('; ')}
        </span>
      ),
    },
    text('content', 'Content', '84px', ({ content }) => content, styles['mono']),
  ];
}
