import { ChevronLeft, ChevronRight, Copy, Download, Search } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { DataSource } from '../../core/dataSource.ts';
import { sopClassName } from '../../core/dicom/sopClass.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { describeError, isAbort } from '../../core/errors.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import { Bdi } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CompareChoice, FrameChoice } from './CompareChoice.tsx';
import { compareTags, differencesOnly, ofFrame } from './compareTags.ts';
import type { TagDictionary } from './readTags.ts';
import { readTags, visibleRows, writeLines } from './readTags.ts';
import { TagTable } from './TagTable.tsx';
import styles from './TagView.module.css';
import type { FirstObject } from './useObject.ts';
import { useComparison } from './useComparison.ts';
import { useObject } from './useObject.ts';

export interface TagViewProps {
  displaySet: DisplaySet;
  dataSource: DataSource;
  dictionary: TagDictionary;
  first: FirstObject;
  /** Index of the object that `first` is. */
  start: number;
  /** The frame that was looked at, from 1. */
  startFrame: number | undefined;
  /** Objects that the other viewports show: to compare with. */
  elsewhere: () => readonly { readonly label: string; readonly instance: Instance }[];
  onDrawn: () => void;
}

/** Why something is not displayed, and every attribute it has. */
export function TagView({
  displaySet,
  dataSource,
  dictionary,
  first,
  start,
  startFrame,
  elsewhere,
  onDrawn,
}: TagViewProps) {
  const { instances, unsupported, messages } = displaySet;
  const [index, setIndex] = useState(start);
  const [filter, setFilter] = useState('');
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState<{ failed: boolean; text: string }>();
  const instance = instances[index];
  const loaded = useObject(dataSource, instance, index, first);
  const rows = useMemo(
    () => (loaded.dataset ? readTags(loaded.dataset, dictionary) : []),
    [loaded.dataset, dictionary],
  );
  const [frame, setFrame] = useState(startFrame);
  const frames = (instance?.PerFrameFunctionalGroupsSequence && instance.NumberOfFrames) || 0;
  const comparison = useComparison({ instances, index, dataSource, dictionary, elsewhere });
  const { against, other, onlyDifferences } = comparison;
  const all = useMemo(() => {
    const own = ofFrame(rows, frames > 1 ? frame : undefined);
    if (!other) return own;
    const compared = compareTags(own, ofFrame(other, frames > 1 ? frame : undefined));
    return onlyDifferences ? differencesOnly(compared) : compared;
  }, [rows, other, onlyDifferences, frame, frames]);
  const visible = useMemo(() => visibleRows(all, filter, collapsed), [all, filter, collapsed]);
  const drawn = useEffectEvent(onDrawn);
  useEffect(() => drawn(), []);
  const download = useDownload(dataSource);

  const toggle = (path: string) => {
    const next = new Set(collapsed);
    if (!next.delete(path)) next.add(path);
    setCollapsed(next);
  };
  const copy = () =>
    navigator.clipboard.writeText(writeLines(visible)).then(
      () => setSaid({ failed: false, text: `${visible.length.toLocaleString()} lines copied` }),
      (error: unknown) => setSaid({ failed: true, text: `Nothing was copied: ${describeError(error)}` }),
    );
  const go = (to: number) => {
    setIndex(to);
    setSaid(undefined);
  };

  return (
    <div className={styles['view']}>
      {unsupported ? (
        <div className={styles['reason']}>
          <Notice kind="warning" title={`${displaySet.label} is not displayed`}>
            {messages.map(({ code, text }) => (
              <p key={`${code} ${text}`}>
                <Bdi limit={600}>{text}</Bdi>
              </p>
            ))}
            <p>Below is everything the object says. It can be downloaded whole.</p>
          </Notice>
        </div>
      ) : null}
      <div className={styles['bar']}>
        <TextField
          label="Filter the attributes"
          hideLabel
          name="tagFilter"
          type="search"
          icon={<Search size={14} />}
          placeholder="Tag, name or value"
          value={filter}
          onChange={setFilter}
          onEscape={() => setFilter('')}
          maxLength={200}
          className={styles['filter']}
        />
        <span className={styles['count']} role="status">
          {visible.length === rows.length
            ? `${rows.length.toLocaleString()} attributes`
            : `${visible.length.toLocaleString()} of ${Math.max(all.length, rows.length).toLocaleString()}`}
        </span>
        <span className={styles['spacer']} />
        {instances.length > 1 ? (
          <>
            <IconButton
              label="Previous object"
              icon={<ChevronLeft size={16} strokeWidth={1.5} />}
              disabled={index === 0}
              onClick={() => go(index - 1)}
            />
            <span className={styles['count']}>
              Object {(index + 1).toLocaleString()} of {instances.length.toLocaleString()}
            </span>
            <IconButton
              label="Next object"
              icon={<ChevronRight size={16} strokeWidth={1.5} />}
              disabled={index === instances.length - 1}
              onClick={() => go(index + 1)}
            />
          </>
        ) : null}
        {frames > 1 ? <FrameChoice frame={frame} frames={frames} onFrame={setFrame} /> : null}
        <CompareChoice comparison={comparison} />
        <IconButton
          label="Copy what is listed"
          icon={<Copy size={16} strokeWidth={1.5} />}
          disabled={visible.length === 0}
          onClick={() => void copy()}
        />
        <IconButton
          label="Download the object as a DICOM file"
          icon={<Download size={16} strokeWidth={1.5} />}
          disabled={download.busy || instance === undefined}
          onClick={() => instance && download.start(instance)}
        />
      </div>
      <div className={styles['progress']}>
        {loaded.busy || comparison.busy ? <ProgressLine label="Loading the attributes" /> : null}
        {download.busy ? <ProgressLine label="Downloading the object" value={download.progress} /> : null}
      </div>
      {download.error === undefined ? null : (
        <Notice kind="error" title="The object was not downloaded">
          {describeError(download.error)}
        </Notice>
      )}
      {said === undefined ? null : (
        <p className={styles['said']} role={said.failed ? 'alert' : 'status'}>
          {said.text}
        </p>
      )}
      {comparison.error === undefined ? null : (
        <Notice
          kind="error"
          title={`${against?.label ?? 'The other object'} could not be loaded`}
          actions={<Button onClick={comparison.retry}>Try again</Button>}
        >
          {describeError(comparison.error)}
        </Notice>
      )}
      {loaded.error === undefined ? (
        <TagTable
          key={index}
          compared={other === undefined ? undefined : against?.label}
          label={instance ? `Attributes of ${sopClassName(instance.SOPClassUID)}` : 'Attributes'}
          rows={visible}
          collapsed={collapsed}
          onToggle={filter.trim() === '' ? toggle : undefined}
        />
      ) : (
        <div className={styles['reason']}>
          <Notice
            kind="error"
            title="The attributes of this object could not be loaded"
            actions={<Button onClick={loaded.retry}>Try again</Button>}
          >
            {describeError(loaded.error)}
          </Notice>
        </div>
      )}
    </div>
  );
}

/** One download at a time; leaving the view cancels it. */
function useDownload(dataSource: DataSource) {
  const [task, setTask] = useState<AbortController>();
  const [progress, setProgress] = useState<number>();
  const [error, setError] = useState<unknown>();
  useEffect(() => () => task?.abort(), [task]);
  const start = (instance: DisplaySet['instances'][number]) => {
    const controller = new AbortController();
    const { signal } = controller;
    setTask(controller);
    setError(undefined);
    setProgress(undefined);
    const onProgress = (done: number, total: number | undefined) =>
      signal.aborted || setProgress(total ? done / total : undefined);
    dataSource
      .retrieveInstance(instance, { signal, onProgress })
      .then((file) => signal.aborted || saveFile(file, `${instance.SOPInstanceUID}.dcm`))
      .catch((reason: unknown) => signal.aborted || isAbort(reason) || setError(reason))
      .finally(() => signal.aborted || setTask(undefined));
  };
  return { start, busy: task !== undefined, progress, error };
}
