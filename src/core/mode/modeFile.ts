import * as z from 'zod/mini';
import { describeError } from '../errors.ts';
import type { RegisteredHandler } from '../extension/sopClassHandler.ts';
import { jsonLines, type JsonLines } from './jsonLines.ts';
import { lintMode, pathText } from './lint.ts';
import type { LintMessage } from './lintMessage.ts';
import type { Mode } from './mode.ts';
import { idShape, modeShape } from './modeShape.ts';
import type { ModeFile, UserMode } from './userMode.ts';

export type { ModeFile } from './userMode.ts';

/** Written into every file; raised when an older viewer would misread it. */
export const MODE_FILE_VERSION = 1;
/** Longer than any list of handlers; a file beyond it is not a mode. */
const MAX_LENGTH = 200_000;

const fileShape = z.extend(modeShape, {
  hangar: z.optional(z.literal('mode', 'must be "mode"')),
  version: z.optional(
    z.literal(MODE_FILE_VERSION, `must be ${MODE_FILE_VERSION}: the file is from another version`),
  ),
  basedOn: z.optional(idShape),
});

export interface ReadModeFile {
  /** With the handlers that it names, known or not; undefined when it cannot be used at all. */
  readonly mode: ModeFile | undefined;
  readonly messages: readonly LintMessage[];
}

type Handlers = ReadonlyMap<string, RegisteredHandler>;

/** A mode from a JSON text: as much of it as can be used, and everything that is wrong, with its line. */
export function readModeFile(text: string, handlers: Handlers): ReadModeFile {
  if (text.length > MAX_LENGTH)
    return unusable(`The file has ${text.length.toLocaleString()} characters: it is no mode.`);
  const places = jsonLines(text);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const { stopsAt } = places;
    return stopsAt
      ? {
          mode: undefined,
          messages: [
            {
              severity: 'error',
              code: 'not-json',
              path: '',
              line: stopsAt.line,
              text: `The file stops being JSON at line ${stopsAt.line}, column ${stopsAt.column}: ${nearby(text, stopsAt.line)}`,
            },
          ],
        }
      : unusable(`The file is not JSON: ${describeError(error)}`);
  }
  const { mode, messages } = readMode(value, handlers);
  const doubles = places.doubles.map(({ path, line }): LintMessage => ({
    severity: 'warning',
    code: 'double-field',
    path,
    line,
    text: `“${path}” is there twice; the last one counts.`,
  }));
  return { mode, messages: [...doubles, ...messages.map((message) => withLine(message, places))] };
}

/** The same of a value that was JSON: wrong optional fields and unknown handlers are left out, and told. */
export function readMode(value: unknown, handlers: Handlers): ReadModeFile {
  const linted = lintMode(value, handlers);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { mode: undefined, messages: linted };
  }
  const whole = fileShape.safeParse(value);
  const own = (whole.success ? [] : whole.error.issues)
    .filter(({ path }) => ['hangar', 'version', 'basedOn'].includes(String(path[0])))
    .map(({ path, message }): LintMessage => ({
      severity: 'error',
      code: 'wrong-value',
      path: pathText(path),
      text: `${pathText(path)} ${message}.`,
    }));
  const messages = [...own, ...linted];
  const isForeign = own.some(({ path }) => path === 'hangar' || path === 'version');
  const wrong = new Set((whole.success ? [] : whole.error.issues).map(({ path }) => String(path[0])));
  const kept = Object.fromEntries(Object.entries(value).filter(([field]) => !wrong.has(field)));
  const result = isForeign ? undefined : fileShape.safeParse(kept);
  if (!result?.success) return { mode: undefined, messages };
  return { mode: plainMode(result.data), messages };
}

