import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { indexOfImage } from '../core/displaySet/images.ts';
import { setHolding } from './firstDisplaySet.ts';
import { numberOf, visibleCells } from './hanging.ts';
import type { NoticeCommands } from './notices.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { ViewerState, ViewportCell } from './viewerState.ts';
import { asKind } from './viewsOfKinds.ts';

type Here = Pick<ViewerState, 'hanging' | 'displaySets' | 'organized'>;

/** What a link's screen asks for, compared with what is here. */
export interface SettledScreen {
  readonly cells: readonly ViewportCell[];
  /** What is not as the link has it, each in a sentence. */
  readonly misses: readonly string[];
}

/**
 * Once everything is here: what a link shows and is not here any more is named in
 * its viewport. An image that another display set holds now is shown in that one.
 */
export function settleScreen(
  here: Here,
  { kindFor, registry }: Pick<ViewerParts, 'kindFor' | 'registry'>,
): SettledScreen {
  const misses: string[] = [];
  const { hanging, displaySets, organized } = here;
  const shown = new Set(visibleCells(hanging));

  function settle(cell: ViewportCell): ViewportCell {
    const { displaySetInstanceUID: uid, image } = cell;
    if (uid === undefined || !shown.has(cell)) return cell;
    const number = numberOf(hanging, cell.id);
    const set = displaySets.get(uid);
    const other =
      set || !image
        ? undefined
        : Object.values(organized)
            .map((made) => setHolding(made, image))
            .find(Boolean);
    const found = set ?? other;
    if (!found) {
      const reason = `The link shows display set ${uid} here. It is not in this study and mode, or not any more.`;
      misses.push(`viewport ${number}: display set ${uid}`);
      return { ...cell, ...nothing, absence: { title: 'Not in this study', reason } };
    }
    if (other) misses.push(`viewport ${number}: grouped otherwise here, shown in ${other.label}`);
    else if (image && hasImages(found) && indexOfImage(found, image) < 0)
      misses.push(`viewport ${number}: image ${image.SOPInstanceUID} is not in ${found.label}`);
    return withKind({ ...cell, displaySetInstanceUID: found.displaySetInstanceUID }, found, number);
  }

  function withKind(cell: ViewportCell, found: DisplaySet, number: number): ViewportCell {
    const { kind } = cell;
    const isShown = kind !== undefined && (kind === 'tags' || found.viewportKinds.includes(kind));
    if (isShown && registry.viewportModuleFor(kind)) return cell;
    const verdict = kindFor(found, kind);
    if ('kind' in verdict) {
      misses.push(`viewport ${number}: no ${kind ?? 'such'} view of ${found.label}, another is shown`);
      return asKind(cell, verdict.kind);
    }
    misses.push(`viewport ${number}: ${found.label}: ${verdict.reason}`);
    return {
      ...cell,
      ...nothing,
      absence: { title: `${found.label} cannot be shown`, reason: verdict.reason },
    };
  }

  return { cells: hanging.cells.map(settle), misses };
}

const nothing = {
  displaySetInstanceUID: undefined,
  kind: undefined,
  image: undefined,
  presentation: undefined,
} as const;

const hasImages = ({ numImageFrames }: DisplaySet) => numImageFrames > 0;

/** Says what of a link's screen could not be shown; the rest is as the link has it. */
export function tellOfMisses(misses: readonly string[], { notify }: Pick<NoticeCommands, 'notify'>): void {
  if (misses.length === 0) return;
  notify({
    kind: 'warning',
    title: 'Not everything on the link’s screen is here',
    text: `${misses.slice(0, 4).join('; ')}${misses.length > 4 ? `; and ${misses.length - 4} more` : ''}. The rest is as the link has it.`,
    transient: false,
  });
}
