import { Combine, ListChecks, Split } from 'lucide-react';
import { useMemo } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { canMerge } from '../../core/displaySet/mergeSets.ts';
import { canSplitEach, splitChoices, splitMisfit } from '../../core/displaySet/proposeRule.ts';
import { instanceHash, maxRuleGroups, type SplitBy } from '../../core/displaySet/rule.ts';
import { visibleCells } from '../../state/hanging.ts';
import { describeCount } from '../../state/hangingCommands.ts';
import { seriesKey } from '../../state/viewerState.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { MenuItem, MenuLabel, MenuSeparator, MenuSub } from '../../ui/Menu.tsx';

const icon = { size: 16, strokeWidth: 1.5 };

/** Splitting and merging by hand: the items of a display set's menu. */
export function GroupingItems({ displaySet }: { readonly displaySet: DisplaySet }) {
  const viewer = useViewer();
  const others = useMergeable(displaySet);
  const canSplit = splitMisfit(displaySet, { kind: 'each' }) === undefined || displaySet.instances.length > 1;
  return (
    <>
      {canSplit && !displaySet.unsupported && (
        <MenuSub
          icon={<Split {...icon} />}
          label="Split by"
          data-menu-item="split"
          items={<SplitItems displaySet={displaySet} />}
        >
          Split by…
        </MenuSub>
      )}
      {others.length > 0 && (
        <MenuSub
          icon={<Combine {...icon} />}
          label="Merge with"
          data-menu-item="merge"
          items={<MergeItems displaySet={displaySet} others={others} />}
        >
          Merge with…
        </MenuSub>
      )}
      <MenuItem icon={<ListChecks {...icon} />} onSelect={() => viewer.openSheet('grouping-rules')}>
        Grouping rules…
      </MenuItem>
    </>
  );
}

/** The other display sets of its series that could be one with it. */
function useMergeable(displaySet: DisplaySet): readonly DisplaySet[] {
  const series = useViewerState((state) => state.organized[seriesKey(displaySet)]);
  return useMemo(
    () => series?.displaySets.filter((other) => canMerge(displaySet, other)) ?? [],
    [series, displaySet],
  );
}

function SplitItems({ displaySet }: { readonly displaySet: DisplaySet }) {
  const viewer = useViewer();
  const { displaySetInstanceUID, instances } = displaySet;
  const choices = useMemo(() => splitChoices(displaySet), [displaySet]);
  const propose = (by: SplitBy) => viewer.proposeRule({ kind: 'split', displaySetInstanceUID, by });
  return (
    <>
      {choices.length === 0 && (
        <MenuLabel>
          Nothing that could tell its {instances.length.toLocaleString()} images apart varies
        </MenuLabel>
      )}
      {choices.map(({ attribute, name, groups }) => (
        <MenuItem
          key={attribute}
          data-split-attribute={attribute}
          description={`${groups.length} display sets: ${preview(groups)}`}
          onSelect={() => propose({ kind: 'attribute', attribute })}
        >
          {capital(name)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <AtThisImage displaySet={displaySet} onChoose={propose} />
      <MenuItem
        data-split-attribute="each"
        disabled={!canSplitEach(displaySet)}
        description={
          canSplitEach(displaySet)
            ? `${instances.length} display sets`
            : `${instances.length.toLocaleString()} display sets would be more than ${maxRuleGroups}`
        }
        onSelect={() => propose({ kind: 'each' })}
      >
        Every image on its own
      </MenuItem>
    </>
  );
}

/** Two parts: before the image that a viewport shows, and from it on. */
function AtThisImage({
  displaySet,
  onChoose,
}: {
  readonly displaySet: DisplaySet;
  readonly onChoose: (by: SplitBy) => void;
}) {
  const { store, live } = useViewer();
  const { hanging } = store.getState();
  // The active viewport first, where several show it.
  const shown = visibleCells(hanging)
    .filter((cell) => cell.displaySetInstanceUID === displaySet.displaySetInstanceUID)
    .sort((a, b) => Number(b.id === hanging.activeViewportId) - Number(a.id === hanging.activeViewportId))
    .flatMap(({ id }) => live.state(id).image ?? [])[0];
  const by: SplitBy | undefined = shown && {
    kind: 'image',
    instanceHash: instanceHash(shown.SOPInstanceUID),
  };
  const misfit = by ? splitMisfit(displaySet, by) : 'no viewport shows it';
  const index = displaySet.instances.findIndex(
    ({ SOPInstanceUID }) => SOPInstanceUID === shown?.SOPInstanceUID,
  );
  const description =
    misfit === undefined
      ? `${index} before it, ${displaySet.instances.length - index} from it on`
      : by && index === 0
        ? 'It is the first image: scroll to where the second part begins'
        : capital(misfit);
  return (
    <MenuItem
      data-split-attribute="image"
      disabled={misfit !== undefined}
      description={description}
      onSelect={() => by && onChoose(by)}
    >
      {index > 0 ? `At this image (${index + 1} of ${displaySet.instances.length})` : 'At this image'}
    </MenuItem>
  );
}

function MergeItems({
  displaySet,
  others,
}: {
  readonly displaySet: DisplaySet;
  readonly others: readonly DisplaySet[];
}) {
  const viewer = useViewer();
  const propose = (with_: readonly DisplaySet[]) =>
    viewer.proposeRule({
      kind: 'merge',
      displaySetInstanceUIDs: [displaySet, ...with_].map((set) => set.displaySetInstanceUID),
    });
  return (
    <>
      {others.slice(0, maxListed).map((other) => (
        <MenuItem
          key={other.displaySetInstanceUID}
          data-merge-with={other.displaySetInstanceUID}
          description={describeCount(other)}
          onSelect={() => propose([other])}
        >
          {other.label}
        </MenuItem>
      ))}
      {others.length > 1 && (
        <>
          <MenuSeparator />
          <MenuItem
            data-merge-with="all"
            description={`${others.length + 1} display sets become 1`}
            onSelect={() => propose(others)}
          >
            All of this series that are alike
          </MenuItem>
        </>
      )}
    </>
  );
}

/** A menu of more would be scrolled, not read. */
const maxListed = 20;

/** "TE 20 ms (12), TE 80 ms (12) and 3 more" */
function preview(groups: readonly { readonly label: string; readonly instances: number }[]): string {
  const named = groups.slice(0, 4).map(({ label, instances }) => `${label} (${instances})`);
  const more = groups.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
