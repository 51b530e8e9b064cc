import * as z from 'zod/mini';
import type { ViewportKind } from '../core/displaySet/displaySet.ts';
import { countViewports, MAX_VIEWPORTS, type Layout } from '../core/layout/layout.ts';
import { layoutText, readLayout } from '../core/layout/text.ts';
import type { Presentation } from '../core/viewport.ts';
import { numberOf, visibleCells } from './hanging.ts';
import { readPresentation } from './presentationJson.ts';
import type { ScreenRest } from './screenRest.ts';
import { readRest, writeRest } from './screenRestJson.ts';
import { rounded, uidLengthener, uidShortener } from './shortUids.ts';
import { emptyHanging, type Hanging, type ViewportCell } from './viewerState.ts';

/**
 * A whole screen as text for an address: layout, active viewport, in each
 * viewport the display set, its kind, image and view, and what goes across them
 * (`ScreenRest`). UIDs, names of kinds and of hanging rules, and numbers: nothing
 * of the patient. The studies, mode and order of handlers are the rest of the address.
 */
export interface Screen {
  readonly layout: Layout;
  /** From 1. */
  readonly active: number;
  /** The active viewport fills the screen for now. */
  readonly maximised: boolean;
  /** In the order of the layout; undefined where a viewport is empty. */
  readonly viewports: readonly (ShownContent | undefined)[];
  /** Links, lines, clips, hanging rule, splits and merges; absent: a link that says nothing of them. */
  readonly rest?: ScreenRest;
  /** Of a link that was read: parts that could not be, in words. */
  readonly problems?: readonly string[];
}

export interface ShownContent {
  readonly displaySetInstanceUID: string;
  readonly kind: ViewportKind;
  readonly image: ViewportCell['image'];
  readonly presentation: Presentation | undefined;
}

/** An address beyond it is not read: sixteen viewports with long UIDs need less than half. */
export const MAX_SCREEN_TEXT = 12_000;

/** Written before the text, so that a later version can tell what it reads. */
const [bareVersion, version] = ['1', '2'];

/** What a view is where the text says nothing. */
const plainView: Presentation = {
  zoom: 1,
  pan: [0, 0],
  rotation: 0,
  flipHorizontal: false,
  flipVertical: false,
  invert: false,
};

/** The screen as it is now. @param hanging with what is live written into it. */
export function screenOf(hanging: Hanging, maximisedViewportId: string | undefined): Screen {
  return {
    layout: hanging.layout,
    active: Math.max(1, numberOf(hanging, hanging.activeViewportId)),
    maximised: maximisedViewportId !== undefined && maximisedViewportId === hanging.activeViewportId,
    viewports: visibleCells(hanging).map(({ displaySetInstanceUID, kind, image, presentation }) =>
      displaySetInstanceUID === undefined || kind === undefined
        ? undefined
        : { displaySetInstanceUID, kind, image, presentation },
    ),
  };
}

/** The hanging that a screen asks for; its rest is taken up by `takeUpRest`. */
export function hangingOfScreen({ layout, active, viewports }: Screen): Hanging {
  const empty = emptyHanging(layout);
  const cells = empty.cells.map((cell, index) => {
    const shown = viewports[index];
    return shown ? { ...cell, ...shown, assignment: 1 } : cell;
  });
  return { ...empty, cells, activeViewportId: cells[active - 1]?.id ?? empty.activeViewportId };
}

/** As text, safe in a query without any escapes. */
export function writeScreen({ layout, active, maximised, viewports, rest }: Screen): string {
  const shorten = uidShortener();
  const cells = viewports.map((shown) => {
    if (!shown) return 0;
    const { displaySetInstanceUID, kind, image, presentation } = shown;
    return [
      shorten(displaySetInstanceUID),
      kind,
      image ? shorten(image.SOPInstanceUID) : 0,
      image?.frame ?? 0,
      presentation ? viewText(presentation) : 0,
    ];
  });
  const bare = [layoutText(layout), active, maximised ? 1 : 0, cells];
  const text = JSON.stringify(rest ? [...bare, writeRest(rest)] : bare);
  return `${rest ? version : bareVersion}.${toBase64Url(new TextEncoder().encode(text))}`;
}

/** The text of a link, and what had to be left out of it so that it can be opened, in words. */
export function fittingText(screen: Screen): { readonly text: string; readonly left: readonly string[] } {
  const whole = writeScreen(screen);
  const { rest } = screen;
  if (whole.length <= MAX_SCREEN_TEXT || !rest) return { text: whole, left: [] };
  const bare = { ...rest, rules: undefined };
  const withoutRules = writeScreen({ ...screen, rest: bare });
  const left = (rest.rules?.length ?? 0) > 0 ? ['splits and merges by hand: they are too long'] : [];
  if (withoutRules.length <= MAX_SCREEN_TEXT) return { text: withoutRules, left };
  const groups = bare.linking.groups.map((group) => ({ ...group, starts: {} }));
  const text = writeScreen({ ...screen, rest: { ...bare, linking: { ...bare.linking, groups } } });
  return { text, left: [...left, 'where linked viewports were when they were linked'] };
}

