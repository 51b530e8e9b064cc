import { useState } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { OrganizedSeries } from '../../core/displaySet/organized.ts';
import { useViewer } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { Bdi } from '../../ui/Text.tsx';
import { differences, type Difference } from './differences.ts';
import styles from './ExplainPanel.module.css';

/** This display set beside another of its series: which values made them two. */
export function CompareSection({
  displaySet,
  organized,
}: {
  readonly displaySet: DisplaySet;
  readonly organized: OrganizedSeries;
}) {
  const viewer = useViewer();
  const others = [...organized.displaySets, ...organized.unsupported].filter(
    (other) => other.displaySetInstanceUID !== displaySet.displaySetInstanceUID,
  );
  const [chosen, setChosen] = useState('');
  const other = others.find(({ displaySetInstanceUID }) => displaySetInstanceUID === chosen);
  if (others.length === 0) return null;
  return (
    <section aria-label="Compare">
      <h3>This series makes {others.length + 1} display sets</h3>
      <Select
        label="Compare with"
        name="compare-with"
        value={other ? chosen : ''}
        onChange={setChosen}
        options={[
          { value: '', label: 'Choose one' },
          ...others.map(({ displaySetInstanceUID, label }) => ({ value: displaySetInstanceUID, label })),
        ]}
      />
      {other && (
        <>
          <table className={styles['compare']} data-testid="compare">
            <thead>
              <tr>
                <th scope="col">Value</th>
                <th scope="col">This one</th>
                <th scope="col">The other</th>
              </tr>
            </thead>
            <tbody>
              {differingFirst(differences(organized.trace, displaySet, other)).map(
                ({ what, here, there, differs, isSplit }) => (
                  <tr key={what} data-differs={differs} data-split={isSplit || undefined}>
                    <th scope="row">{what}</th>
                    {differs ? (
                      <>
                        <td>
                          <Bdi>{here}</Bdi>
                        </td>
                        <td>
                          <Bdi>{there}</Bdi>
                        </td>
                      </>
                    ) : (
                      <td colSpan={2}>
                        the same: <Bdi>{here}</Bdi>
                      </td>
                    )}
                  </tr>
                ),
              )}
            </tbody>
          </table>
          <Button variant="quiet" onClick={() => viewer.explain(chosen)}>
            Explain the other one
          </Button>
        </>
      )}
    </section>
  );
}

const differingFirst = (rows: readonly Difference[]): readonly Difference[] => [
  ...rows.filter(({ differs }) => differs),
  ...rows.filter(({ differs }) => !differs),
];
