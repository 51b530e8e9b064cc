import * as z from 'zod/mini';
import type { Registry } from '../core/extension/registry.ts';
import { readMode, toUserMode } from '../core/mode/modeFile.ts';
import type { UserMode } from '../core/mode/userMode.ts';

/** The reader's modes as a browser keeps them. */
const stored = z.object({ version: z.literal(1), modes: z.array(z.unknown()) });

export interface ReadUserModes {
  readonly modes: readonly UserMode[];
  /** Entries that cannot be used now and may be later, as they are: a handler of theirs may come back. */
  readonly carried: readonly unknown[];
  /** What is damaged, as text, to be set aside; undefined when nothing is. */
  readonly damaged: string | undefined;
  /** One sentence a fault, for the reader. */
  readonly faults: readonly string[];
}

/** The modes of a stored text. Nothing is lost: each entry is used, carried along or damaged, and told. */
export function readUserModes(text: string | null, registry: Registry): ReadUserModes {
  if (text === null) return { modes: [], carried: [], damaged: undefined, faults: [] };
  const value = parsed(text);
  const result = stored.safeParse(value);
  if (!result.success) {
    const later = typeof value === 'object' && value !== null && 'version' in value && value.version !== 1;
    const fault = later
      ? 'They were saved by another version of the viewer.'
      : 'They are not what the viewer wrote.';
    return { modes: [], carried: [], damaged: text, faults: [fault] };
  }
  const modes: UserMode[] = [];
  const carried: unknown[] = [];
  const damaged: unknown[] = [];
  const faults: string[] = [];
  for (const entry of result.data.modes) {
    const { mode: file, messages } = readMode(entry, registry.handlers);
    if (!file) {
      damaged.push(entry);
      faults.push(
        `One cannot be used: ${messages.find(({ severity }) => severity === 'error')?.text ?? 'it is not a mode.'}`,
      );
      continue;
    }
    const base = baseOf(registry, file.basedOn);
    const mode = base && toUserMode(file, base, registry.handlers);
    const isTaken = registry.mode(file.id) ?? modes.some(({ id }) => id === file.id);
    if (!mode || mode.sopClassHandlers.length === 0 || isTaken) {
      carried.push(entry);
      faults.push(
        isTaken
          ? `“${file.displayName}” has the id of another mode, ${file.id}, and is not offered.`
          : `“${file.displayName}” has no handler that is here, and is not offered.`,
      );
      continue;
    }
    modes.push(mode);
    const unknown = file.sopClassHandlers.filter((id) => !registry.handlers.has(id));
    if (unknown.length > 0)
      faults.push(`“${file.displayName}” names what is not here: ${unknown.join(', ')}. The rest is used.`);
  }
  return {
    modes,
    carried,
    damaged: damaged.length > 0 ? JSON.stringify(damaged, undefined, 2) : undefined,
    faults,
  };
}

/** The mode that lends what a saved one leaves open; the first one where its own is not here. */
export const baseOf = ({ mode, modes }: Pick<Registry, 'mode' | 'modes'>, id: string | undefined) =>
  (id === undefined ? undefined : mode(id)) ?? modes[0];

export const writeUserModes = (modes: readonly UserMode[], carried: readonly unknown[]): string =>
  JSON.stringify({ version: 1, modes: [...modes.map(({ file }) => file), ...carried] });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
