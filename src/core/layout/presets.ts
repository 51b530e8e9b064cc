import { gridLayout, MAX_VIEWPORTS, type Layout } from './layout.ts';

/** A layout that the page offers by a picture. */
export interface Preset {
  readonly name: string;
  readonly layout: Layout;
}

const side = [1, 2, 3, 4] as const;

/** One to four rows and columns, row by row. */
export const gridPresets: readonly Preset[] = side.flatMap((rows) =>
  side
    .filter((columns) => rows * columns <= MAX_VIEWPORTS)
    .map((columns) => ({ name: `${rows} by ${columns}`, layout: gridLayout({ rows, columns }) })),
);

const beside = (...parts: readonly (readonly [number, Layout])[]): Layout => ({
  split: 'columns',
  parts: parts.map(([share, layout]) => ({ share, layout })),
});
const below = (...parts: readonly (readonly [number, Layout])[]): Layout => ({
  split: 'rows',
  parts: parts.map(([share, layout]) => ({ share, layout })),
});
const column = (rows: number) => gridLayout({ rows, columns: 1 });
const row = (columns: number) => gridLayout({ rows: 1, columns });

/** Viewports of several sizes. */
export const unevenPresets: readonly Preset[] = [
  { name: 'One and a column of two', layout: beside([1, 'viewport'], [1, column(2)]) },
  { name: 'A column of two and one', layout: beside([1, column(2)], [1, 'viewport']) },
  { name: 'One above two', layout: below([1, 'viewport'], [1, row(2)]) },
  { name: 'Two above one', layout: below([1, row(2)], [1, 'viewport']) },
  { name: 'One large and a column of three', layout: beside([2, 'viewport'], [1, column(3)]) },
  { name: 'A column of three and one large', layout: beside([1, column(3)], [2, 'viewport']) },
  { name: 'One large above a row of three', layout: below([2, 'viewport'], [1, row(3)]) },
  { name: 'A row of three above one large', layout: below([1, row(3)], [2, 'viewport']) },
];
