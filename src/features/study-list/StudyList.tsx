import { FilterX, Inbox, RefreshCw } from 'lucide-react';
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { Select } from '../../ui/Select.tsx';
import { Splitter } from '../../ui/Splitter.tsx';
import { Bdi } from '../../ui/Text.tsx';
import { describeFailure } from './failure.ts';
import { filterKeywords, isFiltered, readListState, writeListState } from './listState.ts';
import type { FilterKeyword } from './listState.ts';
import { blockSize } from './loadBlock.ts';
import { Pager } from './Pager.tsx';
import { dayOf } from './studyDate.ts';
import styles from './StudyList.module.css';
import { sortStudies } from './studyOrder.ts';
import { StudyPreview } from './StudyPreview.tsx';
import { StudyTable } from './StudyTable.tsx';
import type { StudyListProps } from './types.ts';
import { useSeries } from './useSeries.ts';
import { useSteadyBlock } from './useSteadyBlock.ts';
import { useStudies } from './useStudies.ts';

const usualPreviewWidth = 300;

/** The archive's studies: find one, see what is in it, open it. */
export function StudyList(props: StudyListProps) {
  const { url, sourceId, sourceName, sources, modes, defaultModeId, openStudy } = props;
  const state = useMemo(() => readListState(url.query, dayOf()), [url.query]);
  const studies = useStudies(props, state);
  const [selectedUid, setSelectedUid] = useState<string>();
  const [previewWidth, setPreviewWidth] = useState(usualPreviewWidth);
  const [clears, setClears] = useState(0);
  const patientName = useRef<HTMLInputElement>(null);

  const steady = useSteadyBlock(studies);
  const { block } = steady;
  const sorted = useMemo(() => sortStudies(block?.studies ?? [], state.sort), [block, state.sort]);
  const firstIndex = state.page * state.pageSize;
  // While another block is on its way the one before it stays on screen.
  const offset = block ? firstIndex - block.offset : 0;
  const from = offset >= 0 && offset < blockSize ? offset : 0;
  const page = useMemo(
    () => (studies.failed ? [] : sorted.slice(from, from + state.pageSize)),
    [sorted, from, state.pageSize, studies.failed],
  );
  const selected = page.find((study) => study.StudyInstanceUID === selectedUid) ?? page[0];
  const previewed = useDeferredValue(selected);
  const series = useSeries(props.listSeries, sourceId, previewed?.StudyInstanceUID);

  const setState = (change: Parameters<typeof writeListState>[1], replace: boolean) => {
    steady.release();
    url.setQuery(writeListState(url.query, change), { replace });
  };
  const onFilter = (keyword: FilterKeyword, value: string) =>
    setState({ filters: { [keyword]: value } }, true);
  const clearFilters = () => {
    setClears((n) => n + 1);
    setState({ filters: Object.fromEntries(filterKeywords.map((keyword) => [keyword, ''])) }, true);
  };

  const prefetched = useRef(false);
  const prefetch = () => {
    if (prefetched.current) return;
    prefetched.current = true;
    props.prefetchViewer();
    // The menus too. Should it fail, opening one asks again and says so.
    import('./OpenInMenu.tsx').catch(() => undefined);
  };
  useIdle(block !== undefined, prefetch);
  useListKeys({
    focusFilter: () => patientName.current?.focus(),
    clear: () => isFiltered(state) && clearFilters(),
  });

  const received = (block?.offset ?? 0) + sorted.length;
  const hasNext = firstIndex + page.length < received || (block?.hasMore ?? false);
  const manyBlocks = block !== undefined && !block.isPartial && (block.hasMore || block.offset > 0);
  const warnings = [
    ...(block?.warnings ?? []),
    ...(manyBlocks
      ? [
          `More than ${blockSize} studies match. The archive hands them out in its own order, and they are sorted ${blockSize} at a time: filter to see the newest of all.`,
        ]
      : []),
  ];
  const announcement = steady.isHeld
    ? `The first ${sorted.length} studies; the others are here`
    : studies.busy
      ? block?.isPartial && !studies.isStale
        ? `The first ${sorted.length} studies; the others are on their way`
        : ''
      : studies.failed
        ? ''
        : block?.total === undefined
          ? `${page.length} studies shown`
          : `${block.total.toLocaleString()} ${block.total === 1 ? 'study' : 'studies'}`;

  return (
    <div className={styles['page']}>
      <header className={styles['top']}>
        <h1 className={styles['product']}>Hangar</h1>
        <span className={styles['count']}>{announcement}</span>
        {steady.isHeld ? <Button onClick={steady.release}>Show all in order</Button> : null}
        {isFiltered(state) ? (
          <Button variant="quiet" onClick={clearFilters}>
            <FilterX size={16} /> Clear filters
          </Button>
        ) : null}
        <span className={styles['spacer']} />
        <span
          className={styles['health']}
          data-health={studies.failed ? 'bad' : block ? 'good' : 'unknown'}
          title={studies.failed ? `${sourceName} did not answer the last search` : undefined}
        >
          {sources.length > 1 ? (
            <Select
              label="Archive"
              hideLabel
              name="source"
              value={sourceId}
              onChange={props.onSource}
              options={sources.map(({ id, displayName }) => ({ value: id, label: displayName }))}
            />
          ) : (
            <Bdi limit={60}>{sourceName}</Bdi>
          )}
        </span>
        <IconButton
          label="Search again"
          icon={<RefreshCw size={16} strokeWidth={1.5} />}
          onClick={studies.retry}
        />
        {props.headerActions}
      </header>
      <div className={styles['busy']}>
        {studies.busy ? <ProgressLine label={`Searching ${sourceName}`} /> : null}
      </div>
      <main className={styles['columns']}>
        <div className={styles['main']}>
          <StudyTable
            studies={page}
            firstIndex={firstIndex}
            total={block?.total}
            busy={studies.busy}
            stale={studies.isStale}
            onEnter={steady.hold}
            onLeaveRows={steady.release}
            selected={selected}
            onSelect={setSelectedUid}
            modes={modes}
            defaultModeId={defaultModeId}
            openStudy={openStudy}
            onInterest={prefetch}
            patientNameRef={patientName}
            key={clears}
            state={state}
            onSort={(sort) => setState({ sort }, true)}
            onFilter={onFilter}
          >
            <InPlaceOfRows
              {...props}
              studies={studies}
              isEmpty={page.length === 0}
              filtered={isFiltered(state)}
              pastEnd={state.page > 0}
              onClear={clearFilters}
              onFirstPage={() => setState({ page: 0 }, true)}
            />
          </StudyTable>
          {warnings.length === 0 ? null : (
            <div className={styles['warnings']} role="status">
              <ul>
                {warnings.map((warning) => (
                  <li key={warning}>
                    <Bdi limit={300}>{warning}</Bdi>
                  </li>
                ))}
              </ul>
            </div>
          )}
          <footer className={styles['foot']}>
            <p className={styles['keys']}>
              <kbd>↑</kbd> <kbd>↓</kbd> move <kbd>Enter</kbd> open <kbd>/</kbd> filter <kbd>Esc</kbd> clear
            </p>
            <Pager
              page={state.page}
              pageSize={state.pageSize}
              count={page.length}
              atLeast={received}
              total={block?.total}
              hasNext={hasNext && !studies.failed}
              onPage={(next) => setState({ page: next }, false)}
              onPageSize={(pageSize) => setState({ pageSize }, true)}
            />
          </footer>
        </div>
        <Splitter
          label="Width of the study panel"
          panel="after"
          value={previewWidth}
          min={240}
          max={560}
          onChange={setPreviewWidth}
          onReset={() => setPreviewWidth(usualPreviewWidth)}
        />
        <div className={styles['side']} style={{ width: previewWidth }}>
          <StudyPreview
            study={previewed}
            series={series}
            modes={modes}
            defaultModeId={defaultModeId}
            sourceName={sourceName}
            openStudy={openStudy}
            onInterest={prefetch}
          />
        </div>
      </main>
      <LiveRegion message={announcement} />
    </div>
  );
}

