import { useEffect, useState } from 'react';
import type { DataSource, DicomJson } from '../../core/dataSource.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { isAbort } from '../../core/errors.ts';

/** What the table opens on. */
export interface FirstObject {
  readonly dataset?: DicomJson;
  readonly error?: unknown;
}

interface Answer extends FirstObject {
  readonly key: string;
}

export interface LoadedObject {
  readonly dataset: DicomJson | undefined;
  readonly error: unknown;
  readonly busy: boolean;
  retry(): void;
}

/**
 * The attributes of one object; `first` has come already for the one it begins
 * with. A newer request aborts the one before it.
 */
export function useObject(
  dataSource: DataSource,
  instance: Instance | undefined,
  index: number | string,
  first: FirstObject | undefined,
): LoadedObject {
  const [attempt, setAttempt] = useState(0);
  const key = `${index} ${attempt}`;
  const [answer, setAnswer] = useState<Answer>(first ? { key, ...first } : { key: '' });
  const have = answer.key === key;
  useEffect(() => {
    if (have || !instance) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    dataSource.retrieveInstanceMetadata(instance, signal).then(
      (dataset) => signal.aborted || setAnswer({ key, dataset }),
      (error: unknown) => signal.aborted || isAbort(error) || setAnswer({ key, error }),
    );
    return () => controller.abort();
  }, [have, key, instance, dataSource]);
  return {
    dataset: have ? answer.dataset : undefined,
    error: have ? answer.error : undefined,
    busy: !have && instance !== undefined,
    retry: () => setAttempt((n) => n + 1),
  };
}
