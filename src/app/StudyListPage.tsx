import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { modesForStudy } from '../core/mode/modesForStudy.ts';
import type { StudySummary } from '../core/dataSource.ts';
import type { Mode, StudyFacts } from '../core/mode/mode.ts';
import { StudyList } from '../features/study-list/StudyList.tsx';
import type { Application } from './createApplication.ts';
import { MessagePage } from './MessagePage.tsx';
import { prefetchStudyPage } from './studyPageModule.ts';
import { listPath, studyPath } from './urls.ts';

/** The study list with its data: `/`. */
export function StudyListPage({ application }: { readonly application: Application }) {
  const { dataSources, modes: allModes, defaultModeId } = application;
  const [, navigate] = useLocation();
  const search = useSearch();
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const sourceId = query.get('source') ?? dataSources[0]?.id;
  const source = dataSources.find(({ id }) => id === sourceId);
  const modes = useMemo(() => allModes.map(modeChoice), [allModes]);
  if (!source) {
    return (
      <MessagePage title="Unknown source">
        <p>The configuration names no source “{String(sourceId).slice(0, 80)}”.</p>
      </MessagePage>
    );
  }
  const isDefault = source === dataSources[0];
  return (
    <StudyList
      search={(studyQuery, signal) => {
        source.resume?.();
        return source.searchStudies(studyQuery, signal);
      }}
      listSeries={(StudyInstanceUID, signal) => source.searchSeries(StudyInstanceUID, signal)}
      modes={modes}
      defaultModeId={defaultModeId}
      openStudy={({ StudyInstanceUIDs, modeId, newTab }) => {
        const path = studyPath(modeId, StudyInstanceUIDs, { id: source.id, isDefault });
        if (newTab) window.open(new URL(`.${path}`, document.baseURI), '_blank', 'noopener');
        else navigate(path);
      }}
      prefetchViewer={prefetchStudyPage}
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
  );
}

const modeChoice = (mode: Mode) => ({
  id: mode.id,
  displayName: mode.displayName,
  description: mode.description,
  icon: mode.icon,
  applicability: (study: StudySummary) =>
    modesForStudy([mode], factsOfSummary(study))[0]?.applicability ?? { applicable: true as const },
});

/** What the list's row tells of a study, before any of its metadata. */
const factsOfSummary = (study: StudySummary): StudyFacts => ({
  ModalitiesInStudy: study.ModalitiesInStudy,
  numInstances: study.NumberOfStudyRelatedInstances ?? 0,
  SOPClassUIDs: new Set(),
  numMultiFrame: 0,
  FrameOfReferenceUIDs: new Set(),
  complete: false,
});
