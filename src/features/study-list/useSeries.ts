import { useEffect, useEffectEvent, useState } from 'react';
import type { SeriesSummary } from '../../core/dataSource.ts';
import { isAbort } from '../../core/errors.ts';
import type { StudyListProps } from './types.ts';

interface Answer {
  readonly key: string;
  readonly series?: readonly SeriesSummary[];
  readonly error?: unknown;
}

export interface SeriesOfStudy {
  readonly busy: boolean;
  readonly series: readonly SeriesSummary[] | undefined;
  readonly error: unknown;
  readonly failed: boolean;
  retry(): void;
}

/** Moving through the list with a held key asks the archive nothing: only where the selection rests. */
const restMs = 150;

/** The series of the selected study, in the order of their numbers. */
export function useSeries(
  listSeries: StudyListProps['listSeries'],
  sourceId: string,
  StudyInstanceUID: string | undefined,
): SeriesOfStudy {
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<Answer>();
  const key = JSON.stringify([sourceId, StudyInstanceUID, attempt]);

  const start = useEffectEvent((uid: string, signal: AbortSignal) => listSeries(uid, signal));
  useEffect(() => {
    if (StudyInstanceUID === undefined) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const ask = () =>
      start(StudyInstanceUID, signal).then(
        (series) => signal.aborted || setAnswer({ key, series: inOrder(series) }),
        (error: unknown) => signal.aborted || isAbort(error) || setAnswer({ key, error }),
      );
    const timer = setTimeout(() => void ask(), restMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, StudyInstanceUID]);

  const current = answer?.key === key ? answer : undefined;
  return {
    busy: StudyInstanceUID !== undefined && current === undefined,
    series: current?.series,
    error: current?.error,
    failed: current !== undefined && current.series === undefined,
    retry: () => setAttempt((n) => n + 1),
  };
}

const inOrder = (series: readonly SeriesSummary[]): SeriesSummary[] => {
  const number = ({ SeriesNumber = Number.POSITIVE_INFINITY }: SeriesSummary) => SeriesNumber;
  return [...series].sort((a, b) => {
    if (number(a) !== number(b)) return number(a) - number(b);
    return a.SeriesInstanceUID < b.SeriesInstanceUID ? -1 : 1;
  });
};
