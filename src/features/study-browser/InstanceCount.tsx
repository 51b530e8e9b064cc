import { TriangleAlert } from 'lucide-react';
import type { InstanceCounts } from '../../state/selectors.ts';
import { useViewer } from '../../state/ViewerContext.tsx';
import { tooltip } from '../../ui/tooltips.ts';
import type { ListCounts } from './rows.ts';
import styles from './StudyBrowser.module.css';
import { useUncovered } from './useUncovered.ts';

/** "1060 of 1060 instances": nothing is dropped in silence, and this is where it shows. */
export function InstanceCount({
  counts: { received, promised, unclaimed, displaySets, refused },
  loading,
  list: { shown, total, hiddenInstances },
}: {
  readonly counts: InstanceCounts;
  readonly loading: boolean;
  readonly list: ListCounts;
}) {
  const viewer = useViewer();
  const uncovered = useUncovered();
  const short = !loading && (received < promised || refused > 0);
  const explanation = [
    `${promised.toLocaleString()} instances promised by the archive, ${received.toLocaleString()} received.`,
    `${(received - unclaimed).toLocaleString()} in display sets, ${unclaimed.toLocaleString()} that this mode cannot display.`,
    `${displaySets.toLocaleString()} rows in this list.`,
    shown < total
      ? `The filter hides ${(total - shown).toLocaleString()} of them with ${hiddenInstances.toLocaleString()} instances.`
      : '',
    refused > 0 ? `${refused.toLocaleString()} could not be read at all.` : '',
    uncovered ? 'A SOP class of this study has no handler in this mode.' : '',
    'Opens the coverage.',
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <button
      type="button"
      {...tooltip({ label: explanation })}
      className={styles['count']}
      data-testid="instance-count"
      data-short={short || undefined}
      data-uncovered={uncovered || undefined}
      aria-haspopup="dialog"
      onClick={() => viewer.openSheet('coverage')}
    >
      {short && <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />}
      <span>
        {received.toLocaleString()} of {promised.toLocaleString()} instances
      </span>
      {unclaimed > 0 && (
        <span className={styles['unclaimed']}>{unclaimed.toLocaleString()} not displayable</span>
      )}
    </button>
  );
}
