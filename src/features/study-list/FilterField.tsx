import { X } from 'lucide-react';
import { useId } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import { filterLimit } from './listState.ts';
import styles from './StudyList.module.css';
import type { Draft } from './useDraft.ts';
import { useDraft } from './useDraft.ts';

export interface FilterFieldProps {
  label: string;
  /** The QIDO-RS attribute. */
  name: string;
  placeholder: string;
  value: string;
  onCommit: (value: string) => void;
  onLeave: () => void;
  suggestions?: readonly string[];
  ref?: Ref<HTMLInputElement>;
}

export function FilterField({ value, onCommit, suggestions, ...rest }: FilterFieldProps) {
  const draft = useDraft(value, onCommit);
  const listId = useId();
  return (
    <>
      <FilterInput {...rest} draft={draft} {...(suggestions ? { list: listId } : {})} />
      {suggestions === undefined ? null : (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion}>
              {suggestion}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}

export interface FilterInputProps {
  label: string;
  name: string;
  placeholder: string;
  draft: Draft;
  onLeave: () => void;
  problem?: string | undefined;
  list?: string;
  ref?: Ref<HTMLInputElement>;
}

/** Filters when the typing settles, at once on Enter; Escape empties it. */
export function FilterInput({
  label,
  name,
  placeholder,
  draft,
  onLeave,
  problem,
  list,
  ref,
}: FilterInputProps) {
  const problemId = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') draft.commit();
    else if (event.key === 'Escape' && draft.text !== '') draft.commit('');
    else if (event.key === 'ArrowDown' && list === undefined) onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles['filter']} data-active={draft.text === '' ? undefined : ''}>
      <input
        ref={ref}
        type="text"
        name={name}
        list={list}
        value={draft.text}
        placeholder={placeholder}
        maxLength={filterLimit}
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={problem === undefined ? undefined : problemId}
        title={problem}
        onChange={(event) => draft.change(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {draft.text === '' ? null : (
        <button
          type="button"
          className={styles['clear']}
          aria-label={`Clear ${label.toLowerCase()}`}
          onClick={() => draft.commit('')}
        >
          <X size={14} strokeWidth={1.5} aria-hidden="true" />
        </button>
      )}
      {problem === undefined ? null : (
        <span id={problemId} className={styles['problem']} role="status">
          {problem}
        </span>
      )}
    </div>
  );
}
