import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { HandlerTrace, SeriesTrace } from '../../core/displaySet/organized.ts';
import { handlerName } from '../../core/extension/handlerName.ts';

type MadeSet = HandlerTrace['displaySets'][number];

/** One property of two display sets of a series. */
export interface Difference {
  readonly what: string;
  readonly here: string;
  readonly there: string;
  readonly differs: boolean;
  /** Whether the handler split the series by it. */
  readonly isSplit: boolean;
}

/** What the trace says of a display set; undefined for those that stand for unclaimed instances. */
export function madeSet(trace: SeriesTrace, { displaySetInstanceUID }: DisplaySet): MadeSet | undefined {
  for (const { displaySets } of trace.handlers) {
    const made = displaySets.find((each) => each.displaySetInstanceUID === displaySetInstanceUID);
    if (made) return made;
  }
  return undefined;
}

/** Why two display sets of one series are two: their handlers and split values first, then what follows from them. */
export function differences(trace: SeriesTrace, a: DisplaySet, b: DisplaySet): readonly Difference[] {
  const [here, there] = [madeSet(trace, a), madeSet(trace, b)];
  const attributes = new Set([
    ...Object.keys(here?.splitValues ?? {}),
    ...Object.keys(there?.splitValues ?? {}),
  ]);
  const row = (
    what: string,
    valueOf: (set: DisplaySet, made: MadeSet | undefined) => string,
    isSplit = false,
  ) => {
    const [first, second] = [valueOf(a, here), valueOf(b, there)];
    return { what, here: first, there: second, differs: first !== second, isSplit };
  };
  return [
    row('Handler', ({ SOPClassHandlerId, unsupported }) =>
      unsupported ? 'none took it' : handlerName(SOPClassHandlerId).name,
    ),
    ...[...attributes].map((name) => row(name, (_, made) => made?.splitValues[name] ?? 'none', true)),
    row('Ordered by', (_, made) => made?.sortedBy ?? 'not ordered'),
    row('Instances', ({ instances }) => instances.length.toLocaleString()),
    row('Images', ({ numImageFrames }) => numImageFrames.toLocaleString()),
    row('Shown as', ({ viewportKinds }) => viewportKinds[0] ?? 'nothing'),
  ];
}
