import { CalendarDays } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { FilterInput } from './FilterField.tsx';
import { dayOf, parseDateFilter, writeDateFilter } from './studyDate.ts';
import styles from './StudyList.module.css';
import { useDraft } from './useDraft.ts';

// Menus come with the first that is opened: the list itself must be small.
const DatePresetsMenu = lazy(async () => ({
  default: (await import('./DatePresetsMenu.tsx')).DatePresetsMenu,
}));

export interface DateFilterFieldProps {
  label: string;
  placeholder: string;
  /** A QIDO-RS value, '' for any date. */
  range: string;
  onCommit: (range: string) => void;
  onLeave: () => void;
}

/** A day or a range, typed or from the presets. While it makes no sense it filters nothing and says why. */
export function DateFilterField({ label, placeholder, range, onCommit, onLeave }: DateFilterFieldProps) {
  const [open, setOpen] = useState(false);
  const parse = (typed: string) => parseDateFilter(typed, dayOf());
  const draft = useDraft(
    writeDateFilter(range),
    (typed) => {
      const parsed = parse(typed);
      if (parsed.ok && parsed.range !== range) onCommit(parsed.range);
    },
    (typed) => {
      const parsed = parse(typed);
      return parsed.ok ? parsed.range : typed;
    },
  );
  const settled = parse(draft.settled);
  const problem = settled.ok ? undefined : settled.problem;
  const button = (
    <button
      type="button"
      className={styles['presets']}
      aria-label="Choose a span of time"
      aria-haspopup="menu"
      aria-expanded={open}
      onClick={() => setOpen(true)}
    >
      <CalendarDays size={14} strokeWidth={1.5} aria-hidden="true" />
    </button>
  );
  return (
    <div className={styles['dateFilter']}>
      <FilterInput
        label={label}
        name="StudyDate"
        placeholder={placeholder}
        draft={draft}
        onLeave={onLeave}
        problem={problem}
      />
      {open ? (
        <Suspense fallback={button}>
          <DatePresetsMenu
            trigger={button}
            range={range}
            onChoose={(chosen) => draft.commit(writeDateFilter(chosen))}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : (
        button
      )}
    </div>
  );
}
