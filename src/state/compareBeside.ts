import { formatDate } from '../core/dicom/format.ts';
import { counterpartOf } from '../core/priors/counterpart.ts';
import { cellOf, visibleCells } from './hanging.ts';
import type { HangingCommands } from './hangingCommands.ts';
import type { LinkingCommands } from './linking.ts';
import type { NoticeCommands } from './notices.ts';
import type { TaskCommands, TaskRun } from './tasks.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { SeriesEntry, ViewerState } from './viewerState.ts';

/** How long nothing at all may come of another study before what is there is compared, ms. */
export const PATIENCE_MS = 10_000;

export interface CompareDependencies {
  readonly hanging: HangingCommands;
  readonly linking: LinkingCommands;
  readonly notices: NoticeCommands;
  readonly tasks: TaskCommands;
}

/**
 * Shows beside a viewport what another study, open already, has of the same
 * kind, and links the two. It waits, as a task with progress that can be
 * cancelled, for the series that may be meant: those of the same modality. Where
 * nothing comes for `PATIENCE_MS` it goes on with what is there and names what is
 * missing; the same where series have failed.
 */
export type CompareBeside = (viewportId: string, StudyInstanceUID: string) => Promise<void>;

export function createCompareBeside(
  { store }: Pick<ViewerParts, 'store'>,
  { hanging, linking, notices, tasks }: CompareDependencies,
): CompareBeside {
  const get = store.getState;

  async function compare(viewportId: string, StudyInstanceUID: string): Promise<void> {
    const shown = get().displaySets.get(cellOf(get().hanging, viewportId)?.displaySetInstanceUID ?? '');
    if (!shown) {
      notices.notify({
        kind: 'info',
        title: 'Nothing to compare',
        text: 'The active viewport shows no series. The other study is open in the list.',
        transient: true,
      });
      return;
    }
    await tasks.runTask(`Comparing with ${nameOf(get(), StudyInstanceUID)}`, async (task) => {
      await settled({ store, StudyInstanceUID, Modality: shown.Modality }, task);
      const state = get();
      const entries = entriesOf(state, StudyInstanceUID);
      const { status } = state.studies[StudyInstanceUID] ?? {};
      const missing = [
        ...(status === 'loading' || status === 'failed' ? ['the list of its series'] : []),
        ...entries
          .filter((entry) => mayBeMeant(entry, shown.Modality) && !isHere(state, entry))
          .map(missingWords),
      ];
      const counterpart = counterpartOf(
        shown,
        entries.flatMap(({ key }) => state.organized[key]?.displaySets ?? []),
      );
      if (counterpart) showBeside(viewportId, counterpart.displaySetInstanceUID);
      if (missing.length > 0) {
        notices.notify({
          kind: 'warning',
          title: counterpart ? 'Compared with what is there' : 'Nothing to compare it with yet',
          text: `Missing of that study: ${missing.join('; ')}.`,
          action: { label: 'Compare again', run: () => void compare(viewportId, StudyInstanceUID) },
          transient: false,
        });
      }
      if (counterpart) return `${counterpart.label} of the other study is beside it`;
      if (missing.length === 0) {
        notices.notify({
          kind: 'info',
          title: 'Nothing to compare it with',
          text: `That study has no images of the kind of ${shown.label}. It is open in the list.`,
          transient: true,
        });
      }
      return 'The other study is open in the list';
    });
  }

  function showBeside(viewportId: string, displaySetInstanceUID: string) {
    const cells = visibleCells(get().hanging);
    const place = cells.findIndex(({ id }) => id === viewportId);
    const free = cells.find(({ displaySetInstanceUID: uid }) => uid === undefined);
    const next = free ?? cells[(place + 1) % cells.length];
    if (cells.length === 1 || !next || next.id === viewportId)
      hanging.showAtSide(viewportId, 'right', displaySetInstanceUID, { forGood: false });
    else hanging.showDisplaySet({ viewportId: next.id, displaySetInstanceUID });
    linking.linkViewports([viewportId, get().hanging.activeViewportId]);
    linking.linkFromHere(true);
  }

  return compare;
}

const entriesOf = (state: ViewerState, StudyInstanceUID: string): readonly SeriesEntry[] =>
  Object.values(state.series).filter(({ summary }) => summary.StudyInstanceUID === StudyInstanceUID);

/** An archive may leave the modality out of its list. */
const mayBeMeant = ({ summary }: SeriesEntry, Modality: string | undefined): boolean =>
  summary.Modality === undefined || Modality === undefined || summary.Modality === Modality;

const isHere = ({ organized }: ViewerState, { key, status }: SeriesEntry): boolean =>
  status === 'ready' && organized[key] !== undefined;

interface Awaited {
  readonly store: ViewerParts['store'];
  readonly StudyInstanceUID: string;
  readonly Modality: string | undefined;
}

/**
 * Resolves when every series of the study that may be meant is here or has
 * failed, or when nothing has changed in the study for too long.
 * @throws AbortError when the task is cancelled, or the study is closed meanwhile.
 */
function settled(
  { store, StudyInstanceUID, Modality }: Awaited,
  { signal, onProgress }: TaskRun,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let [last, isOver] = ['', false];
    const end = (how: () => void) => {
      isOver = true;
      clearTimeout(timer);
      stop();
      signal.removeEventListener('abort', onAbort);
      how();
    };
    const onAbort = () => end(() => reject(new DOMException('Cancelled', 'AbortError')));
    const look = () => {
      // What is told here changes the store, too.
      if (isOver) return;
      const state = store.getState();
      const study = state.studies[StudyInstanceUID];
      if (!study) {
        onAbort();
        return;
      }
      const meant = entriesOf(state, StudyInstanceUID).filter((entry) => mayBeMeant(entry, Modality));
      const done = meant.filter((entry) => entry.status === 'failed' || isHere(state, entry));
      if (study.status !== 'loading' && !state.organizing && done.length === meant.length) {
        end(resolve);
        return;
      }
      const signOfLife = JSON.stringify([
        study.status,
        state.organizing,
        meant.map(({ status, loaded }) => [status, loaded]),
        done.length,
      ]);
      if (signOfLife === last) return;
      last = signOfLife;
      clearTimeout(timer);
      timer = setTimeout(() => end(resolve), PATIENCE_MS);
      if (meant.length === 0) onProgress(undefined, 'Asking for its series');
      else onProgress(done.length / meant.length, `${done.length} of ${meant.length} series are here`);
    };
    const stop = store.subscribe(look);
    signal.addEventListener('abort', onAbort, { once: true });
    look();
  });
}

function nameOf({ studies, priors }: ViewerState, StudyInstanceUID: string): string {
  const found = priors.found.find((study) => study.StudyInstanceUID === StudyInstanceUID);
  const date = (studies[StudyInstanceUID]?.summary ?? found)?.StudyDate;
  const written = formatDate(date);
  return written ? `the study of ${written}` : 'the other study';
}

function missingWords({ summary: { SeriesNumber, SeriesDescription }, status, error }: SeriesEntry): string {
  const name = [SeriesNumber === undefined ? 'a series' : `series ${SeriesNumber}`, SeriesDescription]
    .filter(Boolean)
    .join(', ');
  return status === 'failed'
    ? `${name} (${error?.message ?? 'it could not be had'})`
    : `${name} (has not come yet)`;
}
