import { Download } from 'lucide-react';
import { useMemo } from 'react';
import { seriesCoverage, type SeriesCoverage } from '../../core/displaySet/coverage.ts';
import { groupingFingerprint } from '../../core/displaySet/fingerprint.ts';
import { qaRows } from '../../core/displaySet/qaSheet.ts';
import { withoutPatients } from '../../core/displaySet/withoutPatients.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { compareSeries } from '../../state/seriesOrder.ts';
import type { ViewerState } from '../../state/viewerState.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/Menu.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { ClassesByHandlers, ClassesByModes } from './ClassesTab.tsx';
import styles from './Coverage.module.css';
import { FingerprintTab } from './FingerprintTab.tsx';
import { reportCsv, reportJson, reportMarkdown, type Report, type ReportPart } from './report.ts';
import { SeriesTab } from './SeriesTab.tsx';
import { SetsTab } from './SetsTab.tsx';
import { useCoverage, type CoverageOfModes } from './useCoverage.ts';

/** What is here, who shows it, and what nobody shows: for every mode, series and display set. */
export function CoverageSheet() {
  const viewer = useViewer();
  const coverage = useCoverage();
  const modeId = useViewerState((state) => state.modeId);
  const series = useViewerState((state) => state.series);
  const organized = useViewerState((state) => state.organized);
  const current = coverage.coverages.get(modeId);
  const modeName = viewer.modes.get(modeId)?.displayName ?? modeId;

  const seriesRows = useMemo(() => rowsOfSeries(series, organized), [series, organized]);
  const made = useMemo(
    () =>
      Object.values(series)
        .sort((a, b) => compareSeries(a.summary, b.summary))
        .flatMap(({ key }) => organized[key] ?? []),
    [series, organized],
  );
  const displaySets = useMemo(() => qaRows(made), [made]);
  const fingerprint = useMemo(() => groupingFingerprint(made), [made]);
  const report: Report | undefined = current && {
    modeId,
    current,
    fingerprint,
    displaySets,
    modes: coverage.modes.flatMap(({ id }) => coverage.coverages.get(id) ?? []),
    series: seriesRows.map((row) => nameless(row, series)),
  };

  const close = () => viewer.openSheet(undefined);
  const explain = (displaySetInstanceUID: string) => {
    close();
    viewer.explain(displaySetInstanceUID);
  };
  return (
    <Sheet
      title="Coverage"
      testId="coverage"
      onClose={close}
      returnFocusTo={modePicker}
      controls={
        <>
          <Sums coverage={coverage} modeName={modeName} modeId={modeId} series={seriesRows} />
          <span className={styles['grow']} />
          <ExportMenu report={report} pending={coverage.pending} />
        </>
      }
    >
      <div
        className={styles['content']}
        aria-busy={coverage.pending}
        data-modes-done={coverage.coverages.size}
        data-received={current?.received}
        data-shown={current?.shown}
        data-unclaimed={current?.unclaimed}
      >
        <Progress coverage={coverage} />
        <Tabs
          label="Parts of the coverage"
          tabs={[
            {
              id: 'classes',
              label: 'SOP classes by modes',
              content: (
                <ClassesByModes modes={coverage.modes} coverages={coverage.coverages} currentId={modeId} />
              ),
            },
            {
              id: 'handlers',
              label: 'By handlers',
              content: (
                <ClassesByHandlers modes={coverage.modes} coverages={coverage.coverages} currentId={modeId} />
              ),
            },
            {
              id: 'series',
              label: `Series (${seriesRows.length.toLocaleString()})`,
              content: <SeriesTab series={seriesRows} />,
            },
            {
              id: 'displaySets',
              label: `Display sets (${displaySets.length.toLocaleString()})`,
              content: <SetsTab rows={displaySets} onExplain={explain} />,
            },
            {
              id: 'fingerprint',
              label: 'Fingerprint',
              content: <FingerprintTab fingerprint={fingerprint} modeName={modeName} />,
            },
          ]}
        />
      </div>
    </Sheet>
  );
}

const modePicker = () => document.querySelector<HTMLElement>('[data-testid="mode-picker"]');

