/** The study page's code, loaded once it is likely to be needed. */
export const importStudyPage = () => import('./StudyPage.tsx');

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
