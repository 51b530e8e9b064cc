import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { afterPaint } from '../adapters/cornerstone/afterPaint.ts';
import type { ExtensionFault } from '../core/extension/loadExtensions.ts';
import type { PrimaryTool } from '../core/viewport.ts';
import { ExplainPanel } from '../features/explain/ExplainPanel.tsx';
import { HandlerFaults } from '../features/explain/HandlerFaults.tsx';
import { RuleDialog } from '../features/grouping-rules/RuleDialog.tsx';
import { ModeChangeLine } from '../features/mode-picker/ModeChangeLine.tsx';
import { StudyBrowser } from '../features/study-browser/StudyBrowser.tsx';
import { followLinks } from '../features/viewport-grid/linking/followLinks.ts';
import { useShortcuts } from '../features/viewport-grid/useShortcuts.ts';
import { ViewportGrid } from '../features/viewport-grid/ViewportGrid.tsx';
import { ViewportToolbar } from '../features/viewport-grid/ViewportToolbar.tsx';
import type { ModeOrder } from '../state/modeCatalog.ts';
import { useViewer, useViewerState, ViewerProvider } from '../state/ViewerContext.tsx';
import { Button } from '../ui/Button.tsx';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Splitter } from '../ui/Splitter.tsx';
import type { Application } from './createApplication.ts';
import { createRuntime } from './createRuntime.ts';
import { ExtensionFaults } from './ExtensionFaults.tsx';
import { readKeptHanging, useKeptHanging } from './keptHanging.ts';
import { keepModes } from './keptModes.ts';
import { keepPreferences } from './keptPreferences.ts';
import { keepRules } from './keptRules.ts';
import { MessagePage } from './MessagePage.tsx';
import { Notices } from './Notices.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';
import { Sheets } from './Sheets.tsx';
import { StudyHeader } from './StudyHeader.tsx';
import styles from './StudyPage.module.css';
import type { RuntimeExtensions } from './runtimeExtensions.ts';
import { StudyPageSkeleton } from './StudyPageSkeleton.tsx';
import { Tasks } from './Tasks.tsx';
import { readStudyUrl } from './studyUrl.ts';
import { listPath, studyPath } from './urls.ts';
import { useConnection } from './useConnection.ts';
import { useStudyAddress } from './useStudyAddress.ts';
import { useExtensions, useLateExtensions } from './useExtensions.ts';

export interface StudyPageProps {
  readonly application: Application;
  readonly modeId: string;
  readonly search: string;
}

/** Studies in a mode: `/{modeId}?StudyInstanceUIDs=…`. */
export function StudyPage(props: StudyPageProps) {
  // An order in the link may name handlers of extensions: then all are waited for.
  const needsAll = new URLSearchParams(props.search).has('handlers');
  const loaded = useExtensions(props.application, needsAll ? '' : props.modeId);
  return loaded ? <StudyPageWith {...props} loaded={loaded} /> : <StudyPageSkeleton />;
}

