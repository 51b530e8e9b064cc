import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowUpDown, Ellipsis, RefreshCw, Search, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { formatDate } from '../../core/dicom/format.ts';
import { handlerRank } from '../../core/mode/handlerRank.ts';
import { visibleCells } from '../../state/hanging.ts';
import { browserGroups, instanceCounts, isLoading } from '../../state/selectors.ts';
import { useViewer, useViewerState, useViewerValue } from '../../state/ViewerContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuRadioGroup, MenuRadioItem } from '../../ui/Menu.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { DisplaySetMenu } from './DisplaySetMenu.tsx';
import { DisplaySetRow } from './DisplaySetRow.tsx';
import { InstanceCount } from './InstanceCount.tsx';
import { listItems, warningsOf, type BrowserView } from './rows.ts';
import { SeriesRow } from './SeriesRow.tsx';
import styles from './StudyBrowser.module.css';

const ROW_HEIGHT = 88;
const HEADING_HEIGHT = 28;

/** The study as thumbnails: one row a display set, ready to be dragged into a viewport. */
export function StudyBrowser() {
  const viewer = useViewer();
  const groups = useGroups();
  const counts = useViewerValue(instanceCounts);
  const loading = useViewerState(isLoading);
  const carrying = useViewerState((state) => state.carrying);
  const change = useViewerState((state) => state.modeChange);
  const hanging = useViewerState((state) => state.hanging);
  const studies = useViewerState((state) => state.studies);
  const [view, setView] = useState<BrowserView>({
    sort: 'mode',
    descending: false,
    filter: '',
    onlyWarnings: false,
  });
  const items = useMemo(() => listItems(groups, view), [groups, view]);
  const options = useMemo(() => items.filter((item) => item.type === 'displaySet'), [items]);
  const optionIndex = useMemo(() => new Map(options.map((option, index) => [option.key, index])), [options]);
  const [focusedKey, setFocusedKey] = useState<string>();
  const [menu, setMenu] = useState<{ uid: string; x: number; y: number }>();
  const [hovered, setHovered] = useState<string>();
  const scroller = useRef<HTMLDivElement>(null);

  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.type === 'study' ? HEADING_HEIGHT : ROW_HEIGHT),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 2,
  });
  const rows = virtual.getVirtualItems();

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
  const focusable =
    focusedKey !== undefined && optionIndex.has(focusedKey) ? focusedKey : (activeSet ?? options[0]?.key);

  // Moving by key may lead to a row that is not drawn yet: the focus follows when it is.
  const wantsFocus = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (wantsFocus.current === undefined) return;
    const row = scroller.current?.querySelector<HTMLElement>(
      `[data-display-set-uid="${CSS.escape(wantsFocus.current)}"]`,
    );
    if (!row) return;
    wantsFocus.current = undefined;
    row.focus({ preventScroll: true });
  });

  function focusOption(index: number) {
    const option = options[Math.min(options.length - 1, Math.max(0, index))];
    if (!option) return;
    wantsFocus.current = option.key;
    setFocusedKey(option.key);
    virtual.scrollToIndex(items.indexOf(option));
  }

  function onKeyDown(event: KeyboardEvent, uid: string) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const index = optionIndex.get(uid) ?? 0;
    const handled = carrying?.by === 'keyboard' ? carryKey(event) : browseKey(event, uid, index);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function carryKey({ key }: KeyboardEvent): boolean {
    const steps: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const step = steps[key];
    if (step) viewer.aim(...step);
    else if (key === ' ' || key === 'Enter') viewer.putDown();
    else if (key === 'Escape') viewer.cancelCarrying();
    else if (/^[1-9]$/.test(key)) viewer.aimAt(`viewport-${key}`);
    else return false;
    return true;
  }

  function browseKey({ key, shiftKey }: KeyboardEvent, uid: string, index: number): boolean {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: options.length - 1,
    };
    const move = moves[key];
    if (move !== undefined) focusOption(move);
    else if (key === 'Enter') viewer.showDisplaySet({ displaySetInstanceUID: uid });
    else if (key === ' ')
      viewer.pickUp({ displaySetInstanceUID: uid, by: 'keyboard', fromViewportId: undefined });
    else if (/^[1-9]$/.test(key)) openInNumber(uid, Number(key));
    else if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) openMenuAtRow(uid);
    else if (key === 'e') viewer.explain(uid);
    else return false;
    return true;
  }

  function openInNumber(uid: string, number: number) {
    const cell = visibleCells(hanging)[number - 1];
    if (cell) viewer.showDisplaySet({ displaySetInstanceUID: uid, viewportId: cell.id });
    else viewer.announce(`There is no viewport ${number} in this layout.`);
  }

  function openMenuAtRow(uid: string) {
    const row = scroller.current?.querySelector(`[data-display-set-uid="${CSS.escape(uid)}"]`);
    const box = row?.getBoundingClientRect();
    if (box) setMenu({ uid, x: box.right - 24, y: box.top + 24 });
  }

  const hoveredRow = rows.find(({ key }) => key === hovered);
  const noMatch = groups.some((group) => group.rows.length > 0) && options.length === 0 && !loading;

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
      <div className={styles['head']}>
        <div className={styles['headLine']}>
          <InstanceCount counts={counts} loading={loading} />
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
            placeholder="Text or modality"
            icon={<Search size={14} strokeWidth={1.5} />}
            value={view.filter}
            onChange={(filter) => setView({ ...view, filter })}
            onEscape={() => setView({ ...view, filter: '' })}
          />
          <IconButton
            label="Only series with warnings"
            icon={<TriangleAlert size={16} strokeWidth={1.5} />}
            pressed={view.onlyWarnings}
            onClick={() => setView({ ...view, onlyWarnings: !view.onlyWarnings })}
          />
          <Menu
            label="Sort series"
            align="end"
            trigger={<IconButton label="Sort series" icon={<ArrowUpDown size={16} strokeWidth={1.5} />} />}
          >
            <MenuRadioGroup
              label="Sort by"
              value={`${view.sort} ${view.descending ? 'down' : 'up'}`}
              onValueChange={(value) => {
                const [sort, direction] = value.split(' ');
                setView({
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
        </div>
      </div>

      <div className={styles['scroller']} ref={scroller} onPointerLeave={() => setHovered(undefined)}>
        {noMatch && <p className={styles['none']}>No series matches. Change or clear the filter.</p>}
        <div
          className={styles['layer']}
          style={{ height: virtual.getTotalSize() }}
          role="listbox"
          aria-label="Series"
          aria-busy={loading}
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
                  position={{ index: optionIndex.get(uid) ?? 0, count: options.length }}
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
            if (!item || item.type === 'displaySet') return null;
            return (
              <div
                key={key}
                className={styles['place']}
                style={{ transform: `translateY(${start}px)`, height: size }}
              >
                {item.type === 'study' ? (
                  <h3 className={styles['study']}>
                    {formatDate(studies[item.StudyInstanceUID]?.summary?.StudyDate, navigator.language)}{' '}
                    {studies[item.StudyInstanceUID]?.summary?.StudyDescription ?? 'Study'}
                  </h3>
                ) : (
                  <SeriesRow
                    entry={item.entry}
                    onRetry={() => viewer.retrySeries(item.entry.key)}
                    onWanted={() => viewer.needSeries(item.entry.key)}
                  />
                )}
              </div>
            );
          })}
          {hoveredRow && !carrying && (
            <div className={styles['more']} style={{ transform: `translateY(${hoveredRow.start + 4}px)` }}>
              <IconButton
                label="Series menu"
                tabIndex={-1}
                icon={<Ellipsis size={16} strokeWidth={1.5} />}
                onClick={(event) => setMenu({ uid: String(hovered), x: event.clientX, y: event.clientY })}
              />
            </div>
          )}
        </div>
      </div>
      <DisplaySetMenu at={menu} onClose={() => setMenu(undefined)} />
    </section>
  );
}

/** The rows of the browser, made again only when what they are made of changes. */
function useGroups() {
  const studyOrder = useViewerState((state) => state.studyOrder);
  const series = useViewerState((state) => state.series);
  const organized = useViewerState((state) => state.organized);
  const { modes } = useViewer();
  const modeId = useViewerState((state) => state.modeId);
  return useMemo(
    () => browserGroups({ studyOrder, series, organized }, handlerRank(modes.get(modeId))),
    [studyOrder, series, organized, modes, modeId],
  );
}
