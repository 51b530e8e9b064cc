import { receivedText, type SeriesCoverage } from '../../core/displaySet/coverage.ts';
import { Text } from '../../ui/Text.tsx';
import styles from './Coverage.module.css';
import { DataTable, type DataColumn } from './DataTable.tsx';

const number = (value: number) => value.toLocaleString();
const count = (
  id: 'shown' | 'unclaimed' | 'refused' | 'displaySets',
  title: string,
  isBad = false,
): DataColumn<SeriesCoverage> => ({
  id,
  title,
  width: '112px',
  align: 'right',
  sortBy: (row) => row[id],
  cell: (row) =>
    isBad && row[id] > 0 ? <span className={styles['warn']}>{number(row[id])}</span> : number(row[id]),
});

const columns: readonly DataColumn<SeriesCoverage>[] = [
  {
    id: 'number',
    title: 'Series',
    width: '72px',
    align: 'right',
    sortBy: ({ SeriesNumber }) => SeriesNumber,
    cell: ({ SeriesNumber }) => SeriesNumber ?? '–',
  },
  {
    id: 'modality',
    title: 'Modality',
    width: '88px',
    sortBy: ({ Modality }) => Modality,
    cell: ({ Modality }) => Modality,
  },
  {
    id: 'description',
    title: 'Description',
    width: 'minmax(160px, 1fr)',
    sortBy: ({ SeriesDescription }) => SeriesDescription,
    cell: ({ SeriesDescription }) => <Text>{SeriesDescription}</Text>,
  },
  {
    id: 'received',
    title: 'Received',
    width: '200px',
    sortBy: ({ received }) => received,
    cell: (row) => <span className={isShort(row) ? styles['warn'] : undefined}>{receivedText(row)}</span>,
  },
  count('shown', 'Shown'),
  count('unclaimed', 'Unclaimed', true),
  count('refused', 'Refused', true),
  count('displaySets', 'Display sets'),
];

const isShort = ({ promised, received, status }: SeriesCoverage) =>
  status === 'failed' || (status === 'ready' && promised !== undefined && promised !== received);

/** What each series promised and gave: the archive's own count beside what came. */
export function SeriesTab({ series }: { readonly series: readonly SeriesCoverage[] }) {
  const sum = (of: (row: SeriesCoverage) => number) => series.reduce((total, row) => total + of(row), 0);
  const promised = sum((row) => row.promised ?? row.received);
  const received = sum((row) => row.received);
  return (
    <DataTable
      label="Series"
      columns={columns}
      rows={series}
      rowKey={({ key }) => key}
      rowData={({ SeriesInstanceUID }) => ({ 'data-series-uid': SeriesInstanceUID })}
      sums={[
        'All',
        '',
        `${number(series.length)} series`,
        receivedText({ promised, received, status: 'ready' }),
        number(sum(({ shown }) => shown)),
        number(sum(({ unclaimed }) => unclaimed)),
        number(sum(({ refused }) => refused)),
        number(sum(({ displaySets }) => displaySets)),
      ]}
      empty="The archive has listed no series yet."
    />
  );
}
