import type { SeriesSummary, StudyPage, StudyQuery, StudySummary } from '../../core/dataSource.ts';
import type { Applicability } from '../../core/mode/mode.ts';

/** What the list needs to know of a mode. */
export interface ModeChoice {
  readonly id: string;
  readonly displayName: string;
  /** One line: what it is for. */
  readonly description: string;
  /** A lucide icon name. */
  readonly icon: string;
  applicability(study: StudySummary): Applicability;
}

export interface OpenStudyRequest {
  readonly StudyInstanceUIDs: readonly string[];
  readonly modeId: string;
  readonly newTab?: boolean;
}

export interface StudyListProps {
  search(query: StudyQuery, signal: AbortSignal): Promise<StudyPage>;
  listSeries(StudyInstanceUID: string, signal: AbortSignal): Promise<SeriesSummary[]>;
  /** In the order in which they are offered. */
  readonly modes: readonly ModeChoice[];
  /** The mode of a double click and Enter where it suits the study; else the first that does. */
  readonly defaultModeId?: string;
  readonly openStudy: (request: OpenStudyRequest) => void;
  /** Calls back when what has just been drawn is on the screen, after so many frames. */
  afterPaint(then: () => void, frames: number): void;
  /** Called once it is likely that a study will be opened: load the study page's code. */
  prefetchViewer(): void;
  readonly url: {
    readonly query: URLSearchParams;
    setQuery(next: URLSearchParams, options: { replace: boolean }): void;
  };
  readonly sources: readonly { readonly id: string; readonly displayName: string }[];
  readonly sourceId: string;
  onSource(id: string): void;
  readonly sourceName: string;
  /** Offered when the archive answers 401; without it the reader is told to sign in by other means. */
  readonly signIn?: (() => void) | undefined;
  /** At the right of the header: what the application adds (help, theme). */
  readonly headerActions?: React.ReactNode;
}
