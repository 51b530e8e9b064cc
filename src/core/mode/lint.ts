import { didYouMean } from '../didYouMean.ts';
import type { RegisteredHandler } from '../extension/sopClassHandler.ts';
import { handlerReach } from './handlerReach.ts';
import type { LintMessage } from './lintMessage.ts';
import type { Mode } from './mode.ts';
import { modeShape } from './modeShape.ts';

type Handlers = ReadonlyMap<string, RegisteredHandler>;

const FIELDS = {
  id: true,
  displayName: true,
  description: true,
  icon: true,
  sopClassHandlers: true,
  isApplicable: true,
  layout: true,
  order: true,
  autoPlay: true,
  fillsLayout: true,
  opensInPlanes: true,
  hangingRules: true,
  preferredViewportKinds: true,
  tools: true,
  panels: true,
} as const satisfies Record<keyof Mode, true>;

/** Fields that a file has besides those of a mode. */
const FILE_FIELDS = ['hangar', 'version', 'basedOn'] as const;

/** Kinds that the viewer has a word for, whether anything here shows them or not. */
const KINDS = ['stack', 'volume', 'volume3d', 'video', 'wholeslide', 'ecg', 'document', 'tags'] as const;

/**
 * What is wrong with a mode, from wherever it comes: a file, an extension, the
 * editor. Codes: `wrong-value`, `layout-range`, `unknown-field`,
 * `unknown-handler`, `duplicate-handler`, `unreachable-handler`,
 * `claims-nothing`, `unknown-kind`, `kind-not-made`.
 * @param handlers all that are registered.
 */
export function lintMode(mode: unknown, handlers: Handlers): readonly LintMessage[] {
  if (typeof mode !== 'object' || mode === null || Array.isArray(mode)) {
    return [
      { severity: 'error', code: 'wrong-value', path: '', text: 'A mode is an object: { "id": …, … }.' },
    ];
  }
  const order: readonly unknown[] =
    'sopClassHandlers' in mode && Array.isArray(mode.sopClassHandlers) ? mode.sopClassHandlers : [];
  const ids = order.map((id) => (typeof id === 'string' ? id : ''));
  const kinds: readonly unknown[] =
    'preferredViewportKinds' in mode && Array.isArray(mode.preferredViewportKinds)
      ? mode.preferredViewportKinds
      : [];
  return [
    ...shapeMessages(mode),
    ...fieldMessages(mode),
    ...orderMessages(ids, handlers),
    ...kinds.flatMap((kind, i) => kindMessages(kind, i, ids, handlers)),
  ];
}

function shapeMessages(mode: object): readonly LintMessage[] {
  const result = modeShape.safeParse(mode);
  if (result.success) return [];
  return result.error.issues.map(({ path, message }) => {
    const where = pathText(path);
    const isLayout = path[0] === 'layout';
    return {
      severity: 'error',
      code: isLayout ? 'layout-range' : 'wrong-value',
      path: where,
      text: `${where || 'The mode'} ${message}.`,
    };
  });
}

export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  );

function fieldMessages(mode: object): readonly LintMessage[] {
  const known = [...Object.keys(FIELDS), ...FILE_FIELDS];
  return Object.keys(mode)
    .filter((field) => !known.includes(field))
    .map((field) => {
      const meant = didYouMean(field, known);
      return {
        severity: 'warning',
        code: 'unknown-field',
        path: field,
        text: `“${field}” is no field of a mode${meant === undefined ? ': it has no effect.' : `; “${meant}” is meant?`}`,
      };
    });
}

/** What can be said of an order of handlers by itself. */
export function orderMessages(ids: readonly string[], handlers: Handlers): readonly LintMessage[] {
  const messages: LintMessage[] = [];
  const seen = new Map<string, number>();
  const before: RegisteredHandler[] = [];
  ids.forEach((id, i) => {
    const path = `sopClassHandlers[${i}]`;
    const about = { path, handlerId: id };
    const registered = handlers.get(id);
    const first = seen.get(id);
    seen.set(id, first ?? i);
    if (!registered) {
      const meant = didYouMean(id, handlers.keys());
      const text = `No extension registers “${id}”${meant === undefined ? '' : `; “${meant}” is meant?`}`;
      messages.push({ severity: 'error', code: 'unknown-handler', ...about, text });
    } else if (first !== undefined) {
      const text = `${shortName(id)} is in the list twice; only its first place, ${first + 1}, counts.`;
      messages.push({ severity: 'error', code: 'duplicate-handler', ...about, text });
    } else {
      const text = unreachable(registered, before);
      if (text) messages.push({ severity: 'warning', code: 'unreachable-handler', ...about, text });
      before.push(registered);
    }
  });
  if (before.length === 0) {
    const text =
      ids.length === 0
        ? 'The mode has no handler, so it would show every instance as one that cannot be displayed.'
        : 'None of its handlers is registered, so it would show every instance as one that cannot be displayed.';
    messages.push({ severity: 'error', code: 'claims-nothing', path: 'sopClassHandlers', text });
  }
  return messages;
}

/**
 * Why a handler at this place gets nothing: every typical object that it would
 * take is taken whole before it. For one that takes only special objects (its
 * conditions cannot be known) all those with pictures of its classes count.
 */
function unreachable(
  registered: RegisteredHandler,
  before: readonly RegisteredHandler[],
): string | undefined {
  const { takesSome, offered } = handlerReach(registered);
  const wanted = takesSome.size > 0 ? takesSome : offered;
  const takers = new Set<string>();
  for (const key of wanted) {
    const taker = before.find((other) => handlerReach(other).takesAll.has(key));
    if (!taker) return undefined;
    takers.add(shortName(taker.id));
  }
  if (takers.size === 0) return undefined;
  const who = listed([...takers]);
  const take = takers.size === 1 ? 'takes' : 'take';
  return takesSome.size > 0
    ? `${shortName(registered.id)} gets nothing here: ${who} before it ${take} all that it would.`
    : `${shortName(registered.id)} gets nothing here: ${who} before it ${take} the images of all its SOP classes.`;
}

function kindMessages(
  kind: unknown,
  index: number,
  ids: readonly string[],
  handlers: Handlers,
): readonly LintMessage[] {
  if (typeof kind !== 'string') return [];
  const path = `preferredViewportKinds[${index}]`;
  const own = ids.flatMap((id) => handlers.get(id) ?? []).map(handlerReach);
  if (own.some(({ kinds }) => kinds.has(kind))) return [];
  const everywhere = new Set<string>(KINDS);
  for (const registered of handlers.values())
    for (const made of handlerReach(registered).kinds) everywhere.add(made);
  if (!everywhere.has(kind)) {
    const meant = didYouMean(kind, everywhere);
    const text = `There is no viewport kind “${kind}”${meant === undefined ? '' : `; “${meant}” is meant?`}`;
    return [{ severity: 'warning', code: 'unknown-kind', path, text }];
  }
  // A handler of special objects may make it all the same.
  if (own.some(({ takesSome }) => takesSome.size === 0)) return [];
  const text = `The mode prefers “${kind}”, which none of its handlers makes.`;
  return [{ severity: 'warning', code: 'kind-not-made', path, text }];
}

/** A handler's name as people see it, without the part that all ids share. */
export function shortName(handlerId: string): string {
  const [extension = '', , ...name] = handlerId.split('.');
  return name.length === 0 ? handlerId : `${name.join('.')} (${extension})`;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