function StudyPageWith({
  application,
  modeId,
  search,
  loaded,
}: StudyPageProps & { readonly loaded: RuntimeExtensions }) {
  const { dataSources } = application;
  const [{ viewer, thumbnails, faults, keptModes }] = useState(() =>
    createRuntime(application, loaded.accepted),
  );
  const [, navigate] = useLocation();
  const parsed = useMemo(
    () => readStudyUrl(modeId, new URLSearchParams(search), dataSources[0]?.id ?? ''),
    [modeId, search, dataSources],
  );
  const request = 'request' in parsed ? parsed.request : undefined;
  const [firstMode] = viewer.modes.all();
  const knownMode = viewer.modes.get(modeId) !== undefined;
  const source = dataSources.find(({ id }) => id === request?.sourceId);
  const usable = knownMode && source ? request : undefined;

  useLayoutEffect(() => keepRules(viewer), [viewer]);
  useLayoutEffect(() => keepPreferences(viewer), [viewer]);
  useLayoutEffect(() => followLinks(viewer), [viewer]);
  useLayoutEffect(() => {
    if (!usable) return;
    viewer.openStudies({ ...usable, ...readKeptHanging() });
  }, [viewer, usable]);
  useEffect(() => keepModes(viewer, keptModes), [viewer, keptModes]);
  useEffect(
    () => () => {
      viewer.closeStudies();
      thumbnails.dispose();
    },
    [viewer, thumbnails],
  );

  if (!knownMode) {
    return (
      <MessagePage title="Unknown mode">
        <p>
          There is no mode “{modeId.slice(0, 80)}”. The modes are{' '}
          {viewer.modes
            .all()
            .map(({ id, displayName }) => `${displayName} (${id})`)
            .join(', ')}
          .
        </p>
        {request && firstMode && (
          <p>
            <a href={`${new URL(firstMode.id, document.baseURI).pathname}?${new URLSearchParams(search)}`}>
              Open the study in {firstMode.displayName}
            </a>
          </p>
        )}
      </MessagePage>
    );
  }
  if ('problem' in parsed) {
    return (
      <MessagePage title="The link cannot be opened">
        <p>{parsed.problem}</p>
      </MessagePage>
    );
  }
  if (!source) {
    return (
      <MessagePage title="Unknown source">
        <p>
          The configuration names no source “{parsed.request.sourceId.slice(0, 80)}”. It names{' '}
          {dataSources.map(({ id }) => id).join(', ')}.
        </p>
      </MessagePage>
    );
  }
  return (
    <ViewerProvider viewer={viewer} thumbnails={thumbnails}>
      <OpenStudies application={application} loaded={loaded} faults={faults} navigate={navigate} />
    </ViewerProvider>
  );
}

/** @returns what begins something that ends what it began before, and says whether it is still the latest */
function useSupersede(): () => () => boolean {
  const count = useRef(0);
  // What was begun ends with the page.
  useEffect(() => () => void (count.current += 1), []);
  return useCallback(() => {
    const own = ++count.current;
    return () => own === count.current;
  }, []);
}

interface OpenStudiesProps {
  readonly application: Application;
  readonly loaded: RuntimeExtensions;
  readonly faults: readonly ExtensionFault[];
  readonly navigate: (path: string) => void;
}

/** What the page says aloud; a part of its own, so that saying something draws nothing else. */
const Announcements = () => <LiveRegion message={useViewerState((state) => state.announcement)} />;

/**
 * The frame of the study page: header, study browser, tools, viewports. An address that
 * changes with the mode draws nothing of it: its parts follow the state.
 */
