/** Where things are in a JSON text, for messages that people can follow in their editor. */
export interface JsonLines {
  /** JSON path ("layout.rows", "sopClassHandlers[3]") to line, from 1. The whole text is ''. */
  readonly lines: ReadonlyMap<string, number>;
  /** Names that one object has more than once: the last one counts, which is seldom meant. */
  readonly doubles: readonly { readonly path: string; readonly line: number }[];
  /** Where it stops being JSON; undefined when it is JSON throughout. */
  readonly stopsAt: { readonly line: number; readonly column: number } | undefined;
}

const WORD = /true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\.)*"/y;
const SPACE = /[\s\ufeff]*/y;
const MAX_DEPTH = 40;

/** Reads a JSON text for its places only; whether it is JSON is for `JSON.parse` to say. */
export function jsonLines(text: string): JsonLines {
  const lines = new Map<string, number>();
  const doubles: { path: string; line: number }[] = [];
  let at = 0;
  let lineAt = 0;
  let line = 1;

  /** The line of an offset, counted on from the last one asked for. */
  function lineOf(offset: number): number {
    for (; lineAt < offset; lineAt += 1) if (text[lineAt] === '\n') line += 1;
    return line;
  }
  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }
  function take(character: string): boolean {
    match(SPACE);
    if (text[at] !== character) return false;
    at += 1;
    return true;
  }

  /** False where it stops being JSON, with `at` on the place. */
  function value(path: string, depth: number): boolean {
    match(SPACE);
    if (!lines.has(path)) lines.set(path, lineOf(at));
    if (depth > MAX_DEPTH) return false;
    if (take('{')) return members(path, depth);
    if (take('[')) return items(path, depth);
    return match(text[at] === '"' ? TEXT : WORD) !== undefined;
  }
  function items(path: string, depth: number): boolean {
    if (take(']')) return true;
    for (let index = 0; ; index += 1) {
      if (!value(`${path}[${index}]`, depth + 1)) return false;
      if (take(']')) return true;
      if (!take(',')) return false;
    }
  }
  function members(path: string, depth: number): boolean {
    if (take('}')) return true;
    const names = new Set<string>();
    for (;;) {
      match(SPACE);
      const start = at;
      const name = match(TEXT)?.slice(1, -1);
      if (name === undefined) return false;
      const own = path === '' ? name : `${path}.${name}`;
      if (names.has(name)) doubles.push({ path: own, line: lineOf(start) });
      else lines.set(own, lineOf(start));
      names.add(name);
      if (!take(':') || !value(own, depth + 1)) return false;
      if (take('}')) return true;
      if (!take(',')) return false;
    }
  }

  const whole = value('', 0);
  match(SPACE);
  if (whole && at === text.length) return { lines, doubles, stopsAt: undefined };
  const stopLine = lineOf(at);
  return { lines, doubles, stopsAt: { line: stopLine, column: at - text.lastIndexOf('\n', at - 1) } };
}
