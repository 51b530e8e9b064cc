/**
 * Objects that share one layout in memory. Engines keep an object whose
 * properties are added one after another by computed names as a hash table of its
 * own: reading a property of a million of them costs several times as much. A
 * copy of an object that has all the properties keeps its layout.
 */

interface Shape {
  readonly keywords: readonly string[];
  readonly blank: Readonly<Record<string, unknown>>;
}

const shapes = new Map<string, Shape>();
let last: Shape = { keywords: [], blank: {} };
/** More kinds of items than this are not worth remembering. */
const maxShapes = 1000;
/** Few properties are stored well anyway, and very many as a table whatever one does. */
const [fewest, most] = [8, 120];

/** @param values in the order of the keywords, of which each is named once. */
export function ofSameShape(
  keywords: readonly string[],
  values: readonly unknown[],
): Record<string, unknown> {
  const item = blankFor(keywords);
  for (let i = 0; i < keywords.length; i++) item[keywords[i] ?? ''] = values[i];
  return item;
}

function blankFor(keywords: readonly string[]): Record<string, unknown> {
  if (keywords.length < fewest || keywords.length > most) return {};
  if (!isSame(last.keywords, keywords)) {
    const key = keywords.join();
    let shape = shapes.get(key);
    if (!shape) {
      if (shapes.size >= maxShapes) return {};
      // Parsed, because a parser lays out what it reads at once.
      const text = `{${keywords.map((keyword) => `${JSON.stringify(keyword)}:null`).join()}}`;
      const blank: Record<string, unknown> = JSON.parse(text);
      // A property that has held a number and a text is laid out for any value from then on.
      for (const keyword of keywords) {
        blank[keyword] = 0;
        blank[keyword] = '';
      }
      shapes.set(key, (shape = { keywords: [...keywords], blank }));
    }
    last = shape;
  }
  return { ...last.blank };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
