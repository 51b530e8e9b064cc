import type { StudySummary } from '../core/dataSource.ts';
import type { Instance } from '../core/dicom/instance.ts';
import { describeError, isAbort } from '../core/errors.ts';
import { counterpartOf } from '../core/priors/counterpart.ts';
import { otherStudies, type OtherStudy, type Patient } from '../core/priors/priors.ts';
import { cellOf, visibleCells } from './hanging.ts';
import type { HangingCommands } from './hangingCommands.ts';
import type { LinkingCommands } from './linking.ts';
import type { NoticeCommands } from './notices.ts';
import type { PriorsState } from './priorsState.ts';
import { anyInstance } from './selectors.ts';
import type { SessionCommands } from './session.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { ViewerState } from './viewerState.ts';

export interface PriorCommands {
  /** Asks the archive for the patient's other studies, by the ID of the first open one. */
  findPriors(): void;
  /** Opens the list of them, asking the archive the first time, or closes it. */
  togglePriors(): void;
  /** Opens one beside those that are open; what is shown stays. */
  openPrior(StudyInstanceUID: string): void;
  /**
   * Opens one and shows, beside the active viewport, what it has of the same
   * kind; the two scroll together from there.
   */
  comparePrior(StudyInstanceUID: string): void;
}

const LIMIT = 100;

/** The patient of the first open study, and the study, as far as they are known. */
function currentOf(state: ViewerState): { patient: Patient; study: StudySummary | Instance | undefined } {
  const uid = state.studyOrder[0] ?? '';
  const study = state.studies[uid]?.summary ?? anyInstance(state, uid);
  const { PatientID, PatientName, PatientBirthDate } = { ...anyInstance(state, uid), ...study };
  return { patient: { PatientID, PatientName, PatientBirthDate }, study };
}

/** The patient's other studies that are not open, newest first. */
export function otherStudiesOf(state: ViewerState): readonly OtherStudy[] {
  const { patient, study } = currentOf(state);
  return otherStudies(patient, state.priors.found, new Set(state.studyOrder), {
    StudyDate: study?.StudyDate,
  });
}

export function createPriorCommands(
  parts: Pick<ViewerParts, 'store' | 'dataSources' | 'live'>,
  {
    session,
    hanging: commands,
    linking,
    notices,
  }: {
    readonly session: SessionCommands;
    readonly hanging: HangingCommands;
    readonly linking: LinkingCommands;
    readonly notices: NoticeCommands;
  },
): PriorCommands {
  const { store, dataSources } = parts;
  const get = store.getState;
  const change = (priors: Partial<PriorsState>) =>
    store.setState((state) => ({ priors: { ...state.priors, ...priors } }));

  async function ask(patient: Patient) {
    const { sourceId, studyOrder } = get();
    const first = studyOrder[0];
    const source = dataSources.get(sourceId);
    const { PatientID } = patient;
    if (!source) return;
    if (!PatientID) {
      change({ status: 'failed', problem: 'The study has no patient ID to look for others by.' });
      return;
    }
    change({ status: 'asking', problem: undefined });
    try {
      const page = await source.searchStudies(
        // A star in an ID would be a wildcard (PS3.4 C.2.2.2.4): what comes is compared with the ID as it is.
        { PatientID, isWholePatientID: true, limit: LIMIT, offset: 0 },
        new AbortController().signal,
      );
      if (get().studyOrder[0] !== first) return;
      change({ status: 'here', found: page.studies, hasMore: page.hasMore });
      const { length } = otherStudiesOf(get());
      notices.announce(length === 1 ? '1 other study.' : `${length} other studies.`);
    } catch (error) {
      if (isAbort(error) || get().studyOrder[0] !== first) return;
      change({ status: 'failed', problem: describeError(error) });
    }
  }

  /** Shows beside a viewport what the other study has of the same kind, as soon as its series have come. */
  function showBeside(viewportId: string, StudyInstanceUID: string) {
    const { hanging, displaySets } = get();
    const shown = displaySets.get(cellOf(hanging, viewportId)?.displaySetInstanceUID ?? '');
    if (!shown) return;
    const entriesOf = (state: ViewerState) =>
      Object.values(state.series).filter(({ summary }) => summary.StudyInstanceUID === StudyInstanceUID);
    const isStillComing = () => {
      const state = get();
      // Closed again, or another study is open by now: nothing will come.
      if (!state.studies[StudyInstanceUID]) return false;
      if (state.studies[StudyInstanceUID].status === 'loading' || state.organizing) return true;
      return entriesOf(state).some(
        ({ key, status }) =>
          status === 'listed' || status === 'loading' || (status === 'ready' && !state.organized[key]),
      );
    };
    const show = () => {
      const state = get();
      if (!state.studies[StudyInstanceUID]) return;
      const candidates = entriesOf(state).flatMap(({ key }) => state.organized[key]?.displaySets ?? []);
      const counterpart = counterpartOf(shown, candidates);
      if (!counterpart) {
        notices.notify({
          kind: 'info',
          title: 'Nothing to compare it with',
          text: `That study has no images of the kind of ${shown.label}. It is open in the list.`,
          transient: true,
        });
        return;
      }
      const { displaySetInstanceUID } = counterpart;
      const cells = visibleCells(state.hanging);
      const place = cells.findIndex(({ id }) => id === viewportId);
      const free = cells.find(({ displaySetInstanceUID: uid }) => uid === undefined);
      const next = free ?? cells[(place + 1) % cells.length];
      if (cells.length === 1 || !next || next.id === viewportId)
        commands.showAtSide(viewportId, 'right', displaySetInstanceUID, { forGood: false });
      else commands.showDisplaySet({ viewportId: next.id, displaySetInstanceUID });
      const beside = get().hanging.activeViewportId;
      linking.linkViewports([viewportId, beside]);
      linking.linkFromHere(true);
    };
    // What it shows changes the state: it must not see that as news.
    let isDone = false;
    const stop = store.subscribe(() => tryOnce());
    function tryOnce() {
      if (isDone || isStillComing()) return;
      isDone = true;
      stop();
      show();
    }
    tryOnce();
  }

  function findPriors() {
    if (get().priors.status !== 'asking') void ask(currentOf(get()).patient);
  }

  return {
    findPriors,
    togglePriors() {
      const priorsOpen = !get().priorsOpen;
      store.setState({ priorsOpen });
      if (priorsOpen && get().priors.status !== 'here') findPriors();
    },
    openPrior(StudyInstanceUID) {
      session.addStudy(StudyInstanceUID);
    },
    comparePrior(StudyInstanceUID) {
      const { activeViewportId } = get().hanging;
      session.addStudy(StudyInstanceUID);
      showBeside(activeViewportId, StudyInstanceUID);
    },
  };
}
