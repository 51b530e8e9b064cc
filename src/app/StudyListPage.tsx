import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { useLocation, useSearch } from 'wouter';
import { afterPaint } from '../adapters/cornerstone/afterPaint.ts';
import { modesForStudy, studyFacts } from '../core/mode/modesForStudy.ts';
import type { StudySummary } from '../core/dataSource.ts';
import type { Mode, StudyFacts } from '../core/mode/mode.ts';
import { StudyList } from '../features/study-list/StudyList.tsx';
import type { ModeChoice, OpenStudyRequest } from '../features/study-list/types.ts';
import { Notice } from '../ui/Notice.tsx';
import type { Application } from './createApplication.ts';
import { ExtensionFaults } from './ExtensionFaults.tsx';
import styles from './ExtensionFaults.module.css';
import { MessagePage } from './MessagePage.tsx';
import { prefetchViewer } from './studyPageModule.ts';
import { listPath, studyPath } from './urls.ts';

/** The study list with its data: `/`. */
export function StudyListPage({ application }: { readonly application: Application }) {
  const { dataSources, modes: builtInModes, defaultModeId, extensions } = application;
  const { settled, dismissed, modes: added } = useStore(extensions);
  const [, navigate] = useLocation();
  const search = useSearch();
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const sourceId = query.get('source') ?? dataSources[0]?.id;
  const source = dataSources.find(({ id }) => id === sourceId);
  const modes = useMemo(() => {
    const all = [...builtInModes, ...added];
    // A double click on a study does not wait for the mode that it opens in: the study page does.
    const awaited = settled || all.some(({ id }) => id === defaultModeId) ? [] : [awaitedMode(defaultModeId)];
    return [...all.map(modeChoice), ...awaited];
  }, [builtInModes, added, settled, defaultModeId]);
  const isDefault = source === dataSources[0];
  const id = source?.id ?? '';
  const openStudy = useCallback(
    ({ StudyInstanceUIDs, modeId, newTab }: OpenStudyRequest) => {
      const path = studyPath(modeId, StudyInstanceUIDs, { id, isDefault });
      if (newTab) window.open(new URL(`.${path}`, document.baseURI), '_blank', 'noopener');
      else navigate(path);
    },
    [id, isDefault, navigate],
  );
  if (!source) {
    return (
      <MessagePage title="Unknown source">
        <p>The configuration names no source “{String(sourceId).slice(0, 80)}”.</p>
      </MessagePage>
    );
  }
  const defaultIsUnknown = settled && !modes.some(({ id }) => id === defaultModeId);
  return (
    <>
      <StudyList
        search={(studyQuery, signal) => {
          source.resume?.();
          return source.searchStudies(studyQuery, signal);
        }}
        listSeries={(StudyInstanceUID, signal) => source.searchSeries(StudyInstanceUID, signal)}
        modes={modes}
        defaultModeId={defaultModeId}
        openStudy={openStudy}
        afterPaint={afterPaint}
        prefetchViewer={prefetchViewer}
        url={{
          query,
          setQuery(next, { replace }) {
            const text = next.toString();
            navigate(text ? `/?${text}` : '/', { replace });
          },
        }}
        sources={dataSources}
        sourceId={source.id}
        onSource={(id) => navigate(listPath({ id, isDefault: id === dataSources[0]?.id }))}
        sourceName={source.displayName}
      />
      <div className={styles['corner']}>
        {defaultIsUnknown && !dismissed && (
          <Notice kind="warning" title="The default mode is not here">
            The configuration names “{defaultModeId.slice(0, 80)}”, which no extension brings. Studies open in
            the first mode that suits them.
          </Notice>
        )}
        <ExtensionFaults extensions={extensions} />
      </div>
    </>
  );
}

const modeChoice = (mode: Mode): ModeChoice => ({
  id: mode.id,
  displayName: mode.displayName,
  description: mode.description,
  icon: mode.icon,
  applicability: (study: StudySummary) =>
    modesForStudy([mode], factsOfSummary(study))[0]?.applicability ?? { applicable: true },
});

/** The mode of a double click while the extension that brings it is on its way. */
const awaitedMode = (id: string): ModeChoice => ({
  id,
  displayName: id,
  description: 'Still loading',
  icon: 'square',
  applicability: () => ({ applicable: true }),
});

/** What the list's row tells of a study, before any of its metadata. */
const factsOfSummary = (study: StudySummary): StudyFacts => ({
  ...studyFacts([], [], false),
  ModalitiesInStudy: study.ModalitiesInStudy,
  numInstances: study.NumberOfStudyRelatedInstances ?? 0,
});
