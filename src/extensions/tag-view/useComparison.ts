import { useMemo, useState } from 'react';
import type { DataSource } from '../../core/dataSource.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { readTags, type TagDictionary, type TagRow } from './readTags.ts';
import { useObject } from './useObject.ts';

/** An object to compare with, and what it is called. */
export interface Against {
  readonly id: string;
  readonly label: string;
  readonly instance: Instance | undefined;
}

export interface Comparison {
  readonly choices: readonly Against[];
  readonly against: Against | undefined;
  readonly choose: (id: string) => void;
  /** Asks anew what the other viewports show. */
  readonly refresh: () => void;
  readonly onlyDifferences: boolean;
  readonly setOnlyDifferences: (only: boolean) => void;
  /** The lines of the other object; undefined while nothing is compared, or nothing has come. */
  readonly other: readonly TagRow[] | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Another object beside the one that is listed: its neighbour, or what another viewport shows. */
export function useComparison({
  instances,
  index,
  dataSource,
  dictionary,
  elsewhere,
}: {
  readonly instances: readonly Instance[];
  readonly index: number;
  readonly dataSource: DataSource;
  readonly dictionary: TagDictionary;
  readonly elsewhere: () => readonly { readonly label: string; readonly instance: Instance }[];
}): Comparison {
  const [id, choose] = useState('');
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const [others, setOthers] = useState(elsewhere);
  const refresh = () => {
    const now = elsewhere();
    const isSame =
      now.length === others.length &&
      now.every(({ label, instance }, at) => label === others[at]?.label && instance === others[at].instance);
    if (!isSame) setOthers(now);
  };
  const choices: readonly Against[] = [
    { id: 'previous', label: 'The previous object', instance: instances[index - 1] },
    { id: 'next', label: 'The next object', instance: instances[index + 1] },
    { id: 'first', label: 'The first object', instance: instances[0] },
    { id: 'last', label: 'The last object', instance: instances.at(-1) },
    ...others.map((each, at) => ({ id: `shown ${at}`, ...each })),
  ].filter(
    ({ id: each, instance }) => instance !== undefined && (each.startsWith('shown') || instances.length > 1),
  );
  const against = choices.find((choice) => choice.id === id);
  const instance = against?.instance;
  const loaded = useObject(dataSource, instance, instance?.SOPInstanceUID ?? '', undefined);
  const other = useMemo(
    () => (instance && loaded.dataset ? readTags(loaded.dataset, dictionary) : undefined),
    [instance, loaded.dataset, dictionary],
  );
  return {
    choices,
    against,
    choose,
    refresh,
    onlyDifferences,
    setOnlyDifferences,
    other,
    busy: instance !== undefined && loaded.busy,
    error: instance === undefined ? undefined : loaded.error,
    retry: loaded.retry,
  };
}
