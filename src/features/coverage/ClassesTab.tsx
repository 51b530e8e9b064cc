import { useState } from 'react';
import type { ClassCoverage, ModeCoverage } from '../../core/displaySet/coverage.ts';
import { handlerName } from '../../core/displaySet/describeRule.ts';
import type { Mode } from '../../core/mode/mode.ts';
import { Select } from '../../ui/Select.tsx';
import { Text } from '../../ui/Text.tsx';
import styles from './Coverage.module.css';
import { DataTable, type DataColumn } from './DataTable.tsx';

const number = (value: number) => value.toLocaleString();

const fixed: readonly DataColumn<ClassCoverage>[] = [
  {
    id: 'class',
    title: 'SOP class',
    width: 'minmax(220px, 1fr)',
    sortBy: ({ name }) => name,
    cell: ({ name, SOPClassUID }) => <Text title={`${name}, ${SOPClassUID || 'no UID'}`}>{name}</Text>,
  },
  {
    id: 'received',
    title: 'Received',
    width: '84px',
    align: 'right',
    sortBy: ({ received }) => received,
    cell: ({ received }) => number(received),
  },
];

export interface ClassesByModesProps {
  readonly modes: readonly Mode[];
  readonly coverages: ReadonlyMap<string, ModeCoverage>;
  readonly currentId: string;
}

/** SOP classes that are here by modes: how many instances each shows. */
export function ClassesByModes({ modes, coverages, currentId }: ClassesByModesProps) {
  const base = coverages.get(currentId) ?? [...coverages.values()][0];
  const byMode = new Map(
    [...coverages].map(([id, { classes }]) => [id, new Map(classes.map((one) => [one.SOPClassUID, one]))]),
  );
  const columns: DataColumn<ClassCoverage>[] = modes.map(({ id, displayName }) => ({
    id,
    title: displayName,
    width: 'minmax(108px, 116px)',
    align: 'right',
    current: id === currentId,
    sortBy: ({ SOPClassUID }) => byMode.get(id)?.get(SOPClassUID)?.shown,
    cell: ({ SOPClassUID }) => <ModeCell coverage={byMode.get(id)?.get(SOPClassUID)} />,
  }));
  const sums = modes.map(({ id }) => {
    const coverage = coverages.get(id);
    return coverage ? number(coverage.shown) : '…';
  });
  return (
    <DataTable
      label="SOP classes by modes"
      columns={[...fixed, ...columns]}
      rows={base?.classes ?? []}
      rowKey={({ SOPClassUID }) => SOPClassUID}
      rowData={({ SOPClassUID, hasHandler }) => ({
        'data-sop-class': SOPClassUID,
        'data-uncovered': hasHandler ? undefined : true,
      })}
      sums={['All', number(base?.received ?? 0), ...sums]}
      empty={base ? 'Nothing has been received yet.' : 'Being worked out…'}
    />
  );
}

function ModeCell({ coverage }: { readonly coverage: ClassCoverage | undefined }) {
  if (!coverage) return <span className={styles['faint']}>…</span>;
  const { hasHandler, shown, received } = coverage;
  if (!hasHandler) return <span className={styles['bad']}>no handler</span>;
  if (shown < received)
    return (
      <span className={styles['warn']} title={`${number(received - shown)} are left by every handler`}>
        {number(shown)} of {number(received)}
      </span>
    );
  return number(shown);
}

/** SOP classes that are here by the handlers of one mode, the current one until another is chosen: who took how many. */
export function ClassesByHandlers({ modes, coverages, currentId }: ClassesByModesProps) {
  const [chosenId, setChosenId] = useState(currentId);
  const coverage = coverages.get(chosenId);
  const active = coverage?.handlers.filter(({ took }) => took > 0) ?? [];
  const idle = (coverage?.handlers.length ?? 0) - active.length;
  const columns: DataColumn<ClassCoverage>[] = active.map(({ id }) => ({
    id,
    title: handlerName(id),
    width: 'minmax(112px, 150px)',
    align: 'right',
    sortBy: ({ tookBy }) => tookBy.get(id) ?? 0,
    cell: ({ tookBy }) => {
      const took = tookBy.get(id) ?? 0;
      return took === 0 ? <span className={styles['faint']}>0</span> : number(took);
    },
  }));
  const unclaimed: DataColumn<ClassCoverage> = {
    id: 'unclaimed',
    title: 'Unclaimed',
    width: '112px',
    align: 'right',
    sortBy: (one) => one.unclaimed,
    cell: (one) => {
      if (one.unclaimed === 0) return <span className={styles['faint']}>0</span>;
      return one.hasHandler ? (
        <span className={styles['warn']}>{number(one.unclaimed)}</span>
      ) : (
        <span className={styles['bad']}>{number(one.unclaimed)} no handler</span>
      );
    },
  };
  return (
    <>
      <div className={styles['filter']}>
        <Select
          label="Handlers of"
          name="handlers-of"
          value={chosenId}
          onChange={setChosenId}
          options={modes.map(({ id, displayName }) => ({ value: id, label: displayName }))}
          className={styles['choice']}
        />
      </div>
      <DataTable
        label="SOP classes by handlers"
        columns={[...fixed, ...columns, unclaimed]}
        rows={coverage?.classes ?? []}
        rowKey={({ SOPClassUID }) => SOPClassUID}
        rowData={({ SOPClassUID, hasHandler }) => ({
          'data-sop-class': SOPClassUID,
          'data-uncovered': hasHandler ? undefined : true,
        })}
        sums={[
          'All',
          number(coverage?.received ?? 0),
          ...active.map(({ took }) => number(took)),
          number(coverage?.unclaimed ?? 0),
        ]}
        empty={coverage ? 'Nothing has been received yet.' : 'Being worked out…'}
      />
      {idle > 0 && (
        <p className={styles['note']}>
          {idle} other handler{idle === 1 ? '' : 's'} of this mode took nothing of what is here.
        </p>
      )}
    </>
  );
}
