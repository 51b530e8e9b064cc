/** Entries of a colour map: a window is drawn in so many colours. */
export const tableSize = 256;

/** One channel: entry and value (0-255) in turn, straight in between. Starts at entry 0, ends at 255. */
export type ChannelPoints = readonly number[];

/** The colour from an entry on. */
export type ColourStep = readonly [entry: number, red: number, green: number, blue: number];

/** Red, green and blue of each entry in turn: 768 numbers. Not to be written to. */
export type ColourTable = Uint8Array;

/** Straight between the points of each channel, rounded. */
export function tableThrough(channels: readonly [ChannelPoints, ChannelPoints, ChannelPoints]): ColourTable {
  const table = new Uint8Array(tableSize * 3);
  for (const [channel, points] of channels.entries())
    for (let from = 0; from + 3 < points.length; from += 2) {
      const [first = 0, start = 0, last = 0, end = 0] = points.slice(from, from + 4);
      for (let entry = first; entry <= last; entry++)
        table[entry * 3 + channel] = Math.floor(
          start + ((end - start) * (entry - first)) / (last - first) + 0.5,
        );
    }
  return table;
}

/** Straight between whole colours. */
export function tableBetween(colours: readonly ColourStep[]): ColourTable {
  const channel = (at: 1 | 2 | 3): ChannelPoints => colours.flatMap((colour) => [colour[0], colour[at]]);
  return tableThrough([channel(1), channel(2), channel(3)]);
}

/** One colour from each step to the next. */
export function tableInSteps(steps: readonly ColourStep[]): ColourTable {
  const table = new Uint8Array(tableSize * 3);
  for (const [entry, red, green, blue] of steps)
    for (let at = entry; at < tableSize; at++) table.set([red, green, blue], at * 3);
  return table;
}

/** Colours at even distances, straight in between: the first at entry 0, the last at 255. */
export function tableEvenly(
  colours: readonly (readonly [red: number, green: number, blue: number])[],
): ColourTable {
  const at = (index: number) => Math.round((index * (tableSize - 1)) / (colours.length - 1));
  return tableBetween(colours.map((colour, index) => [at(index), ...colour]));
}
