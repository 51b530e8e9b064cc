import type { StudySummary } from '../core/dataSource.ts';
import type { Instance } from '../core/dicom/instance.ts';
import { describeError, isAbort } from '../core/errors.ts';
import { otherStudies, type OtherStudy, type Patient } from '../core/priors/priors.ts';
import { createCompareBeside, type CompareDependencies } from './compareBeside.ts';
import type { PriorsState } from './priorsState.ts';
import { anyInstance } from './selectors.ts';
import type { SessionCommands } from './session.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { ViewerState } from './viewerState.ts';

export interface PriorCommands {
  /** Asks the archive for the patient's other studies, by the ID of the first open one. */
  findPriors(): void;
  /** Ends the search; what has been found stays. */
  cancelPriors(): void;
  /** Opens the list of them, asking the archive the first time, or closes it. */
  togglePriors(): void;
  /** Opens one beside those that are open; what is shown stays. */
  openPrior(StudyInstanceUID: string): void;
  /**
   * Opens one and shows, beside the active viewport, what it has of the same
   * kind; the two scroll together from there. See `CompareBeside`.
   */
  comparePrior(StudyInstanceUID: string): void;
}

/** Studies asked for at a time, so that the first are seen early; and at most, in all. */
const [PAGE, MOST] = [25, 100];

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
  parts: Pick<ViewerParts, 'store' | 'dataSources'>,
  dependencies: CompareDependencies & { readonly session: SessionCommands },
): PriorCommands {
  const { store, dataSources } = parts;
  const { session, notices } = dependencies;
  const compareBeside = createCompareBeside(parts, dependencies);
  let search: AbortController | undefined;
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
    const controller = new AbortController();
    search = controller;
    const { signal } = controller;
    // Another study, or none, is open: nobody waits for it any more.
    const stop = store.subscribe(({ studyOrder: [now] }) => now === first || controller.abort());
    change({ status: 'asking', found: [], hasMore: false, problem: undefined });
    try {
      const found = new Map<string, StudySummary>();
      let hasMore = true;
      for (let isNew = true; hasMore && isNew && found.size < MOST;) {
        const page = await source.searchStudies(
          // A star in an ID would be a wildcard (PS3.4 C.2.2.2.4): what comes is compared with the ID as it is.
          { PatientID, isWholePatientID: true, limit: PAGE, offset: found.size },
          signal,
        );
        signal.throwIfAborted();
        const before = found.size;
        for (const study of page.studies) found.set(study.StudyInstanceUID, study);
        ({ hasMore } = page);
        // An archive that knows no offset says the same again.
        isNew = found.size > before;
        change({ found: [...found.values()], hasMore });
      }
      change({ status: 'here' });
      const { length } = otherStudiesOf(get());
      notices.announce(length === 1 ? '1 other study.' : `${length} other studies.`);
    } catch (error) {
      if (get().studyOrder[0] !== first) return;
      if (signal.aborted || isAbort(error)) {
        change({ status: 'stopped' });
        notices.announce('The search for other studies is stopped.');
      } else change({ status: 'failed', problem: describeError(error) });
    } finally {
      stop();
      if (search === controller) search = undefined;
    }
  }

  function findPriors() {
    if (get().priors.status !== 'asking') void ask(currentOf(get()).patient);
  }

  return {
    findPriors,
    cancelPriors: () => search?.abort(),
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
      void compareBeside(activeViewportId, StudyInstanceUID);
    },
  };
}
