import type { Preferences } from './preferences.ts';

/** What has keys: a command, as far as they are concerned. */
export interface Keyed {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** Those it comes with. */
  readonly keys: readonly string[];
}

export type OwnKeys = Preferences['keys'];

/** The keys of a command: the reader's own, or those it comes with. */
export const keysOf = ({ id, keys }: Pick<Keyed, 'id' | 'keys'>, own: OwnKeys): readonly string[] =>
  (own && Object.hasOwn(own, id) ? own[id] : undefined) ?? keys;

/**
 * What each key does. A key that the reader gave to a command is taken from all
 * others; of two commands that both come with it, the first has it.
 */
export function commandsByKey<C extends Keyed>(commands: readonly C[], own: OwnKeys): ReadonlyMap<string, C> {
  const byKey = new Map<string, C>();
  const isChanged = ({ id }: C) => own !== undefined && Object.hasOwn(own, id);
  for (const command of [...commands.filter(isChanged), ...commands.filter((each) => !isChanged(each))])
    for (const key of keysOf(command, own)) if (!byKey.has(key)) byKey.set(key, command);
  return byKey;
}

/** The other commands that have a key, too. */
export const othersWith = <C extends Keyed>(
  commands: readonly C[],
  own: OwnKeys,
  command: Pick<C, 'id'>,
  key: string,
): readonly C[] => commands.filter((each) => each.id !== command.id && keysOf(each, own).includes(key));

/**
 * Gives a command another list of keys.
 * @returns what is to be kept; undefined when nothing differs from how it comes.
 */
export function withKeys(own: OwnKeys, command: Keyed, keys: readonly string[]): OwnKeys {
  const { [command.id]: _former, ...others } = own ?? {};
  const isAsItComes =
    keys.length === command.keys.length && keys.every((key, at) => key === command.keys[at]);
  const next = isAsItComes ? others : { ...others, [command.id]: [...keys] };
  return Object.keys(next).length > 0 ? next : undefined;
}

/** Gives a key to a command and takes it from all others that have it. */
export function withKeyMoved<C extends Keyed>(
  commands: readonly C[],
  own: OwnKeys,
  command: C,
  keys: readonly string[],
): OwnKeys {
  let next = own;
  for (const key of keys)
    for (const other of othersWith(commands, next, command, key))
      next = withKeys(
        next,
        other,
        keysOf(other, next).filter((each) => each !== key),
      );
  return withKeys(next, command, keys);
}
