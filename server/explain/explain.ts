import { groupBy } from '../../src/core/collections.ts';
import { modeCoverage, type ModeCoverage } from '../../src/core/displaySet/coverage.ts';
import { diffDisplaySets } from '../../src/core/displaySet/diff.ts';
import type { DisplaySet, DisplaySetMessage, ViewportKind } from '../../src/core/displaySet/displaySet.ts';
import { groupingFingerprint, type GroupingFingerprint } from '../../src/core/displaySet/fingerprint.ts';
import { mergeOrganized, organizeSeries } from '../../src/core/displaySet/organize.ts';
import type { OrganizedSeries, SeriesTrace } from '../../src/core/displaySet/organized.ts';
import type { GroupingRule } from '../../src/core/displaySet/rule.ts';
import type { Registry } from '../../src/core/extension/registry.ts';
import { handlerRank } from '../../src/core/mode/handlerRank.ts';
import { lintMode } from '../../src/core/mode/lint.ts';
import type { LintMessage } from '../../src/core/mode/lintMessage.ts';
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
  /** What is wrong or odd about the mode itself; absent when nothing is. */
  readonly lint?: readonly LintMessage[];
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

/** One mode's answer: the explanation, and what reports are made from. */
export interface ModeAnswer {
  readonly mode: Mode;
  readonly explanation: Explanation;
  readonly series: readonly OrganizedSeries[];
}

export function answerOf(
  content: FolderContent,
  mode: Mode,
  registry: Registry,
  rules: readonly GroupingRule[] = [],
): ModeAnswer {
  const handlers = registry.handlersFor(mode);
  const bySeries = groupBy(
    content.instances,
    ({ StudyInstanceUID, SeriesInstanceUID }) => `${StudyInstanceUID}\n${SeriesInstanceUID}`,
  );
  const series = [...bySeries.values()].map((instances) => organizeSeries(instances, handlers, rules));
  const organized = mergeOrganized(series);
  const lint = lintMode(mode, registry.handlers);
  return {
    mode,
    series,
    explanation: {
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
      ...(lint.length > 0 && { lint }),
    },
  };
}

export const explain = (content: FolderContent, mode: Mode, registry: Registry): Explanation =>
  answerOf(content, mode, registry).explanation;

/** What differs between two modes' answers, for people and machines. */
export interface Comparison {
  readonly mode: string;
  readonly same: number;
  readonly changed: readonly {
    readonly before: string;
    readonly after: string;
    readonly beforeLabel: string;
    readonly afterLabel: string;
    readonly what: readonly string[];
  }[];
  readonly gone: readonly SetName[];
  readonly added: readonly SetName[];
}

export interface SetName {
  readonly displaySetInstanceUID: string;
  readonly label: string;
  readonly Modality: string;
  readonly numImageFrames: number;
  readonly instances: number;
}

export function compareModes(before: ModeAnswer, after: ModeAnswer): Comparison {
  const setsOf = ({ series }: ModeAnswer) =>
    series.flatMap(({ displaySets, unsupported }) => [...displaySets, ...unsupported]);
  const { same, changed, added, gone } = diffDisplaySets(setsOf(before), setsOf(after));
  return {
    mode: after.mode.id,
    same: same.length,
    changed: changed.map((pair) => ({
      before: pair.before.displaySetInstanceUID,
      after: pair.after.displaySetInstanceUID,
      beforeLabel: pair.before.label,
      afterLabel: pair.after.label,
      what: pair.what,
    })),
    gone: gone.map(nameOf),
    added: added.map(nameOf),
  };
}

const nameOf = ({
  displaySetInstanceUID,
  label,
  Modality,
  numImageFrames,
  instances,
}: DisplaySet): SetName => ({
  displaySetInstanceUID,
  label,
  Modality,
  numImageFrames,
  instances: instances.length,
});

export const fingerprintOf = ({ series }: ModeAnswer): GroupingFingerprint => groupingFingerprint(series);

export const coverageOf = ({ mode, series }: ModeAnswer, registry: Registry): ModeCoverage =>
  modeCoverage(mode, registry.handlersFor(mode), series);

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
  const studies = groupBy(displaySets, ({ StudyInstanceUID }) => StudyInstanceUID);
  return [...studies.values()].flatMap((ofStudy) => ofStudy.sort((a, b) => rank(a) - rank(b)));
}
