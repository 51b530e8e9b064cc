import type { GroupingRule } from '../core/displaySet/rule.ts';
import { readRules, writeRules } from '../core/displaySet/rulesJson.ts';
import { sameItems } from '../core/collections.ts';
import { readersRules } from '../state/borrowedRules.ts';
import type { Viewer } from '../state/viewer.ts';

const KEY = 'hangar.grouping-rules';

/** The reader's grouping rules as this browser keeps them; none where it keeps nothing. */
function keptRules(text: string | null): readonly GroupingRule[] {
  return text === null ? [] : readRules(text).rules;
}

/**
 * Takes up the rules that this browser keeps, and keeps them as they change; what
 * another window changes arrives here too. Rules name nobody: one for a single
 * series holds a one-way name of its UID.
 * @returns how to stop
 */
export function keepRules(viewer: Viewer): () => void {
  const { store, adoptRules, notify } = viewer;
  let kept: string | null = null;
  try {
    kept = window.localStorage.getItem(KEY);
  } catch {
    // Storage is forbidden here: it is told when there is a rule to keep.
  }
  if (kept !== null) adoptRules(keptRules(kept));
  const stop = store.subscribe((state, former) => {
    if (state.rules === former.rules && state.borrowedRules === former.borrowedRules) return;
    const rules = readersRules(state);
    // What a link brought is not the reader's.
    if (sameItems(rules, readersRules(former))) return;
    try {
      if (rules.length === 0) window.localStorage.removeItem(KEY);
      else window.localStorage.setItem(KEY, writeRules(rules));
    } catch {
      notify({
        kind: 'warning',
        title: 'Grouping rules cannot be kept',
        text: 'The browser has no room for them or forbids it: they last until the page is closed.',
        transient: false,
      });
    }
  });
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if (key === KEY) adoptRules(keptRules(newValue));
  };
  window.addEventListener('storage', onStorage);
  return () => {
    stop();
    window.removeEventListener('storage', onStorage);
  };
}
