import { ArrowLeftRight, Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { toCsv, toMarkdown } from '../../core/displaySet/tables.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { type Comparison, comparisonTable } from '../../core/mode/compare.ts';
import type { Mode } from '../../core/mode/mode.ts';
import { modesForStudy } from '../../core/mode/modesForStudy.ts';
import type { ModeOrder } from '../../state/modeCatalog.ts';
import { studyFactsOf } from '../../state/selectors.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import { Select } from '../../ui/Select.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import styles from './CompareModes.module.css';
import { ComparisonGrid, type Side } from './ComparisonGrid.tsx';
import { useComparison } from './useComparison.ts';

const icon = { size: 16, strokeWidth: 1.5 };

export interface CompareModesProps {
  readonly onMode: (modeId: string, order?: ModeOrder) => void;
}

/** What one study becomes in two modes, side by side. */
export function CompareModes({ onMode }: CompareModesProps) {
  const viewer = useViewer();
  const currentId = useViewerState((state) => state.modeId);
  const facts = useViewerState(studyFactsOf);
  const modes = useViewerState(viewer.modes.all);
  const [leftId, setLeftId] = useState(currentId);
  const [rightId, setRightId] = useState(() => nextSuitable(viewer.modes.all(), currentId, facts));
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const [left, right] = [leftId, rightId].map((id) => modes.find((mode) => mode.id === id));
  const { comparison, pending, problem } = useComparison(left, right);
  const names = [left?.displayName ?? leftId, right?.displayName ?? rightId] as const;
  const pairs = useMemo(
    () => comparison?.pairs.filter(({ state }) => !onlyDifferences || state !== 'same') ?? [],
    [comparison, onlyDifferences],
  );

  const close = () => viewer.openSheet(undefined);
  /** Why it is so, in the mode that makes it so: the page goes to that mode first. */
  const explain = (side: Side, displaySet: DisplaySet) => {
    const modeId = side === 'left' ? leftId : rightId;
    close();
    if (modeId !== currentId) onMode(modeId);
    viewer.explain(displaySet.displaySetInstanceUID);
  };

  const options = modes.map(({ id, displayName }) => ({ value: id, label: displayName }));
  return (
    <Sheet
      title="Compare modes"
      testId="compare-modes"
      onClose={close}
      returnFocusTo={modePicker}
      controls={
        <>
          <Select
            label="Left mode"
            hideLabel
            name="left-mode"
            value={leftId}
            onChange={setLeftId}
            options={options}
          />
          <IconButton
            label="Exchange left and right"
            icon={<ArrowLeftRight {...icon} />}
            onClick={() => {
              setLeftId(rightId);
              setRightId(leftId);
            }}
          />
          <Select
            label="Right mode"
            hideLabel
            name="right-mode"
            value={rightId}
            onChange={setRightId}
            options={options}
          />
          <Checkbox checked={onlyDifferences} onChange={setOnlyDifferences} name="only-differences">
            Only differences
          </Checkbox>
          <span className={styles['gap']} />
          {comparison && <ExportMenu comparison={comparison} names={names} />}
        </>
      }
    >
      <div
        className={styles['content']}
        aria-busy={pending}
        data-left={leftId}
        data-right={rightId}
        data-testid="comparison"
        data-same={comparison?.counts.same}
        data-changed={comparison?.counts.changed}
        data-regrouped={comparison?.counts.regrouped}
        data-only-left={comparison?.counts['only-left']}
        data-only-right={comparison?.counts['only-right']}
      >
        {problem !== undefined && <p role="alert">The modes could not be compared: {problem}</p>}
        {comparison && (
          <>
            <Sums comparison={comparison} names={names} />
            <ComparisonGrid
              pairs={pairs}
              names={names}
              current={[leftId === currentId, rightId === currentId]}
              onOpen={explain}
            />
          </>
        )}
      </div>
    </Sheet>
  );
}

const modePicker = () => document.querySelector<HTMLElement>('[data-testid="mode-picker"]');

/** The next mode of the picker that suits the study; the next one where none does. */
function nextSuitable(
  modes: readonly Mode[],
  currentId: string,
  facts: Parameters<typeof modesForStudy>[1],
): string {
  const at = modes.findIndex(({ id }) => id === currentId);
  const others = [...modes.slice(at + 1), ...modes.slice(0, Math.max(0, at))];
  const suitable = modesForStudy(others, facts).find(({ applicability }) => applicability.applicable);
  return (suitable?.mode ?? others[0])?.id ?? currentId;
}

function Sums({
  comparison: { counts, left, right },
  names: [leftName, rightName],
}: {
  readonly comparison: Comparison;
  readonly names: readonly [string, string];
}) {
  const kinds = [
    [counts.same, 'the same'],
    [counts.changed, 'changed'],
    [counts.regrouped, 'regrouped'],
    [counts['only-left'], `only in ${leftName}`],
    [counts['only-right'], `only in ${rightName}`],
  ] as const;
  const parts = kinds
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count.toLocaleString()} ${what}`);
  const different = counts.changed + counts.regrouped + counts['only-left'] + counts['only-right'];
  const unclaimed =
    left.unclaimed + right.unclaimed === 0
      ? 'Each shows every instance.'
      : `Instances that no handler takes: ${left.unclaimed.toLocaleString()} in ${leftName}, ${right.unclaimed.toLocaleString()} in ${rightName}.`;
  return (
    <p className={styles['sums']} role="status">
      {different === 0
        ? `No difference: ${counts.same === 1 ? '1 display set' : `${counts.same.toLocaleString()} display sets`}, the same in both.`
        : parts.join(', ')}{' '}
      <span className={styles['quiet']}>
        {leftName} {left.displaySets.toLocaleString()}, {rightName} {right.displaySets.toLocaleString()}{' '}
        display sets. {unclaimed}
      </span>
    </p>
  );
}

function ExportMenu({
  comparison,
  names,
}: {
  readonly comparison: Comparison;
  readonly names: readonly [string, string];
}) {
  const save = (text: string, type: string, extension: string) =>
    saveFile(new Blob([text], { type }), `${names[0]} and ${names[1]}.${extension}`);
  const table = () => comparisonTable(comparison, names);
  return (
    <Menu
      label="Export the comparison"
      align="end"
      trigger={
        <Button variant="quiet">
          <Download {...icon} aria-hidden />
          Export
        </Button>
      }
    >
      <MenuItem onSelect={() => save(toCsv(table()), 'text/csv', 'csv')}>CSV</MenuItem>
      <MenuItem
        onSelect={() => save(`${JSON.stringify(table(), undefined, 2)}\n`, 'application/json', 'json')}
      >
        JSON
      </MenuItem>
      <MenuItem onSelect={() => save(toMarkdown(table()), 'text/markdown', 'md')}>Markdown</MenuItem>
    </Menu>
  );
}