function rowsOfSeries(
  series: ViewerState['series'],
  organized: ViewerState['organized'],
): readonly SeriesCoverage[] {
  const entries = Object.values(series).sort((a, b) => compareSeries(a.summary, b.summary));
  return seriesCoverage(entries, organized);
}

/** A description may hold what the technologist typed. */
function nameless(row: SeriesCoverage, series: ViewerState['series']): SeriesCoverage {
  const { text } = withoutPatients(series[row.key]?.instances ?? []);
  return { ...row, SeriesDescription: text(row.SeriesDescription) };
}

/** "36 of 36 instances received, 35 shown in General, 1 unclaimed: its SOP class has no handler". */
function Sums({
  coverage,
  modeName,
  modeId,
  series,
}: {
  readonly coverage: CoverageOfModes;
  readonly modeName: string;
  readonly modeId: string;
  readonly series: readonly SeriesCoverage[];
}) {
  const current = coverage.coverages.get(modeId);
  if (!current) return null;
  const promised = series.reduce((sum, row) => sum + (row.promised ?? row.received), 0);
  const { received, shown, unclaimed, classes } = current;
  const without = classes.filter(({ hasHandler }) => !hasHandler).length;
  return (
    <p className={styles['sum']} role="status">
      {received.toLocaleString()} of {promised.toLocaleString()} instances received, {shown.toLocaleString()}{' '}
      shown in {modeName}
      {unclaimed > 0 && (
        <span className={without > 0 ? styles['bad'] : styles['warn']}>
          , {unclaimed.toLocaleString()} unclaimed
          {without > 0 && ` (${without} SOP class${without === 1 ? '' : 'es'} without a handler)`}
        </span>
      )}
    </p>
  );
}

function Progress({ coverage }: { readonly coverage: CoverageOfModes }) {
  const { modes, coverages, pending, stopped, problem, stop, goOn } = coverage;
  const done = `${coverages.size} of ${modes.length} modes`;
  if (problem !== undefined)
    return (
      <p role="alert" className={styles['note']}>
        The coverage could not be worked out: {problem}
      </p>
    );
  if (stopped)
    return (
      <div className={styles['progress']}>
        <span role="status">Stopped: {done} are worked out.</span>
        <Button onClick={goOn}>Go on</Button>
      </div>
    );
  if (!pending) return null;
  return (
    <div className={styles['progress']}>
      <ProgressLine value={coverages.size / modes.length} label={`Working out the modes: ${done}`} />
      <span>{done}</span>
      <Button onClick={stop}>Stop</Button>
    </div>
  );
}

const csvParts: readonly (readonly [ReportPart, string])[] = [
  ['classes', 'SOP classes by modes'],
  ['handlers', 'SOP classes by handlers'],
  ['series', 'Series'],
  ['displaySets', 'Display sets'],
];

/** Files name no patient: names and identifiers that occur in texts are taken out. */
function ExportMenu({ report, pending }: { readonly report: Report | undefined; readonly pending: boolean }) {
  const save = (text: string, type: string, name: string) =>
    saveFile(new Blob([text], { type: `${type};charset=utf-8` }), name);
  return (
    <Menu
      label="Export"
      align="end"
      trigger={
        <Button
          variant="quiet"
          disabled={!report || pending}
          reason={pending ? 'The modes are still being worked out' : 'There is nothing to export yet'}
        >
          <Download size={16} strokeWidth={1.5} aria-hidden />
          Export
        </Button>
      }
    >
      <MenuLabel>CSV, one table a file</MenuLabel>
      {csvParts.map(([part, title]) => (
        <MenuItem
          key={part}
          onSelect={() => report && save(reportCsv(report, part), 'text/csv', `coverage ${title}.csv`)}
        >
          {title}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={() => report && save(reportJson(report), 'application/json', 'coverage.json')}>
        Everything as JSON
      </MenuItem>
      <MenuItem onSelect={() => report && save(reportMarkdown(report), 'text/markdown', 'coverage.md')}>
        Everything as Markdown
      </MenuItem>
    </Menu>
  );
}
