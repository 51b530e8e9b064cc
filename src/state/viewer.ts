import { createStore } from 'zustand/vanilla';
import type { DataSource } from '../core/dataSource.ts';
import type { ViewportKind } from '../core/displaySet/displaySet.ts';
import type { Registry } from '../core/extension/registry.ts';
import type { GridLayout } from '../core/mode/mode.ts';
import { createCineSync, type CineSync } from './cineSync.ts';
import { createHangingCommands, type HangingCommands } from './hangingCommands.ts';
import { createHangingRuleCommands, createStageHanger, type HangingRuleCommands } from './hangingRules.ts';
import { createModeCatalog } from './modeCatalog.ts';
import { createLiveViewports } from './liveViewports.ts';
import { createCrosshair } from './crosshair.ts';
import { createFourD, type FourD } from './fourD.ts';
import { createLinkingCommands, type LinkingCommands } from './linking.ts';
import { createNoticeCommands, type NoticeCommands } from './notices.ts';
import { createOrganizer, type OrganizerOptions } from './organizer.ts';
import { createSessionCommands, type SessionCommands } from './session.ts';
import type { OpeningOptions } from './opening.ts';
import { createPreferenceCommands, type PreferenceCommands } from './preferences.ts';
import { createPriorCommands, type PriorCommands } from './priors.ts';
import { createRuleCommands, type RuleCommands } from './rules.ts';
import { createResetCommands, type ResetCommands } from './resetViewport.ts';
import { createUserModeCommands, type UserModeCommands } from './userModes.ts';
import { createTaskCommands, type TaskCommands } from './tasks.ts';
import { createHangingSteps } from './steps.ts';
import type { ViewerParts } from './viewerParts.ts';
import { initialState, type Sheet, type ViewerState } from './viewerState.ts';

export interface SheetCommands {
  /** Opens a large panel over the study page, or closes it. */
  openSheet(sheet: Sheet | undefined): void;
}

export interface Viewer
  extends
    ViewerParts,
    SessionCommands,
    HangingCommands,
    NoticeCommands,
    SheetCommands,
    RuleCommands,
    PreferenceCommands,
    TaskCommands,
    LinkingCommands,
    PriorCommands,
    ResetCommands,
    HangingRuleCommands,
    UserModeCommands {
  /** Going through times, phases, b-values and echoes in place. */
  readonly fourD: FourD;
  /** Several clips played as one. */
  readonly cineSync: CineSync;
  /** The data source that is open. */
  dataSource(): DataSource;
}

export interface ViewerOptions {
  readonly registry: Registry;
  readonly dataSources: readonly DataSource[];
  readonly modeId: string;
  /** The thread that organizes large studies; without one the page does it in slices. */
  readonly organizer?: Pick<OrganizerOptions, 'startThread' | 'atOnce'>;
  /** What can wait waits for the first picture; absent: nothing does. */
  readonly opening?: OpeningOptions;
}

export function createViewer({ registry, dataSources, modeId, organizer, opening }: ViewerOptions): Viewer {
  const [firstSource] = dataSources;
  const layout: GridLayout = registry.mode(modeId)?.layout ?? { rows: 1, columns: 1 };
  const store = createStore<ViewerState>(() => initialState(firstSource?.id ?? '', modeId, layout));
  const modes = createModeCatalog(registry, store);
  const parts: ViewerParts = {
    store,
    registry,
    modes,
    live: createLiveViewports(),
    crosshair: createCrosshair(),
    organizer: createOrganizer(registry, {
      ...organizer,
      onThreadLost: (reason) =>
        notices.notify({
          kind: 'warning',
          title: 'Large studies are organized in the page',
          text: `The thread for it is not there (${reason}). Nothing is lost; a mode switch may take longer.`,
          transient: true,
        }),
    }),
    dataSources: new Map(dataSources.map((source) => [source.id, source])),
    kindFor(displaySet, former, mode = modes.get(store.getState().modeId)) {
      const preferred = (mode?.preferredViewportKinds ?? []).filter((kind) =>
        displaySet.viewportKinds.includes(kind),
      );
      const offered = [...preferred, ...displaySet.viewportKinds].filter((each) =>
        registry.viewportModuleFor(each),
      );
      const kept = keptKind(former, offered);
      const kind = kept !== undefined && offered.includes(kept) ? kept : offered[0];
      if (kind !== undefined) return { kind };
      const kinds = displaySet.viewportKinds.join(', ') || 'no kind';
      return { reason: `Nothing here can show it yet (${kinds}).` };
    },
  };
  const notices = createNoticeCommands(parts);
  const hanging = createHangingCommands(parts, notices);
  const rules = createRuleCommands(parts, hanging, notices);
  const steps = createHangingSteps(parts);
  const hanger = createStageHanger(parts, steps);
  const session = createSessionCommands(parts, hanging, notices, { hanger, opening });
  const sheets: SheetCommands = { openSheet: (sheet) => store.setState({ sheet }) };
  const preferences = createPreferenceCommands(store);
  const linking = createLinkingCommands(parts, notices, preferences);
  const tasks = createTaskCommands(store, notices);
  return {
    ...parts,
    ...notices,
    ...hanging,
    ...session,
    ...sheets,
    ...rules,
    ...preferences,
    ...linking,
    ...createPriorCommands(parts, { session, hanging, linking, notices, tasks }),
    ...createHangingRuleCommands(parts, hanger, preferences, notices),
    ...createResetCommands(parts, steps, notices),
    fourD: createFourD(parts),
    ...tasks,
    ...createUserModeCommands(parts, notices),
    cineSync: createCineSync(parts.live),
    dataSource() {
      const source = parts.dataSources.get(store.getState().sourceId);
      if (!source) throw new Error(`No data source ${store.getState().sourceId}`);
      return source;
    },
  };
}

/**
 * The kind that goes on through a mode switch. Slices are looked at one by one or
 * as a volume, whichever comes first in the mode; every other kind stays.
 */
function keptKind(former: ViewportKind | undefined, offered: readonly ViewportKind[]) {
  const isOfSlices = (kind: ViewportKind | undefined) => kind === 'stack' || kind === 'volume';
  return isOfSlices(former) ? (offered.find(isOfSlices) ?? former) : former;
}
