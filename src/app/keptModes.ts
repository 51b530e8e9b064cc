import type { Registry } from '../core/extension/registry.ts';
import { readUserModes, type ReadUserModes, writeUserModes } from '../state/userModesJson.ts';
import type { Viewer } from '../state/viewer.ts';
import { saveFile } from '../ui/saveFile.ts';

const KEY = 'hangar.modes';
const MAX_ASIDE = 10;

/** The reader's modes as this browser keeps them; none where it keeps nothing. */
export function readKeptModes(registry: Registry): ReadUserModes {
  try {
    return readUserModes(window.localStorage.getItem(KEY), registry);
  } catch {
    // Storage is forbidden here: modes then live as long as the page.
    return readUserModes(null, registry);
  }
}

/**
 * Keeps the reader's modes as they change, takes up what another window changes,
 * and sets aside, named, what is damaged. Names and handler ids only.
 * @returns how to stop
 */
export function keepModes(viewer: Viewer, first: ReadUserModes): () => void {
  const { store, registry, adoptModes } = viewer;
  let { carried } = first;
  const write = () => {
    const { userModes } = store.getState();
    if (userModes.length === 0 && carried.length === 0) window.localStorage.removeItem(KEY);
    else window.localStorage.setItem(KEY, writeUserModes(userModes, carried));
  };
  tell(viewer, first);
  if (first.damaged !== undefined && setAside(first.damaged)) write();
  const stop = store.subscribe(({ userModes }, former) => {
    if (userModes === former.userModes) return;
    try {
      write();
    } catch {
      viewer.notify({
        kind: 'warning',
        title: 'Modes cannot be kept',
        text: 'The browser has no room for them or forbids it: they last until the page is closed. Export what you need.',
        transient: false,
      });
    }
  });
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if (key !== KEY) return;
    const read = readUserModes(newValue, registry);
    // What another window cannot have written is not taken up from it.
    if (read.damaged !== undefined) return;
    ({ carried } = read);
    adoptModes(read.modes);
  };
  window.addEventListener('storage', onStorage);
  return () => {
    stop();
    window.removeEventListener('storage', onStorage);
  };
}

function tell({ notify }: Viewer, { damaged, faults }: ReadUserModes): void {
  if (faults.length === 0) return;
  const told = faults.slice(0, 4).join(' ');
  notify({
    kind: 'warning',
    title:
      damaged === undefined
        ? 'Not every saved mode can be used whole'
        : 'Saved modes are damaged and were set aside',
    text:
      damaged === undefined
        ? told
        : `${told} Nothing was deleted: they stay in this browser, apart, and as a file.`,
    transient: false,
    ...(damaged === undefined
      ? {}
      : {
          action: {
            label: 'Save the damaged ones',
            run: () => saveFile(new Blob([damaged], { type: 'application/json' }), 'damaged-modes.json'),
          },
        }),
  });
}

/** Whether the text is now under a key of its own, so that the modes' own key can be written again. */
function setAside(text: string): boolean {
  try {
    for (let number = 1; number <= MAX_ASIDE; number += 1) {
      const key = `${KEY}.set-aside-${number}`;
      const there = window.localStorage.getItem(key);
      if (there === null) window.localStorage.setItem(key, text);
      if (there === null || there === text) return true;
    }
  } catch {
    // No room: the damaged text stays where it is until there is some.
  }
  return false;
}
