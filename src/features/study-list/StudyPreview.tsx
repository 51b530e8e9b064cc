import { ExternalLink } from 'lucide-react';
import type { SeriesSummary, StudySummary } from '../../core/dataSource.ts';
import { formatDate, formatPersonName, formatTime } from '../../core/dicom/format.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { NamedIcon } from '../../ui/NamedIcon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Bdi, Text } from '../../ui/Text.tsx';
import { cleanText } from '../../ui/cleanText.ts';
import { ageInWords } from './age.ts';
import { describeFailure } from './failure.ts';
import { defaultModeFor } from './openIn.ts';
import styles from './StudyPreview.module.css';
import type { ModeChoice, OpenStudyRequest } from './types.ts';
import type { SeriesOfStudy } from './useSeries.ts';

export interface StudyPreviewProps {
  study: StudySummary | undefined;
  series: SeriesOfStudy;
  modes: readonly ModeChoice[];
  defaultModeId: string | undefined;
  sourceName: string;
  openStudy: (request: OpenStudyRequest) => void;
  onInterest: () => void;
}

/** The selected study: who and what, the modes it can be opened in, and its series. */
export function StudyPreview({
  study,
  series,
  modes,
  defaultModeId,
  sourceName,
  openStudy,
  onInterest,
}: StudyPreviewProps) {
  if (!study) {
    return (
      <section aria-label="Selected study" className={styles['preview']}>
        <p className={styles['none']}>Select a study to see its series.</p>
      </section>
    );
  }
  const StudyInstanceUIDs = [study.StudyInstanceUID];
  const usual = defaultModeFor(study, modes, defaultModeId);
  const person = [sexInWords(study.PatientSex), ageInWords(study)].filter(Boolean).join(', ');
  return (
    <section aria-label="Selected study" className={styles['preview']}>
      <header className={styles['header']}>
        <h2 className={styles['name']}>
          <Bdi limit={120}>{formatPersonName(study.PatientName) || 'No name'}</Bdi>
        </h2>
        <p className={styles['quiet']}>
          {person === '' ? null : <span>{person}</span>}
          {study.PatientBirthDate ? (
            <span>born {formatDate(study.PatientBirthDate, navigator.language)}</span>
          ) : null}
          {study.PatientID ? (
            <span>
              ID <Bdi limit={64}>{study.PatientID}</Bdi>
            </span>
          ) : null}
        </p>
        <p className={styles['description']}>
          <Bdi limit={200}>{study.StudyDescription || 'No description'}</Bdi>
        </p>
        <p className={styles['quiet']}>
          <span>
            {formatDate(study.StudyDate, navigator.language) || 'No date'}{' '}
            {formatTime(study.StudyTime).slice(0, 5)}
          </span>
          {study.AccessionNumber ? (
            <span>
              Accession <Bdi limit={64}>{study.AccessionNumber}</Bdi>
            </span>
          ) : null}
        </p>
      </header>
      <section aria-label="Open in a mode" className={styles['modes']} onPointerEnter={onInterest}>
        {usual === undefined ? null : (
          <div className={styles['open']}>
            <Button
              variant="accent"
              onClick={() => openStudy({ StudyInstanceUIDs, modeId: usual.id })}
              onFocus={onInterest}
            >
              <NamedIcon name={usual.icon} />
              Open in {usual.displayName}
            </Button>
            <IconButton
              label="Open in a new tab"
              shortcut="Ctrl+Enter"
              icon={<ExternalLink size={16} strokeWidth={1.5} />}
              size={32}
              onClick={() => openStudy({ StudyInstanceUIDs, modeId: usual.id, newTab: true })}
            />
          </div>
        )}
        <ul>
          {modes
            .filter((mode) => mode !== usual)
            .map((mode) => (
              <li key={mode.id}>
                <ModeButton
                  mode={mode}
                  study={study}
                  onOpen={() => openStudy({ StudyInstanceUIDs, modeId: mode.id })}
                />
              </li>
            ))}
        </ul>
      </section>
      <SeriesList series={series} study={study} sourceName={sourceName} />
    </section>
  );
}

function ModeButton({ mode, study, onOpen }: { mode: ModeChoice; study: StudySummary; onOpen: () => void }) {
  const { applicable, reason } = mode.applicability(study);
  const descriptionId = `open-in-${mode.id}`;
  return (
    <button
      type="button"
      className={styles['mode']}
      data-mode-option={mode.id}
      aria-disabled={!applicable || undefined}
      aria-label={`Open in ${mode.displayName}`}
      aria-describedby={descriptionId}
      onClick={() => applicable && onOpen()}
    >
      <NamedIcon name={mode.icon} />
      <span>{mode.displayName}</span>
      <span id={descriptionId} className={styles['reason']}>
        {applicable ? mode.description : reason}
      </span>
    </button>
  );
}

function SeriesList({
  series,
  study,
  sourceName,
}: {
  series: SeriesOfStudy;
  study: StudySummary;
  sourceName: string;
}) {
  const expected = Math.min(8, Math.max(1, study.NumberOfStudyRelatedSeries ?? 3));
  const count = series.series?.length ?? study.NumberOfStudyRelatedSeries;
  return (
    <section aria-label="Series" aria-busy={series.busy} className={styles['series']}>
      <h3 className={styles['heading']}>
        Series{count === undefined ? '' : <span className={styles['count']}>{count.toLocaleString()}</span>}
      </h3>
      {series.failed ? <SeriesFailure series={series} sourceName={sourceName} /> : null}
      {series.series?.length === 0 ? <p className={styles['none']}>The archive lists no series.</p> : null}
      <ul>
        {series.series?.map((one) => (
          <SeriesItem key={one.SeriesInstanceUID} series={one} />
        ))}
        {series.busy
          ? Array.from({ length: expected }, (_, index) => (
              <li key={index} className={styles['item']} aria-hidden="true">
                <span className={styles['bar']} />
                <span className={cx(styles['bar'], styles['long'])} />
              </li>
            ))
          : null}
      </ul>
    </section>
  );
}

function SeriesItem({ series }: { series: SeriesSummary }) {
  const { SeriesNumber, SeriesDescription, Modality, NumberOfSeriesRelatedInstances: count } = series;
  return (
    <li className={styles['item']}>
      <span className={styles['number']}>{SeriesNumber ?? '–'}</span>
      <Text>{SeriesDescription || 'No description'}</Text>
      {Modality === undefined ? <span /> : <Tag>{cleanText(Modality, 12)}</Tag>}
      <span className={styles['number']} title={count === undefined ? undefined : `${count} objects`}>
        {count?.toLocaleString()}
      </span>
    </li>
  );
}

function SeriesFailure({ series, sourceName }: { series: SeriesOfStudy; sourceName: string }) {
  const failure = describeFailure(series.error, sourceName);
  return (
    <Notice
      kind="error"
      title="The series of this study cannot be listed"
      actions={<Button onClick={series.retry}>Try again</Button>}
    >
      {failure.text}
    </Notice>
  );
}

/** PS3.3 C.7.1.1: M, F, O; anything else as it came. */
const sexInWords = (sex: string | undefined) =>
  sex === undefined ? '' : ({ M: 'male', F: 'female', O: 'other sex' }[sex] ?? cleanText(sex, 16));