const OpenStudies = memo(function OpenStudies({
  application: { dataSources, extensions },
  loaded,
  faults,
  navigate,
}: OpenStudiesProps) {
  const viewer = useViewer();
  const [tool, setTool] = useState<PrimaryTool>('window');
  const [browserWidth, setBrowserWidth] = useState(248);
  const [helpOpen, setHelpOpen] = useState(false);
  const carrying = useViewerState((state) => state.carrying);
  const studies = useViewerState((state) => state.studies);
  const studyOrder = useViewerState((state) => state.studyOrder);
  const sheet = useViewerState((state) => state.sheet);

  const supersede = useSupersede();
  const onMode = useCallback(
    (modeId: string, order?: ModeOrder) => {
      const { sourceId, studyOrder: uids, orders } = viewer.store.getState();
      // The address is where the switch leads, also while a large one is still under way.
      const next = order === undefined ? orders : viewer.modes.withOrder(orders, modeId, order);
      viewer.setMode(modeId, order);
      const source = { id: sourceId, isDefault: sourceId === dataSources[0]?.id };
      // The switch is seen first; of several in one frame the last one counts.
      const isLatest = supersede();
      afterPaint(() => isLatest() && navigate(studyPath(modeId, uids, source, next[modeId])));
    },
    [viewer, navigate, dataSources, supersede],
  );
  const linkTo = useCallback(
    (modeId: string, order: readonly string[]) => {
      const { sourceId, studyOrder: uids } = viewer.store.getState();
      const source = { id: sourceId, isDefault: sourceId === dataSources[0]?.id };
      const { id, handlers } = viewer.modes.linkTo(modeId, order);
      return new URL(`.${studyPath(id, uids, source, handlers)}`, document.baseURI).href;
    },
    [viewer, dataSources],
  );
  const onBack = useCallback(() => {
    const { sourceId } = viewer.store.getState();
    supersede();
    navigate(listPath({ id: sourceId, isDefault: sourceId === dataSources[0]?.id }));
  }, [viewer, navigate, dataSources, supersede]);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  useShortcuts(setTool, openHelp, tool);
  useKeptHanging(viewer);
  useStudyAddress(viewer, navigate, dataSources[0]?.id);
  const online = useConnection(viewer);
  const late = useLateExtensions(extensions, loaded);

  const entries = studyOrder.flatMap((uid) => studies[uid] ?? []);
  const missing = entries.filter(({ status }) => status === 'unknown');
  if (missing.length > 0 && missing.length === entries.length) {
    return (
      <MessagePage title={missing.length === 1 ? 'Unknown study' : 'Unknown studies'}>
        <p>
          This archive does not hold {missing.map(({ StudyInstanceUID }) => StudyInstanceUID).join(', ')}.
        </p>
        <p>It may have been moved or deleted, or it may be in another source.</p>
      </MessagePage>
    );
  }
  const failed = entries.filter(({ status }) => status === 'failed');
  const empty = entries.filter(({ status }) => status === 'empty');

  return (
    <div className={styles['page']}>
      <StudyHeader onMode={onMode} onHelp={openHelp} onBack={onBack} linkTo={linkTo} />
      <div className={styles['told']}>
        {!online && (
          <Notice kind="warning" title="No connection">
            What is already here can be read. The rest is asked for again as soon as the connection is back.
          </Notice>
        )}
        {failed.map(({ StudyInstanceUID, error }) => (
          <Notice
            key={StudyInstanceUID}
            kind="error"
            title="The study could not be loaded"
            actions={<Button onClick={() => viewer.retryStudy(StudyInstanceUID)}>Try again</Button>}
          >
            {error?.message}
          </Notice>
        ))}
        {missing.map(({ StudyInstanceUID }) => (
          <Notice key={StudyInstanceUID} kind="error" title="Unknown study">
            This archive does not hold {StudyInstanceUID}. The others are open.
          </Notice>
        ))}
        {empty.map(({ StudyInstanceUID }) => (
          <Notice key={StudyInstanceUID} kind="warning" title="The study is empty">
            The archive lists this study without a single series: {StudyInstanceUID}.
          </Notice>
        ))}
        <ExtensionFaults extensions={extensions} more={[...faults, ...late]} />
        <HandlerFaults />
        <Notices />
      </div>
      <div className={styles['body']} inert={sheet !== undefined && sheet !== 'grouping-rules'}>
        <div className={styles['browser']} style={{ width: browserWidth }}>
          <StudyBrowser />
        </div>
        <Splitter
          label="Width of the study browser"
          value={browserWidth}
          min={90}
          max={480}
          onChange={setBrowserWidth}
          onReset={() => setBrowserWidth(248)}
        />
        <div className={styles['work']}>
          <ViewportToolbar tool={tool} onTool={setTool} />
          <ModeChangeLine onMode={onMode} />
          {carrying?.by === 'tap' && (
            <div className={styles['carrying']} role="status">
              Tap a viewport to put it down. At a side it gets a place of its own.
              <Button onClick={viewer.cancelCarrying}>Cancel</Button>
            </div>
          )}
          <div className={styles['stage']}>
            <ViewportGrid />
            <ExplainPanel />
          </div>
        </div>
      </div>
      <Sheets onMode={onMode} linkTo={linkTo} />
      <Announcements />
      <RuleDialog />
      <Tasks />
      <ShortcutHelp open={helpOpen} onOpenChange={setHelpOpen} />
    </div>
  );
});