const cellShape = z.tuple([
  z.string().check(z.maxLength(80)),
  z.string().check(z.minLength(1), z.maxLength(40), z.regex(/^[a-z0-9-]+$/i)),
  z.union([z.string().check(z.maxLength(80)), z.literal(0)]),
  z.int().check(z.gte(0), z.lte(1_000_000)),
  z.union([z.record(z.string(), z.unknown()), z.literal(0)]),
]);
const bareShape = [
  z.string(),
  z.int().check(z.gte(1), z.lte(MAX_VIEWPORTS)),
  z.union([z.literal(0), z.literal(1)]),
  z.array(z.union([cellShape, z.literal(0)])).check(z.maxLength(MAX_VIEWPORTS)),
] as const;
const screenShape = z.union([z.tuple(bareShape), z.tuple([...bareShape, z.unknown()])]);

/** The screen that a link asks for, or what is wrong with it, in a sentence. */
export function readScreen(text: string): Screen | { readonly problem: string } {
  if (text.length > MAX_SCREEN_TEXT) {
    return { problem: `It is longer than any screen (${text.length.toLocaleString()} characters).` };
  }
  const [, written, body] = /^(\d{1,3})\.([A-Za-z0-9_-]+)$/.exec(text) ?? [];
  if (written === undefined || body === undefined)
    return { problem: 'It is cut off, or was changed on its way.' };
  if (written !== version && written !== bareVersion) {
    return { problem: `It was made by another version of the viewer (screen ${written}, here ${version}).` };
  }
  const damaged = { problem: 'It is damaged: perhaps a part of it was lost on its way.' };
  const found = screenShape.safeParse(fromJson(body));
  if (!found.success) return damaged;
  const [layoutName, active, maximised, cells, more] = found.data;
  if ((written === bareVersion) !== (found.data.length === 4)) return damaged;
  const layout = readLayout(layoutName);
  if (!layout || countViewports(layout) !== cells.length || active > cells.length) return damaged;
  const lengthen = uidLengthener();
  const viewports: (ShownContent | undefined)[] = [];
  for (const cell of cells) {
    const shown = cell === 0 ? undefined : contentOf(cell, lengthen);
    if (shown === 'damaged') return damaged;
    viewports.push(shown);
  }
  const screen = { layout, active, maximised: maximised === 1, viewports };
  if (written === bareVersion) return screen;
  const { rest, problems } = readRest(more, viewports.length);
  return { ...screen, rest, ...(problems.length > 0 && { problems }) };
}

function contentOf(
  [set, kind, sop, frame, view]: z.infer<typeof cellShape>,
  lengthen: (text: string) => string | undefined,
): ShownContent | 'damaged' {
  const displaySetInstanceUID = lengthen(set);
  const SOPInstanceUID = sop === 0 ? undefined : lengthen(sop);
  const presentation = view === 0 ? undefined : readPresentation({ ...plainView, ...view });
  const isDamaged =
    displaySetInstanceUID === undefined ||
    (sop !== 0 && (SOPInstanceUID === undefined || frame < 1)) ||
    (view !== 0 && !(presentation && isSane(presentation)));
  if (isDamaged) return 'damaged';
  const image = SOPInstanceUID === undefined ? undefined : { SOPInstanceUID, frame };
  return { displaySetInstanceUID, kind, image, presentation };
}

/** A view that a reader could have made: none of its numbers leads out of all pictures. */
const isSane = ({ zoom, pan, rotation, windowWidth = 1 }: Presentation): boolean =>
  zoom >= 0.01 &&
  zoom <= 1000 &&
  pan.every((each) => Math.abs(each) <= 10_000) &&
  rotation % 90 === 0 &&
  windowWidth > 0;

/** What differs from the plain view, in numbers no finer than anybody sees. */
function viewText(presentation: Presentation): Record<string, unknown> {
  const plain: Readonly<Record<string, unknown>> = { ...plainView };
  const differs = ([name, value]: readonly [string, unknown]) =>
    value !== undefined && JSON.stringify(value) !== JSON.stringify(plain[name]);
  return Object.fromEntries(
    Object.entries(presentation)
      .filter(differs)
      .map(([name, value]): [string, unknown] => [name, rounded(value)]),
  );
}

function fromJson(base64: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(fromBase64Url(base64)));
  } catch {
    return undefined;
  }
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromBase64Url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