interface InPlaceOfRowsProps extends StudyListProps {
  studies: ReturnType<typeof useStudies>;
  isEmpty: boolean;
  filtered: boolean;
  pastEnd: boolean;
  onClear: () => void;
  onFirstPage: () => void;
}

/** What the table shows when it has no rows: that it is loading, that it failed, or that there is nothing. */
function InPlaceOfRows({
  studies,
  isEmpty,
  filtered,
  pastEnd,
  onClear,
  onFirstPage,
  sourceName,
  signIn,
}: InPlaceOfRowsProps) {
  if (studies.failed) {
    const failure = describeFailure(studies.error, sourceName);
    return (
      <div className={styles['instead']}>
        <Notice
          kind="error"
          title={failure.title}
          actions={
            <>
              {failure.signIn && signIn ? (
                <Button variant="accent" onClick={signIn}>
                  Sign in
                </Button>
              ) : null}
              <Button onClick={studies.retry}>Try again</Button>
            </>
          }
        >
          <p>{failure.text}</p>
          {failure.detail === undefined ? null : (
            <details className={styles['details']}>
              <summary>Details</summary>
              <code>{failure.detail}</code>
            </details>
          )}
        </Notice>
      </div>
    );
  }
  if (!isEmpty) return null;
  if (studies.busy) {
    return (
      <div className={styles['skeleton']} aria-hidden="true">
        {Array.from({ length: 14 }, (_, index) => (
          <div key={index} className={styles['ghost']}>
            <span />
            <span />
            <span />
          </div>
        ))}
      </div>
    );
  }
  if (pastEnd) {
    return (
      <EmptyState
        icon={<Inbox size={32} />}
        title="There is nothing on this page"
        actions={<Button onClick={onFirstPage}>First page</Button>}
      >
        The search finds fewer studies than that.
      </EmptyState>
    );
  }
  if (filtered) {
    return (
      <EmptyState
        icon={<FilterX size={32} />}
        title="No studies match these filters"
        actions={<Button onClick={onClear}>Clear filters</Button>}
      >
        Names and descriptions match anywhere, identifiers from their start. <code>*</code> stands for any
        text.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Inbox size={32} />}
      title={`${sourceName} holds no studies`}
      actions={<Button onClick={studies.retry}>Search again</Button>}
    >
      Send studies to the archive, or start Hangar with a folder that holds DICOM files:{' '}
      <code>npm start -- FOLDER</code>
    </EmptyState>
  );
}

/** `/` goes to the filters from anywhere but a field; Escape outside of everything clears them. */
function useListKeys(keys: { focusFilter: () => void; clear: () => void }) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const isField =
      event.target instanceof Element && event.target.closest('input, select, textarea, [role=menu]');
    if (isField) return;
    if (event.key === '/') {
      event.preventDefault();
      keys.focusFilter();
    } else if (event.key === 'Escape') keys.clear();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

/** Once, when there is nothing better to do. */
function useIdle(ready: boolean, act: () => void) {
  const run = useEffectEvent(act);
  useEffect(() => {
    if (!ready) return undefined;
    // Safari has no idle callback.
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(() => run(), 1000);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(() => run(), { timeout: 3000 });
    return () => cancelIdleCallback(handle);
  }, [ready]);
}
