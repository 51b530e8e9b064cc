import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { handlerRank } from '../../core/mode/handlerRank.ts';
import { visibleCells } from '../../state/hanging.ts';
import { relationsOf } from '../../state/relations.ts';
import { browserGroups, instanceCounts, isLoading } from '../../state/selectors.ts';
import { useViewer, useViewerState, useViewerValue } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { BrowserHead } from './BrowserHead.tsx';
import { withoutFilter } from './browserView.ts';
import { DisplaySetMenu } from './DisplaySetMenu.tsx';
import { DisplaySetRow } from './DisplaySetRow.tsx';
import { OtherStudies } from './OtherStudies.tsx';
import { RowTools, RowWarning } from './RowTools.tsx';
import { facetOptions, listCounts, listItems, warningsOf, type ListItem } from './rows.ts';
import { SeriesRow } from './SeriesRow.tsx';
import styles from './StudyBrowser.module.css';
import { StudyHeading } from './StudyHeading.tsx';
import { useBrowserKeys } from './useBrowserKeys.ts';
import { useKeptView } from './useKeptView.ts';

const ROW_HEIGHT = 88;
const HEADING_HEIGHT = 28;

const isHeading = (item: ListItem | undefined) => item?.type === 'study' || item?.type === 'group';

/** The study as thumbnails: one row a display set, ready to be dragged into a viewport. */
export function StudyBrowser() {
  const viewer = useViewer();
  const { groups, handlerOrder } = useGroups();
  const counts = useViewerValue(instanceCounts);
  const loading = useViewerState(isLoading);
  const carrying = useViewerState((state) => state.carrying);
  const change = useViewerState((state) => state.modeChange);
  const hanging = useViewerState((state) => state.hanging);
  const [view, setView] = useKeptView();
  const items = useMemo(() => listItems(groups, view, handlerOrder), [groups, view, handlerOrder]);
  const list = useMemo(() => listCounts(groups, items), [groups, items]);
  const choices = useCallback(() => facetOptions(groups, view.chosen), [groups, view.chosen]);
  const optionKeys = useMemo(
    () => items.flatMap((item) => (item.type === 'displaySet' ? [item.key] : [])),
    [items],
  );
  const optionIndex = useMemo(() => new Map(optionKeys.map((key, index) => [key, index])), [optionKeys]);
  const itemIndex = useMemo(() => new Map(items.map(({ key }, index) => [key, index])), [items]);
  const [menu, setMenu] = useState<{ uid: string; x: number; y: number }>();
  const [hovered, setHovered] = useState<string>();
  const [listFocused, setListFocused] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);

  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (isHeading(items[index]) ? HEADING_HEIGHT : ROW_HEIGHT),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 2,
  });
  const rows = virtual.getVirtualItems();
  const scrollTo = (key: string) => {
    const index = itemIndex.get(key);
    if (index !== undefined) virtual.scrollToIndex(index);
  };

  const shownIn = useMemo(() => {
    const numbers = new Map<string, number[]>();
    visibleCells(hanging).forEach(({ displaySetInstanceUID }, index) => {
      if (displaySetInstanceUID === undefined) return;
      numbers.set(displaySetInstanceUID, [...(numbers.get(displaySetInstanceUID) ?? []), index + 1]);
    });
    return numbers;
  }, [hanging]);
  const activeSet = visibleCells(hanging).find(
    ({ id }) => id === hanging.activeViewportId,
  )?.displaySetInstanceUID;
  const { focusedKey, setFocusedKey, focusRow, onKeyDown } = useBrowserKeys({
    scroller,
    optionKeys,
    indexOf: optionIndex,
    rowHeight: ROW_HEIGHT,
    scrollTo,
    onMenu: openMenuAtRow,
  });
  const isListed = (key: string | undefined): key is string => key !== undefined && optionIndex.has(key);
  const focusable = [focusedKey, activeSet].find(isListed) ?? optionKeys[0];

  // Other groups or another order: the row that was looked at stays in sight.
  const arrangement = `${view.groupBy} ${view.sort} ${view.descending}`;
  const arranged = useRef(arrangement);
  useLayoutEffect(() => {
    if (arranged.current === arrangement) return;
    arranged.current = arrangement;
    if (focusable !== undefined) scrollTo(focusable);
  });

  // The menu was opened from a row: closing it gives the focus back, unless the choice moved it on.
  const menuOf = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const former = menuOf.current;
    menuOf.current = menu?.uid;
    const nowhere = document.activeElement === null || document.activeElement === document.body;
    const inMenu = document.activeElement?.closest('[role="menu"]');
    if (former !== undefined && menu === undefined && (nowhere || inMenu)) focusRow(former);
  });

  function openMenuAtRow(uid: string) {
    const row = scroller.current?.querySelector(`[data-display-set-uid="${CSS.escape(uid)}"]`);
    const box = row?.getBoundingClientRect();
    if (box) setMenu({ uid, x: box.right - 24, y: box.top + 24 });
  }

  // What is pointed at comes first; without a pointer, the row that has the focus.
  const toolsKey = hovered ?? (listFocused ? focusedKey : undefined);
  const toolsRow = rows.find(({ key, index }) => key === toolsKey && items[index]?.type === 'displaySet');
  const toolsItem = toolsRow && items[toolsRow.index];
  const noMatch = list.total > 0 && list.shown === 0;

  return (
    <section
      className={styles['browser']}
      data-testid="study-browser"
      aria-label="Study browser"
      aria-busy={loading}
      data-display-set-count={counts.displaySets}
      data-received-instances={counts.received}
      data-unclaimed-instances={counts.unclaimed}
      onPointerMove={viewer.wantThumbnails}
      onFocus={viewer.wantThumbnails}
      onWheel={viewer.wantThumbnails}
    >
      <BrowserHead
        counts={counts}
        loading={loading}
        list={list}
        options={choices}
        view={view}
        onView={setView}
      />
      <div className={styles['scroller']} ref={scroller} onPointerLeave={() => setHovered(undefined)}>
        {noMatch && (
          <div className={styles['none']}>
            <p>No series matches. The filter hides {list.total.toLocaleString()}.</p>
            <Button onClick={() => setView(withoutFilter(view))}>Clear the filter</Button>
          </div>
        )}
        <div
          className={styles['layer']}
          style={{ height: virtual.getTotalSize() }}
          role="listbox"
          aria-label="Series"
          aria-busy={loading}
          onFocus={() => setListFocused(true)}
          onBlur={() => setListFocused(false)}
        >
          {rows.map(({ index, key, start, size }) => {
            const item = items[index];
            if (item?.type !== 'displaySet') return null;
            const uid = item.displaySet.displaySetInstanceUID;
            return (
              <div
                key={key}
                role="presentation"
                className={styles['place']}
                style={{ transform: `translateY(${start}px)`, height: size }}
                onPointerEnter={() => setHovered(uid)}
              >
                <DisplaySetRow
                  displaySet={item.displaySet}
                  warnings={warningsOf(item)}
                  shownIn={shownIn.get(uid) ?? []}
                  selected={uid === activeSet}
                  focusable={uid === focusable}
                  carried={carrying?.displaySetInstanceUID === uid}
                  change={change?.added.has(uid) ? 'new' : change?.changed.has(uid) ? 'changed' : undefined}
                  position={{ index: optionIndex.get(uid) ?? 0, count: optionKeys.length }}
                  onOpen={() => viewer.showDisplaySet({ displaySetInstanceUID: uid })}
                  onKeyDown={(event) => onKeyDown(event, uid)}
                  onFocus={() => setFocusedKey(uid)}
                  onTap={() =>
                    viewer.pickUp({ displaySetInstanceUID: uid, by: 'tap', fromViewportId: undefined })
                  }
                  onContextMenu={(event) => {
                    event.preventDefault();
                    setMenu({ uid, x: event.clientX, y: event.clientY });
                  }}
                />
              </div>
            );
          })}
        </div>
        <div className={styles['overLayer']} style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ index, key, start, size }) => {
            const item = items[index];
            if (!item) return null;
            if (item.type === 'displaySet') {
              const warnings = warningsOf(item);
              return warnings.length === 0 ? null : (
                <RowWarning
                  key={key}
                  top={start}
                  warnings={warnings}
                  onWhy={() => viewer.explain(item.displaySet.displaySetInstanceUID)}
                />
              );
            }
            return (
              <div
                key={key}
                className={styles['place']}
                style={{ transform: `translateY(${start}px)`, height: size }}
              >
                {item.type === 'study' && (
                  <StudyHeading StudyInstanceUID={item.StudyInstanceUID} count={item.count} />
                )}
                {item.type === 'group' && (
                  <h4 className={styles['group']} data-group={item.label} title={item.label}>
                    {item.label}
                    <span>{item.count.toLocaleString()}</span>
                  </h4>
                )}
                {item.type === 'series' && (
                  <SeriesRow
                    entry={item.entry}
                    onRetry={() => viewer.retrySeries(item.entry.key)}
                    onWanted={() => viewer.needSeries(item.entry.key)}
                  />
                )}
              </div>
            );
          })}
          {toolsRow && toolsItem?.type === 'displaySet' && !carrying && (
            <RowTools
              top={toolsRow.start}
              label={toolsItem.displaySet.label}
              onWhy={() => viewer.explain(toolsItem.key)}
              onMenu={(event) => setMenu({ uid: toolsItem.key, x: event.clientX, y: event.clientY })}
            />
          )}
        </div>
      </div>
      <OtherStudies />
      <DisplaySetMenu at={menu} onClose={() => setMenu(undefined)} />
    </section>
  );
}

/** The rows of the browser, made again only when what they are made of changes. */
function useGroups() {
  const studyOrder = useViewerState((state) => state.studyOrder);
  const series = useViewerState((state) => state.series);
  const organized = useViewerState((state) => state.organized);
  const relations = useViewerState(relationsOf);
  const { modes } = useViewer();
  const modeId = useViewerState((state) => state.modeId);
  const mode = modes.get(modeId);
  const groups = useMemo(
    () => browserGroups({ studyOrder, series, organized }, handlerRank(mode), relations),
    [studyOrder, series, organized, mode, relations],
  );
  return { groups, handlerOrder: mode?.sopClassHandlers ?? NO_HANDLERS };
}

const NO_HANDLERS: readonly string[] = [];
