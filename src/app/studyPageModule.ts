/** The study page's code, loaded once it is likely to be needed. */
export const importStudyPage = () => import('./StudyPage.tsx');

/** Loads it ahead; a failure shows when the page is opened. */
export function prefetchStudyPage(): void {
  importStudyPage().catch(() => undefined);
}
