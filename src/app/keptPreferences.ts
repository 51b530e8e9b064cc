import {
  preferenceSchemas,
  readPreference,
  type PreferenceName,
  type Preferences,
} from '../state/preferences.ts';
import type { Viewer } from '../state/viewer.ts';

const keyOf = (name: PreferenceName) => `hangar.${name}`;
const names = Object.keys(preferenceSchemas) as PreferenceName[]; // the keys are just these

/**
 * Takes up what the reader chose for good, and keeps it as it changes; what
 * another window changes arrives here too. What cannot be read is left where it
 * is until something else is chosen.
 * @returns how to stop
 */
export function keepPreferences({ store, notify }: Viewer): () => void {
  const adopt = (found: Preferences) =>
    store.setState(({ preferences }) => ({ preferences: { ...preferences, ...found } }));
  const unreadable: string[] = [];
  for (const name of names) {
    const text = readText(keyOf(name));
    if (text === null) continue;
    const found = readPreference(name, text);
    if (name in found) adopt(found);
    else unreadable.push(name);
  }
  if (unreadable.length > 0) {
    notify({
      kind: 'warning',
      title: 'Some of your settings cannot be read',
      text: `They are as they come until you choose again: ${unreadable.join(', ')}.`,
      transient: false,
    });
  }
  let told = false;
  const stop = store.subscribe(({ preferences }, { preferences: former }) => {
    if (preferences === former) return;
    for (const name of names) {
      if (preferences[name] === former[name] || write(keyOf(name), preferences[name]) || told) continue;
      told = true;
      notify({
        kind: 'warning',
        title: 'Settings cannot be kept',
        text: 'The browser has no room for them or forbids it: they last until the page is closed.',
        transient: false,
      });
    }
  });
  const onStorage = ({ key, newValue }: StorageEvent) => {
    const name = names.find((each) => keyOf(each) === key);
    if (name === undefined) return;
    if (newValue !== null) adopt(readPreference(name, newValue));
    else store.setState(({ preferences: { [name]: _gone, ...rest } }) => ({ preferences: rest }));
  };
  window.addEventListener('storage', onStorage);
  return () => {
    stop();
    window.removeEventListener('storage', onStorage);
  };
}

/** Null also where storage is forbidden: then there is nothing to take up. */
function readText(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Whether it is kept now. */
function write(key: string, value: unknown): boolean {
  try {
    if (value === undefined) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
