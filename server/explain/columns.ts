/** Text for a terminal of this many columns. */
export const terminalColumns = 100;

export interface Column {
  readonly title: string;
  readonly align?: 'right' | undefined;
  /** Not made narrower than this while others can be. */
  readonly least?: number | undefined;
}

const gap = 2;
const leastWidth = 5;

/** Lines of a table: each column as wide as it needs; the widest give way, cut with a "~", where a line would be too long. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const widths = widthsWithin(
    columns.map(({ title }, i) =>
      rows.reduce((most, row) => Math.max(most, (row[i] ?? '').length), title.length),
    ),
    columns.map(({ least = leastWidth }) => least),
    terminalColumns - gap * (columns.length - 1),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, i) => fit(cells[i] ?? '', widths[i] ?? 0, align))
      .join(' '.repeat(gap))
      .trimEnd();
  return [
    line(columns.map(({ title }) => title)),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
  ];
}

/** Takes from the widest column that may still give, until all fit or none may. */
function widthsWithin(
  natural: readonly number[],
  least: readonly number[],
  total: number,
): readonly number[] {
  const widths = [...natural];
  let over = widths.reduce((sum, width) => sum + width, 0) - total;
  for (; over > 0; over--) {
    const room = widths.map((width, i) => (width > (least[i] ?? 0) ? width : 0));
    const widest = Math.max(...room);
    if (widest === 0) break;
    widths[room.indexOf(widest)] = widest - 1;
  }
  return widths;
}

function fit(cell: string, width: number, align: Column['align']): string {
  const shown = cell.length > width ? `${cell.slice(0, Math.max(0, width - 1))}~` : cell;
  return align === 'right' ? shown.padStart(width) : shown.padEnd(width);
}

/** Text in lines that fit, broken at blanks; every line after the first further in. */
export function wrapped(text: string, indent: number, more = 2): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let isEmpty = true;
  for (const word of text.split(/\s+/).flatMap((part) => pieces(part, terminalColumns - indent - more))) {
    if (!isEmpty && line.length + 1 + word.length > terminalColumns) {
      lines.push(line);
      line = ' '.repeat(indent + more);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return isEmpty ? lines : [...lines, line];
}

/** A word longer than a line is broken anywhere: it is a key, not a word. */
function pieces(word: string, most: number): string[] {
  const parts: string[] = [];
  for (let i = 0; i < word.length; i += most) parts.push(word.slice(i, i + most));
  return parts;
}

export const count = (n: number, noun: string): string =>
  `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;

/** Text of a file must not move the cursor or colour the terminal. */
export const printable = (line: string): string => line.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\u{FFFD}');
