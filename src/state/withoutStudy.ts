import type { Hanging, ViewerState } from './viewerState.ts';

type Open = Pick<
  ViewerState,
  'studyOrder' | 'studies' | 'series' | 'displaySets' | 'hanging' | 'past' | 'future'
>;

/** What is left when one of several studies is closed: viewports that showed it say so, now and when taken back. */
export function withoutStudy(state: Open, StudyInstanceUID: string): Open {
  const { [StudyInstanceUID]: _closed, ...studies } = state.studies;
  const series = Object.fromEntries(
    Object.entries(state.series).filter(([, { summary }]) => summary.StudyInstanceUID !== StudyInstanceUID),
  );
  const emptied = <Moment extends Hanging>(hanging: Moment): Moment => ({
    ...hanging,
    cells: hanging.cells.map((cell) => {
      const set = state.displaySets.get(cell.displaySetInstanceUID ?? '');
      if (set?.StudyInstanceUID !== StudyInstanceUID) return cell;
      return {
        ...cell,
        displaySetInstanceUID: undefined,
        kind: undefined,
        image: undefined,
        presentation: undefined,
        absence: { title: set.label, reason: 'Its study has been closed.' },
        homes: {},
      };
    }),
  });
  return {
    studyOrder: state.studyOrder.filter((uid) => uid !== StudyInstanceUID),
    studies,
    series,
    displaySets: new Map(
      [...state.displaySets].filter(([, set]) => set.StudyInstanceUID !== StudyInstanceUID),
    ),
    hanging: emptied(state.hanging),
    past: state.past.map(emptied),
    future: state.future.map(emptied),
  };
}
