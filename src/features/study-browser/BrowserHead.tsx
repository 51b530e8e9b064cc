import { ArrowUpDown, FoldVertical, ListRestart, RefreshCw, TriangleAlert } from 'lucide-react';
import type { InstanceCounts } from '../../state/selectors.ts';
import { useViewer } from '../../state/ViewerContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuRadioGroup, MenuRadioItem } from '../../ui/Menu.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { isUsual, usualView, type BrowserView, type GroupKey } from './browserView.ts';
import type { FacetName } from './facets.ts';
import { FilterMenu } from './FilterMenu.tsx';
import { InstanceCount } from './InstanceCount.tsx';
import type { FacetOption, ListCounts } from './rows.ts';
import styles from './StudyBrowser.module.css';

const icon = { size: 16, strokeWidth: 1.5 };

const GROUPS: readonly (readonly [GroupKey, string])[] = [
  ['none', 'No groups'],
  ['series', 'By series'],
  ['handler', 'By handler'],
  ['acquisition', 'By acquisition'],
  ['plane', 'By plane'],
];

export interface BrowserHeadProps {
  readonly counts: InstanceCounts;
  readonly loading: boolean;
  readonly list: ListCounts;
  /** What can be chosen to filter by: worked out when it is looked at. */
  readonly options: () => Readonly<Record<FacetName, readonly FacetOption[]>>;
  readonly view: BrowserView;
  readonly onView: (view: BrowserView) => void;
}

/** The sums of the study, and how its list is filtered, grouped and sorted: all of it seen, and undone at once. */
export function BrowserHead({ counts, loading, list, options, view, onView }: BrowserHeadProps) {
  const viewer = useViewer();
  return (
    <div className={styles['head']}>
      <div className={styles['headLine']}>
        <InstanceCount counts={counts} loading={loading} list={list} />
        <IconButton
          label="Refresh"
          size={24}
          icon={<RefreshCw size={14} strokeWidth={1.5} />}
          onClick={viewer.refreshStudies}
        />
      </div>
      <div className={styles['filter']}>
        <TextField
          label="Filter series"
          hideLabel
          name="series-filter"
          type="search"
          placeholder="Text or CT"
          value={view.filter}
          onChange={(filter) => onView({ ...view, filter })}
          onEscape={() => onView({ ...view, filter: '' })}
        />
        <IconButton
          label="Only series with warnings"
          size={24}
          icon={<TriangleAlert {...icon} />}
          pressed={view.onlyWarnings}
          onClick={() => onView({ ...view, onlyWarnings: !view.onlyWarnings })}
        />
        <FilterMenu view={view} options={options} onView={onView} />
        <Menu
          label="Group series"
          align="end"
          trigger={
            <IconButton
              label="Group series"
              size={24}
              icon={<FoldVertical {...icon} />}
              pressed={view.groupBy !== 'none'}
            />
          }
        >
          <MenuRadioGroup
            label="Group by"
            value={view.groupBy}
            onValueChange={(value) => {
              const groupBy = GROUPS.find(([key]) => key === value)?.[0] ?? 'none';
              onView({ ...view, groupBy });
            }}
          >
            {GROUPS.map(([key, label]) => (
              <MenuRadioItem key={key} value={key}>
                {label}
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
        </Menu>
        <SortMenu view={view} onView={onView} />
      </div>
      <div className={styles['state']} data-hiding={list.shown < list.total || undefined}>
        <p role="status" data-testid="browser-view">
          {describeView(view, list)}
        </p>
        <IconButton
          label="Show everything as the mode lists it"
          size={24}
          icon={<ListRestart size={14} strokeWidth={1.5} />}
          disabled={isUsual(view)}
          onClick={() => onView(usualView)}
        />
      </div>
    </div>
  );
}

function SortMenu({ view, onView }: Pick<BrowserHeadProps, 'view' | 'onView'>) {
  return (
    <Menu
      label="Sort series"
      align="end"
      trigger={
        <IconButton
          label="Sort series"
          size={24}
          icon={<ArrowUpDown {...icon} />}
          pressed={view.sort !== 'mode'}
        />
      }
    >
      <MenuRadioGroup
        label="Sort by"
        value={`${view.sort} ${view.descending ? 'down' : 'up'}`}
        onValueChange={(value) => {
          const [sort, direction] = value.split(' ');
          onView({
            ...view,
            sort: sort === 'date' || sort === 'number' ? sort : 'mode',
            descending: direction === 'down',
          });
        }}
      >
        <MenuRadioItem value="mode up">As the mode orders them</MenuRadioItem>
        <MenuRadioItem value="number up">Series number, lowest first</MenuRadioItem>
        <MenuRadioItem value="number down">Series number, highest first</MenuRadioItem>
        <MenuRadioItem value="date up">Date and time, oldest first</MenuRadioItem>
        <MenuRadioItem value="date down">Date and time, newest first</MenuRadioItem>
      </MenuRadioGroup>
    </Menu>
  );
}

const SORTS: Readonly<Record<string, string>> = {
  'number up': 'lowest number first',
  'number down': 'highest number first',
  'date up': 'oldest first',
  'date down': 'newest first',
};

/** "3 of 8, 5 hidden · by plane · newest first". */
function describeView({ sort, descending, groupBy }: BrowserView, { shown, total }: ListCounts): string {
  const rows =
    shown === total
      ? `${total.toLocaleString()} display set${total === 1 ? '' : 's'}`
      : `${shown.toLocaleString()} of ${total.toLocaleString()}, ${(total - shown).toLocaleString()} hidden`;
  const group = groupBy === 'none' ? undefined : `by ${groupBy}`;
  return [rows, group, SORTS[`${sort} ${descending ? 'down' : 'up'}`]].filter(Boolean).join(' · ');
}
