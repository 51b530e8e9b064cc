import { readPreference, type Preferences } from '../../state/preferences.ts';

/** The settings that go into a file: how the viewer is worked with, nothing of what is read in it. */
const names = ['keys', 'mouse', 'palette', 'lens'] as const;
const format = 'hangar-input-settings';

export type InputSettings = Pick<Preferences, (typeof names)[number]>;

export function writeSettings(preferences: Preferences): string {
  const own = Object.fromEntries(names.map((name) => [name, preferences[name]]));
  return `${JSON.stringify({ format, version: 1, ...own }, undefined, 2)}\n`;
}

/**
 * Settings from a file; what it does not name is as it comes.
 * @returns a sentence when it is no such file or holds what this version does not know
 */
export function readSettings(text: string): InputSettings | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'The file is not JSON.' };
  }
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== format)
    return { problem: 'The file holds no keys and mouse settings of this viewer.' };
  const found: InputSettings = {};
  for (const name of names) {
    const part: unknown = Reflect.get(value, name);
    if (part === undefined) continue;
    const read = readPreference(name, JSON.stringify(part));
    if (!(name in read)) return { problem: `“${name}” in the file is not what this version writes.` };
    Object.assign(found, read);
  }
  return found;
}

export const settingNames = names;
