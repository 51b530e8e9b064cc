import * as z from 'zod/mini';
import type { StoreApi } from 'zustand/vanilla';
import type { HangingRule } from '../core/hanging/rule.ts';
import { isHangingRule } from '../core/hanging/rulesJson.ts';

/**
 * What the reader has chosen for good, each by its name with the shape in which
 * the browser keeps it; absent: as it comes. Names no patient and no study.
 */
export const preferenceSchemas = {
  /** Keys of commands, where they are not the command's own; by the command's id. */
  keys: z.record(z.string(), z.array(z.string())),
  /** What mouse and fingers do, where it is not how they come; by trigger (core/tools.ts). */
  mouse: z.record(z.string(), z.string()),
  /** Tools that the reader does not want in the palette: they are in its menu. */
  palette: z.object({ hidden: z.array(z.string()) }),
  /** How much the magnifier enlarges. */
  lens: z.number().check(z.gte(2), z.lte(6)),
  /** CSS pixels for one mm of this screen, measured with something of known size. */
  screen: z.object({ pixelsPerMm: z.number().check(z.gte(1), z.lte(40)) }),
  /** Layouts as text, by mode and main modality: `viewer CT`. */
  layouts: z.record(z.string(), z.string()),
  /** Memory for decoded images, MB; absent: by the machine's. */
  imageMemoryMB: z.number().check(z.gte(64), z.lte(65_536)),
  /** The reader's own hanging rules, in the order in which they are tried. */
  hangingRules: z.array(z.object({ enabled: z.boolean(), rule: z.custom<HangingRule>(isHangingRule) })),
  /** What linked viewports have in common. */
  linking: z.object({
    scroll: z.boolean(),
    window: z.boolean(),
    zoomPan: z.boolean(),
    rotation: z.boolean(),
  }),
  /** Where the active picture cuts the others: whether lines are drawn, and those of the first and the last image. */
  referenceLines: z.object({ on: z.boolean(), ends: z.boolean() }),
  /** Planes of volumes: whether those across each other are turned together, and whether their lines are drawn. */
  planes: z.object({ locked: z.boolean(), lines: z.boolean() }),
  /** What the corners of the images say, by kind of image. */
  overlay: z.record(
    z.string(),
    z.object({
      topLeft: z.array(z.string()),
      topRight: z.array(z.string()),
      bottomLeft: z.array(z.string()),
      bottomRight: z.array(z.string()),
    }),
  ),
};

export type PreferenceName = keyof typeof preferenceSchemas;

export type Preferences = {
  readonly [Name in PreferenceName]?: z.infer<(typeof preferenceSchemas)[Name]>;
};

export interface PreferenceCommands {
  /** Makes a choice or, with undefined, goes back to how it comes. */
  setPreference<Name extends PreferenceName>(name: Name, value: Preferences[Name] | undefined): void;
}

export function createPreferenceCommands(
  store: StoreApi<{ readonly preferences: Preferences }>,
): PreferenceCommands {
  return {
    setPreference(name, value) {
      const { [name]: _former, ...others } = store.getState().preferences;
      store.setState({ preferences: value === undefined ? others : { ...others, [name]: value } });
    },
  };
}

/**
 * One choice as it was kept.
 * @returns undefined when it is not what this version of the viewer writes.
 */
export function readPreference(name: PreferenceName, text: string): Preferences {
  try {
    const result = preferenceSchemas[name].safeParse(JSON.parse(text));
    return result.success ? { [name]: result.data } : {};
  } catch {
    return {};
  }
}