/** The fields of a mode file and no others, those without a value left out. */
function plainMode(data: z.infer<typeof fileShape>): ModeFile {
  const { id, displayName, description, icon, basedOn, layout, order, preferredViewportKinds } = data;
  const { autoPlay, fillsLayout } = data;
  return {
    id,
    displayName,
    sopClassHandlers: [...new Set(data.sopClassHandlers)],
    ...(description === undefined ? {} : { description }),
    ...(icon === undefined ? {} : { icon }),
    ...(basedOn === undefined ? {} : { basedOn }),
    ...(layout === undefined ? {} : { layout }),
    ...(order === undefined ? {} : { order }),
    ...(autoPlay === undefined ? {} : { autoPlay }),
    ...(fillsLayout === undefined ? {} : { fillsLayout }),
    ...(preferredViewportKinds === undefined ? {} : { preferredViewportKinds }),
  };
}

/** What of a mode goes into a file. */
export function toModeFile(mode: Mode & Partial<Pick<UserMode, 'basedOn'>>): ModeFile {
  const { id, displayName, description, icon, basedOn, sopClassHandlers, layout } = mode;
  return {
    id,
    displayName,
    ...(description === '' ? {} : { description }),
    icon,
    ...(basedOn === undefined ? {} : { basedOn }),
    sopClassHandlers,
    layout: { rows: layout.rows, columns: layout.columns },
    ...(mode.order === undefined ? {} : { order: mode.order }),
    ...(mode.autoPlay === undefined ? {} : { autoPlay: mode.autoPlay }),
    ...(mode.fillsLayout === undefined ? {} : { fillsLayout: mode.fillsLayout }),
    ...(mode.preferredViewportKinds === undefined
      ? {}
      : { preferredViewportKinds: mode.preferredViewportKinds }),
  };
}

/** A file as people read it: one handler a line. */
export const writeModeFile = (mode: ModeFile): string =>
  `${JSON.stringify({ hangar: 'mode', version: MODE_FILE_VERSION, ...mode }, undefined, 2)}\n`;

/** A file as a mode: what it leaves open (and whether it suits a study) is as in the mode that it is based on. */
export function toUserMode(file: ModeFile, base: Mode, handlers: Handlers): UserMode {
  const { description = '', ...rest } = file;
  const { order, autoPlay, fillsLayout, opensInPlanes, preferredViewportKinds, ...open } = base;
  const listing = rest.order ?? order;
  const playing = rest.autoPlay ?? autoPlay;
  const filled = rest.fillsLayout ?? fillsLayout;
  const kinds = rest.preferredViewportKinds ?? preferredViewportKinds;
  return {
    ...open,
    ...rest,
    description,
    sopClassHandlers: file.sopClassHandlers.filter((id) => handlers.has(id)),
    basedOn: base.id,
    file,
    isApplicable: (study) => base.isApplicable(study),
    ...(listing === undefined ? {} : { order: listing }),
    ...(playing === undefined ? {} : { autoPlay: playing }),
    ...(filled === undefined ? {} : { fillsLayout: filled }),
    // A layout of the reader's own is what it opens with.
    ...(opensInPlanes && isLayoutOf(base, rest.layout) ? { opensInPlanes } : {}),
    ...(kinds === undefined ? {} : { preferredViewportKinds: kinds }),
  };
}

const isLayoutOf = ({ layout }: Mode, own: ModeFile['layout'] = layout): boolean =>
  own.rows === layout.rows && own.columns === layout.columns;

/** An id for a name, and one that is free: "Echo first" becomes `echo-first`, then `echo-first-2`. */
export function idForName(name: string, isTaken: (id: string) => boolean): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 48);
  const stem = plain || 'mode';
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? stem : `${stem}-${number}`;
    if (!isTaken(id)) return id;
  }
}

/** The line of the innermost place that the text has: a missing field is told at the object that lacks it. */
function withLine(message: LintMessage, { lines }: JsonLines): LintMessage {
  for (let path = message.path; ;) {
    const line = lines.get(path);
    if (line !== undefined) return { ...message, line };
    const parent = path.replace(/(\.|^)[^.[\]]*$|\[\d+\]$/, '');
    if (path === '') return message;
    path = parent === path ? '' : parent;
  }
}

const nearby = (text: string, line: number): string =>
  (text.split('\n')[line - 1] ?? '').trim().slice(0, 60) || 'the text ends too soon';

const unusable = (text: string): ReadModeFile => ({
  mode: undefined,
  messages: [{ severity: 'error', code: 'not-json', path: '', text }],
});
