import type { StudyPage } from './StudyPage.tsx';

let loaded: typeof StudyPage | undefined;
/** The study page, once its code is here. A browser's own record of it can only be asked asynchronously. */
export const loadedStudyPage = () => loaded;

/** Its code, loaded once it is likely to be needed. */
export async function importStudyPage(): Promise<void> {
  loaded = (await import('./StudyPage.tsx')).StudyPage;
}

/** Loads it ahead, and what draws the first picture; a failure shows when the page is opened. */
export function prefetchStudyPage(): void {
  loadAhead().catch(() => undefined);
}

/** From a page where nothing else is to be done: Cornerstone as well. */
export function prefetchViewer(): void {
  loadAhead()
    .then(({ warmCornerstone }) => warmCornerstone())
    .catch(() => undefined);
}

async function loadAhead() {
  await importStudyPage();
  const pictures = await import('../adapters/cornerstone/mountStack.ts');
  pictures.warmUp();
  return pictures;
}
