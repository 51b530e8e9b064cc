import {
  changeGroup,
  groupOf,
  noLinks,
  putIn,
  takenOut,
  usualLinks,
  withGroup,
  type Linkable,
  type LinkGroup,
  type Linking,
  type LinkWhat,
} from '../core/linking/linking.ts';
import { numberOf } from './hanging.ts';
import type { NoticeCommands } from './notices.ts';
import type { PreferenceCommands } from './preferences.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { ViewerState } from './viewerState.ts';

/** How the viewports of a group go together, in words. Nothing is asked of a viewport here: `startLinkSync` does. */
export interface LinkingCommands {
  /**
   * Links viewports with each other and with nothing else.
   * @param viewportIds undefined: all there are and will be.
   * @param what absent: what the reader last chose.
   */
  linkViewports(viewportIds: readonly string[] | undefined, what?: Partial<LinkWhat>): void;
  /** All viewports, or none. */
  toggleLinking(): void;
  /** Takes one viewport out of its group, or into one. */
  toggleViewportLink(viewportId: string): void;
  /** What goes together from now on, in each group. */
  setLinked(name: Linkable, on: boolean): void;
  /** Keeps the differences of this moment; `false`: by position again where there is one. */
  linkFromHere(on: boolean): void;
  toggleReferenceLines(): void;
  /** Also the first and the last image of the stack. */
  toggleReferenceEnds(): void;
  /** How planes of volumes go with each other: turned together, drawn in each other. */
  choosePlanes(change: { readonly locked?: boolean; readonly lines?: boolean }): void;
}

export const linkableNames: Readonly<Record<Linkable, string>> = {
  scroll: 'scrolling',
  window: 'window',
  zoomPan: 'zoom and pan',
  rotation: 'rotation',
};

/** "scrolling, zoom and pan" */
export const describeWhat = (what: LinkWhat): string =>
  (Object.keys(linkableNames) as Linkable[]) // the keys are just these
    .filter((name) => what[name])
    .map((name) => linkableNames[name])
    .join(', ') || 'nothing';

/** What the reader links, unless a group says otherwise. */
export const chosenLinks = ({ preferences }: Pick<ViewerState, 'preferences'>): LinkWhat => ({
  ...usualLinks,
  ...preferences.linking,
});

/** Lines of the active viewport's plane in the others, and of the ends of its stack. */
export const referenceLines = ({ preferences, linkLines }: LinesState) =>
  linkLines?.reference ?? preferences.referenceLines ?? { on: true, ends: false };

/** Whether the planes of a volume draw each other. */
export const planeLines = ({ preferences, linkLines }: LinesState): boolean =>
  linkLines?.planes ?? preferences.planes?.lines ?? true;

type LinesState = Pick<ViewerState, 'preferences' | 'linkLines'>;

export function createLinkingCommands(
  { store }: Pick<ViewerParts, 'store'>,
  { announce }: Pick<NoticeCommands, 'announce'>,
  { setPreference }: PreferenceCommands,
): LinkingCommands {
  const get = store.getState;
  const numberIn = (viewportId: string) => numberOf(get().hanging, viewportId);

  /** The reader's own choice, also where a link had another. */
  function chooseLines(lines: { readonly on: boolean; readonly ends: boolean }) {
    const planes = planeLines(get());
    store.setState(({ linkLines }) => ({ linkLines: linkLines && { reference: lines, planes } }));
    setPreference('referenceLines', lines);
  }

  return {
    linkViewports(viewportIds, what) {
      const whole = { ...chosenLinks(get()), ...what };
      store.setState(({ linking }) => ({ linking: withGroup(linking, viewportIds, whole) }));
    },

    toggleLinking() {
      const { linking } = get();
      if (linking.groups.length > 0) {
        store.setState({ linking: noLinks });
        announce('The viewports are no longer linked.');
        return;
      }
      const what = chosenLinks(get());
      store.setState({ linking: withGroup(noLinks, undefined, what) });
      announce(`All viewports are linked: ${describeWhat(what)}.`);
    },

    toggleViewportLink(viewportId) {
      const { linking, hanging } = get();
      if (groupOf(linking, viewportId)) {
        store.setState({ linking: takenOut(linking, viewportId) });
        announce(`Viewport ${numberIn(viewportId)} is no longer linked.`);
        return;
      }
      const what = chosenLinks(get());
      const next = putIn(linking, viewportId, what, hanging.activeViewportId);
      store.setState({ linking: next });
      const group = groupOf(next, viewportId);
      announce(`Viewport ${numberIn(viewportId)} is linked: ${describeWhat(group?.what ?? what)}.`);
    },

    setLinked(name, on) {
      const what = { ...chosenLinks(get()), [name]: on };
      setPreference('linking', what);
      store.setState(({ linking }) => ({
        linking: eachGroup(linking, (group) => ({ what: { ...group.what, [name]: on } })),
      }));
      announce(`Linked: ${describeWhat(what)}.`);
    },

    linkFromHere(on) {
      store.setState(({ linking, preferences }) => ({
        linking: eachGroup(
          linking.groups.length > 0 ? linking : withGroup(noLinks, undefined, chosenLinks({ preferences })),
          () => ({ keepsDifference: on, starts: {} }),
        ),
      }));
      announce(on ? 'Linked from here: the present differences are kept.' : 'Linked by position again.');
    },

    toggleReferenceLines() {
      const lines = referenceLines(get());
      chooseLines({ ...lines, on: !lines.on });
      announce(lines.on ? 'Reference lines are off.' : 'Reference lines are on.');
    },

    toggleReferenceEnds() {
      const lines = referenceLines(get());
      chooseLines({ on: true, ends: !lines.ends });
    },

    choosePlanes(change) {
      const { locked = true } = get().preferences.planes ?? {};
      const next = { locked, lines: planeLines(get()), ...change };
      store.setState(({ linkLines }) => ({ linkLines: linkLines && { ...linkLines, planes: next.lines } }));
      setPreference('planes', next);
    },
  };
}

function eachGroup(linking: Linking, change: (group: LinkGroup) => Partial<Omit<LinkGroup, 'id'>>): Linking {
  const { groups, apart } = linking;
  return groups.reduce<Linking>((made, group) => changeGroup(made, group.id, change(group)), {
    groups,
    apart,
  });
}
