import { CalendarDays } from 'lucide-react';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { FilterInput } from './FilterField.tsx';
import { datePresets, dayOf, parseDateFilter, writeDateFilter } from './studyDate.ts';
import styles from './StudyList.module.css';
import { useDraft } from './useDraft.ts';

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
      <Menu
        label="Study date"
        align="end"
        trigger={
          <button type="button" className={styles['presets']} aria-label="Choose a span of time">
            <CalendarDays size={14} strokeWidth={1.5} aria-hidden="true" />
          </button>
        }
      >
        {datePresets().map((preset) => (
          <MenuItem
            key={preset.label}
            checked={preset.range === range}
            onSelect={() => draft.commit(writeDateFilter(preset.range))}
          >
            {preset.label}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
