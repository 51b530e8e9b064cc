import { organize } from '../../src/core/displaySet/organize.ts';
import type { SeriesTrace } from '../../src/core/displaySet/organized.ts';
import type { DisplaySet, DisplaySetMessage, ViewportKind } from '../../src/core/displaySet/displaySet.ts';
import type { Registry } from '../../src/core/extension/registry.ts';
import { handlerRank } from '../../src/core/mode/handlerRank.ts';
import type { Mode } from '../../src/core/mode/mode.ts';
import type { FolderContent, SkippedFile } from './readFolder.ts';

/** What `npm run explain -- FOLDER --json` prints: a published shape (docs/contract). */
export interface Explanation {
  readonly mode: string;
  readonly received: number;
  readonly displaySets: readonly ExplainedDisplaySet[];
  readonly unclaimed: readonly {
    readonly SOPInstanceUID: string;
    readonly SOPClassUID: string;
    readonly SeriesInstanceUID: string;
    readonly reason: string;
  }[];
  readonly skippedFiles: readonly SkippedFile[];
  readonly trace: readonly SeriesTrace[];
}

export interface ExplainedDisplaySet {
  readonly displaySetInstanceUID: string;
  readonly SOPClassHandlerId: string;
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly SeriesNumber: number | null;
  readonly Modality: string;
  readonly label: string;
  readonly isMultiFrame: boolean;
  readonly numImageFrames: number;
  /** Frames per second; null without a rate. */
  readonly FrameRate: number | null;
  readonly viewportKinds: readonly ViewportKind[];
  readonly instances: readonly string[];
  readonly messages: readonly DisplaySetMessage[];
}

export function explain(content: FolderContent, mode: Mode, registry: Registry): Explanation {
  const organized = organize(content.instances, registry.handlersFor(mode));
  return {
    mode: mode.id,
    received: organized.received,
    displaySets: inOrderOf(mode, organized.displaySets).map(explainSet),
    unclaimed: organized.unclaimed.map(({ instance, reason }) => ({
      SOPInstanceUID: instance.SOPInstanceUID,
      SOPClassUID: instance.SOPClassUID,
      SeriesInstanceUID: instance.SeriesInstanceUID,
      reason,
    })),
    skippedFiles: content.skippedFiles,
    trace: organized.trace,
  };
}

function explainSet(set: DisplaySet): ExplainedDisplaySet {
  const { displaySetInstanceUID, SOPClassHandlerId, StudyInstanceUID, SeriesInstanceUID } = set;
  const { Modality, label, isMultiFrame, numImageFrames, viewportKinds, messages } = set;
  return {
    displaySetInstanceUID,
    SOPClassHandlerId,
    StudyInstanceUID,
    SeriesInstanceUID,
    SeriesNumber: set.SeriesNumber ?? null,
    Modality,
    label,
    isMultiFrame,
    numImageFrames,
    FrameRate: set.FrameRate ?? null,
    viewportKinds,
    instances: set.instances.map(({ SOPInstanceUID }) => SOPInstanceUID),
    messages,
  };
}

/** As the viewer lists them in this mode, study by study. */
function inOrderOf(mode: Mode, displaySets: readonly DisplaySet[]): readonly DisplaySet[] {
  const rank = handlerRank(mode);
  const studies = [...new Set(displaySets.map(({ StudyInstanceUID }) => StudyInstanceUID))];
  return studies.flatMap((uid) =>
    displaySets.filter(({ StudyInstanceUID }) => StudyInstanceUID === uid).sort((a, b) => rank(a) - rank(b)),
  );
}
