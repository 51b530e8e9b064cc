import type { StoreApi } from 'zustand/vanilla';
import type { DataSource } from '../core/dataSource.ts';
import type { DisplaySet, ViewportKind } from '../core/displaySet/displaySet.ts';
import type { Registry } from '../core/extension/registry.ts';
import type { Mode } from '../core/mode/mode.ts';
import type { Crosshair } from './crosshair.ts';
import type { ModeCatalog } from './modeCatalog.ts';
import type { LiveViewports } from './liveViewports.ts';
import type { Organizer } from './organizer.ts';
import type { ViewerState } from './viewerState.ts';

/** What the commands share. Made once in `app/`; handed to the features by context. */
export interface ViewerParts {
  readonly store: StoreApi<ViewerState>;
  readonly registry: Registry;
  readonly modes: ModeCatalog;
  readonly live: LiveViewports;
  readonly organizer: Organizer;
  /** The point that the crosshair marks in every viewport. */
  readonly crosshair: Crosshair;
  readonly dataSources: ReadonlyMap<string, DataSource>;
  /**
   * How a display set is shown in a mode, by itself the one in force: its preferred kind
   * that something can draw, or why nothing can.
   */
  kindFor(
    displaySet: DisplaySet,
    former?: ViewportKind,
    mode?: Mode,
  ): { readonly kind: ViewportKind } | { readonly reason: string };
}
