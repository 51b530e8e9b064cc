import type { NoticeCommands } from './notices.ts';
import type { OpenRequest } from './openRequest.ts';
import type { Screen } from './screenLink.ts';
import { isLoading } from './selectors.ts';
import { asideHere } from './borrowedRules.ts';
import { explainEmpty } from './takeUpRest.ts';
import { settleScreen, tellOfMisses } from './settleScreen.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { ViewportCell } from './viewerState.ts';

/**
 * A hanging kept over a reload, or by a link, may name what has left the archive
 * since: said once everything else is here.
 * @returns to be called with what was opened whenever something has come
 */
export function createMissingTeller(
  parts: Pick<ViewerParts, 'store' | 'modes' | 'kindFor' | 'registry'>,
  notices: Pick<NoticeCommands, 'notify'>,
): (request: OpenRequest) => void {
  const { store } = parts;
  const settled = new WeakSet<Screen>();
  /** Those that were told: once for each link. */
  let told: ReadonlySet<string> | undefined;

  function tellOfAside() {
    const { borrowedRules } = store.getState();
    if (!borrowedRules || told === borrowedRules.ids) return;
    told = borrowedRules.ids;
    const count = asideHere(store.getState()).length;
    if (count === 0) return;
    notices.notify({
      kind: 'info',
      title: 'The link’s splits and merges are used here',
      text: `${count === 1 ? 'One of your own stands' : `${count} of your own stand`} aside on this screen, and ${count === 1 ? 'is' : 'are'} kept. Open the study without the link to use ${count === 1 ? 'it' : 'them'}.`,
      transient: false,
    });
  }

  return (request) => {
    const state = store.getState();
    const { hanging, displaySets, studies, series } = state;
    // What failed may come with a retry: until then nothing is known to be missing.
    const hasFailed = [...Object.values(studies), ...Object.values(series)].some(
      ({ status }) => status === 'failed',
    );
    if (isLoading(state) || hasFailed) return;
    const explained = explainEmpty(state, parts);
    if (explained !== hanging.cells) {
      store.setState({ hanging: { ...hanging, cells: explained } });
    }
    tellOfAside();
    if (request.screen && !request.hanging && !settled.has(request.screen)) {
      settled.add(request.screen);
      const { cells, misses } = settleScreen(store.getState(), parts);
      store.setState({ hanging: { ...hanging, cells } });
      tellOfMisses(misses, notices);
      return;
    }
    const isMissing = ({ displaySetInstanceUID: uid }: ViewportCell) =>
      uid !== undefined && !displaySets.has(uid);
    if (!explained.some(isMissing)) return;
    const absence = {
      title: 'Not here any more',
      reason: 'What this viewport showed is not in the study now.',
    };
    const emptied = { displaySetInstanceUID: undefined, kind: undefined, image: undefined, absence };
    store.setState({
      hanging: {
        ...hanging,
        cells: explained.map((cell) => (isMissing(cell) ? { ...cell, ...emptied } : cell)),
      },
    });
  };
}
